import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'jidoka-test-run-'
/** Where Linux keeps files in memory. */
const memory = '/dev/shm'
/** A run has some 1.5 GB there at most at once; the rest is for its processes. */
const roomBytes = 6e9

/**
 * A folder for the temporary files of one run, which is gone afterwards. JIDOKA_TEST_RUN names it for what tests
 * share (`madeOnce`), JIDOKA_TEST_KEPT the folder that stays for the next run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.JIDOKA_TEST_KEPT = tmpdir()
  // Each store runs in a thread, which would strip and compile its modules again.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')
  const folder = await mkdtemp(join(await parent(), `${prefix}${process.pid}-`))
  // The account of the PostgreSQL server goes through it to its own folder.
  await chmod(folder, 0o711)
  process.env.JIDOKA_TEST_RUN = folder
  process.env.TMPDIR = folder
  return () => rm(folder, { recursive: true, force: true })
}

/**
 * In memory where there is room. On a disk, making and removing a database of a thousand files takes ten times
 * as long as the test that asks for it.
 */
async function parent(): Promise<string> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => Math.min(bavail * bsize, freemem()),
    () => 0,
  )
  if (free < roomBytes) return tmpdir()
  await removeLeft()
  return memory
}

/** Of runs that were killed: what lies there takes memory until somebody removes it. */
async function removeLeft(): Promise<void> {
  for (const name of await readdir(memory)) {
    const [, pid] = /^jidoka-test-run-(\d+)-/.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(memory, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
