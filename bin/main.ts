import {
  demoPassword,
  demoUserIds,
  fileDemoRequests,
  loadDemo,
  playbooksDir,
  startSimulator,
} from '../demo/index.ts'
import { runCli } from '../server/index.ts'

/** The command line with everything wired; sets the exit status of the process. */
export async function main(argv: string[]): Promise<void> {
  const ending = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => ending.abort())
  }
  // A reader that closes its end early (`jidoka ask … | head`) is no failure.
  process.stdout.on('error', () => ending.abort())
  const io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: ending.signal,
  }
  const demo = {
    load: async (deps: Parameters<typeof loadDemo>[0]) => {
      await loadDemo(deps)
      await fileDemoRequests(deps)
    },
    simulate: startSimulator,
    userIds: demoUserIds,
    password: demoPassword,
    tokenFor: 'operator@suzhou',
    playbooksDir,
  }
  process.exitCode = await runCli(argv, io, demo)
}
