/**
 * `npm run evals -- --suite live [--mode NAME] [--only TEXT] [--json]`
 *
 * The tasks of `--suite tasks` by a configured model: an OpenAI-compatible endpoint in a process of its
 * own, which knows them by heart, is put in by `--model`, as any other is. With another mode than `normal`
 * it fails as endpoints do.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Metrics, report, type Target } from './report.ts'

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'normal' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})

/** After these an endpoint answers all the same: by another try, or because it is only late. */
const answering = ['normal', 'wrong-json', 'slow', 'cut-once', 'too-many']

function run(script: string, args: string[]): ChildProcess & { lines: AsyncIterable<string> } {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return Object.assign(child, { lines: createInterface({ input: child.stdout }) })
}

async function addressOf({ lines }: { lines: AsyncIterable<string> }): Promise<string> {
  for await (const line of lines) {
    const [, address] = /^ready (\S+)$/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('the endpoint did not start')
}

async function play(address: string): Promise<{ cases: number; metrics: Metrics }> {
  const model = ['--model', address, '--model-name', `scripted ${values.mode}`]
  let last = ''
  const tasks = run('./tasks.ts', [...model, '--only', values.only, '--json'])
  for await (const line of tasks.lines) last = line
  return JSON.parse(last)
}

const endpoint = run('./scripted-model.ts', ['--tasks', '--mode', values.mode])
const { cases, metrics } = await addressOf(endpoint)
  .then(play)
  .finally(() => endpoint.kill())
await once(endpoint, 'exit')
const passed: Record<string, Target> = answering.includes(values.mode)
  ? { pass_k: { op: '==', value: 1 } }
  : {}
const targets: Record<string, Target> = { ...passed, forbidden_writes: { op: '==', value: 0 } }
report({ name: 'live', cases, metrics, targets })
