/** The product as a user runs it: processes of its own, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { runHere } from '../../server/test-cli.ts'

export const jidokaBin = fileURLToPath(new URL('../../bin/jidoka.js', import.meta.url))

/** Nothing of the machine's own configuration reaches the processes of a test. */
const ownEnv = () => ({ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'test' })

export type RunOptions = { env?: Record<string, string>; input?: string; cwd?: string }
export type Finished = { code: number | null; stdout: string; stderr: string }

/** Runs one command to its end. */
export async function runJidoka(args: string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [jidokaBin, ...args], {
    cwd: options.cwd,
    env: { ...ownEnv(), ...options.env },
  })
  child.stdin.end(options.input ?? '')
  const output = Promise.all([textOf(child.stdout), textOf(child.stderr)])
  const [code] = (await once(child, 'exit')) as [number | null]
  const [stdout, stderr] = await output
  return { code, stdout, stderr }
}

/** The same in this process: most of a short command is the start of its own. */
export async function runJidokaHere(args: string[], input = ''): Promise<Finished> {
  const { status, out, err } = await runHere(args, input)
  return { code: status, stdout: out, stderr: err }
}

export type Ended = RunOptions & { signal: NodeJS.Signals; after: number }

/** Runs one command until it has told `after` steps of an import, then ends it by a signal. */
export async function endJidoka(
  args: string[],
  { signal, after, env, cwd }: Ended,
): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [jidokaBin, ...args], { cwd, env: { ...ownEnv(), ...env } })
  const steps = (text: string) => text.match(/, \d+ rows$/gm)?.length ?? 0
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    // Once: a second Ctrl-C ends the process where it stands.
    if (steps(stderr) < after && steps(stderr + text) >= after) child.kill(signal)
    stderr += text
  })
  child.stdout.resume()
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

export type ServingJidoka = {
  url: string
  /** What it printed until it was ready. */
  lines: string[]
  child: ChildProcess
  /** SIGTERM, and its exit status. */
  stop: () => Promise<number | null>
  /** SIGKILL: no handler runs. */
  kill: () => Promise<void>
}

/** `jidoka serve` on a free port, until it says that it is ready. */
export async function serveJidoka(
  args: string[],
  options: RunOptions = {},
): Promise<ServingJidoka> {
  // To optimise the store's engine would take seconds of CPU, and pays after minutes.
  const command = ['--liftoff-only', jidokaBin, 'serve', '--port', '0', ...args]
  const child = spawn(process.execPath, command, {
    env: { ...ownEnv(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit') as Promise<[number | null]>
  const errors = textOf(child.stderr)
  const lines: string[] = []
  const ready = await readyUrl(child, lines)
  // The pipe must not fill up while it serves.
  child.stdout.resume()
  if (ready === null) throw new Error(`The server ended: ${await errors}\n${lines.join('\n')}`)
  return {
    url: ready,
    lines,
    child,
    stop: async () => {
      child.kill('SIGTERM')
      return (await gone)[0]
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function readyUrl(child: ChildProcess, lines: string[]): Promise<string | null> {
  if (child.stdout === null) return null
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    const url = /^ready (\S+)$/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  return null
}

/** An empty folder, and how to be rid of it. */
export async function emptyFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'jidoka-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
