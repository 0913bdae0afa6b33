/** Brokers and servers of machines as processes of their own, which may be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type PlantProcess = {
  /** The same one after a restart. */
  port: number
  /** Writes a line to it, and waits for the line that answers. */
  tell: (line: string) => Promise<string>
  /** SIGKILL: it says goodbye to nobody. */
  kill: () => Promise<void>
  /** Again, on the port that it had. */
  start: (...args: string[]) => Promise<void>
}

type Running = { child: ChildProcess; lines: AsyncIterator<string> }

/** Starts a script of this folder that takes a port and prints `ready` once it listens there. */
export async function startPlantProcess(script: string, ...args: string[]): Promise<PlantProcess> {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url))
  const port = await freePort()
  const run = async (given: string[]): Promise<Running> => {
    const child = spawn(process.execPath, [path, String(port), ...given], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      if (line.value.startsWith('ready')) return { child, lines }
    }
    throw new Error(`${script} ended before it was ready; its own message is above`)
  }
  let running = await run(args)
  return {
    port,
    tell: async (line) => {
      running.child.stdin?.write(`${line}\n`)
      return (await running.lines.next()).value ?? ''
    },
    start: async (...again) => {
      running = await run(again)
    },
    kill: async () => {
      const { child } = running
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
