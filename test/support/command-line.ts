/** `jidoka` as a person runs it: a process of its own, with a clean environment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/jidoka.js', import.meta.url))

export type Ended = { status: number | null; out: string; err: string }

export type RunOptions = {
  cwd?: string
  env?: Record<string, string>
  stdin?: string
  /** Called with all that stderr has said so far, each time that it says more. */
  onStderr?: (soFar: string, child: ChildProcess) => void
}

export async function jidoka(argv: string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(argv, options)
  const said = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
    options.onStderr?.(said.err, child)
  })
  child.stdin?.end(options.stdin ?? '')
  const [status] = await once(child, 'close')
  return { status, ...said }
}

/** A server of its own; `stop` asks it to drain and gives its exit status. */
export async function jidokaServe(
  argv: string[],
): Promise<{ baseUrl: string; stop: () => Promise<number | null> }> {
  const child = start(['serve', '--port', '0', ...argv], {})
  const baseUrl = await readyLine(child)
  return {
    baseUrl,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      return (await ended)[0]
    },
  }
}

async function readyLine(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
    said += text
    const [, url] = /^ready (\S+)$/m.exec(said) ?? []
    if (url !== undefined) {
      child.stdout?.resume()
      return url
    }
  }
  throw new Error(`the server did not start: ${said}`)
}

function start(argv: string[], { cwd, env = {} }: RunOptions): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(JIDOKA_|VITEST|NODE_OPTIONS$|PORT$|DATABASE_URL$)/.test(name),
  )
  return spawn(process.execPath, [bin, ...argv], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}
