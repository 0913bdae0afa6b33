/** The command line in this process, as a shell would run it. */
import { PassThrough } from 'node:stream'
import { runCli } from './cli/run.ts'

export const noDemo: Parameters<typeof runCli>[2] = () =>
  Promise.reject(new Error('there is no demo here'))

export type Ran = { status: number; out: string; err: string }

/** One command to its end; `typed` comes on its stdin. */
export async function runHere(argv: string[], typed = '', demo = noDemo): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(typed)
  const io = { stdin, stdout, stderr, signal: new AbortController().signal }
  const status = await runCli(argv, io, demo)
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}
