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
  process.exitCode = await runCli(argv, io, demoFactory)
}

export async function demoFactory() {
  const demo = await import('../demo/index.ts')
  return {
    load: async (deps: Parameters<typeof demo.loadDemo>[0]) => {
      await demo.loadDemo(deps)
      await demo.armDemoAlerts(deps)
      await demo.fileDemoRequests(deps)
    },
    simulate: demo.startSimulator,
    userIds: demo.demoUserIds,
    password: demo.demoPassword,
    tokenFor: 'operator@suzhou',
    playbooksDir: demo.playbooksDir,
  }
}
