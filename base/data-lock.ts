import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from './app-error.ts'

/**
 * One process owns a data folder: two on one folder lose rows without an error. The owner's lock
 * file says where it serves, so that any other command can talk to it instead.
 */
const lockSchema = z.object({
  pid: z.number().int().positive(),
  /** Tells this process from a later one with the same number (a container's is always 1). */
  birth: z.string(),
  token: z.string(),
  url: z.string().nullable(),
})

export type LockOwner = z.output<typeof lockSchema>

export type DataLock = {
  /** Publishes the address once the owner answers there. */
  serveAt: (url: string) => void
  release: () => void
}

const lockFile = (dataDir: string) => join(dataDir, 'jidoka.lock')

/** Who holds the folder now, or null. A lock whose process has ended counts as none. */
export function lockOwner(dataDir: string): LockOwner | null {
  const owner = readLock(lockFile(dataDir))
  return owner !== null && isAlive(owner) ? owner : null
}

/** @throws AppError `conflict` when a living process owns the folder. */
export function lockData(dataDir: string): DataLock {
  makeDataFolder(dataDir)
  const path = lockFile(dataDir)
  const mine: LockOwner = {
    pid: process.pid,
    birth: birthOf(process.pid),
    token: randomBytes(8).toString('hex'),
    url: null,
  }
  const owner = lockOwner(dataDir)
  if (owner !== null) throw heldBy(dataDir, owner)
  clearDeadLock(path)
  try {
    writeFileSync(path, JSON.stringify(mine), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritable(dataDir, cause)
    throw justTaken(dataDir, cause)
  }
  const stillMine = () => readLock(path)?.token === mine.token
  return {
    serveAt: (url) => {
      if (stillMine()) writeFileSync(path, JSON.stringify({ ...mine, url }), { mode: 0o600 })
    },
    release: () => {
      if (stillMine()) rmSync(path, { force: true })
    },
  }
}

/** @throws AppError `unavailable` that says why the folder cannot be used. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw notWritable(dataDir, cause)
  }
}

function notWritable(dataDir: string, cause: unknown): AppError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException
  const why = reasons[code] ?? `the system says ${code}`
  return new AppError('unavailable', `The data folder ${dataDir} cannot be used: ${why}.`, {
    cause,
    field: '--data',
    hint: 'Make it a folder that this user may write, or name another with --data DIR.',
  })
}

const reasons: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'it is a file',
}

function heldBy(dataDir: string, owner: LockOwner): AppError {
  const where = owner.url === null ? 'it is starting' : `it serves at ${owner.url}`
  return new AppError('conflict', `${dataDir} is in use by process ${owner.pid}; ${where}`, {
    hint: 'Use that server, stop it, or choose another folder with --data.',
  })
}

function justTaken(dataDir: string, cause?: unknown): AppError {
  return new AppError('conflict', `another process has just taken ${dataDir}`, {
    cause,
    hint: 'Run the command again: it will use the server that runs.',
  })
}

/** Moved aside before it is judged: of two that find a dead lock, neither removes a living one. */
function clearDeadLock(path: string): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const found = readLock(aside)
  if (found !== null && isAlive(found)) {
    linkSync(aside, path)
    rmSync(aside)
    throw justTaken(path)
  }
  rmSync(aside)
}

function readLock(path: string): LockOwner | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

function isAlive({ pid, birth }: LockOwner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return birth === birthOf(pid)
}

/** When the process was started, in clock ticks of this boot; empty where /proc is absent. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`
  } catch {
    return ''
  }
}
