/**
 * `npm run bench -- mcp [--runs 40] [--json]`
 *
 * On the demo factory: how long a read tool takes a client; calls a second beside the bare SDK server
 * with a trivial tool; how soon a turn of the built-in model says something and ends; and our loop
 * beside LangChain's own with the same scripted model and tools, which answers as soon as the quickest
 * endpoints do.
 */
import { parseArgs } from 'node:util'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { collectAnswer, openAiCompatible, runTurn } from '../../agent/index.ts'
import { randomId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { baseUrl, openTestServer } from '../../server/test-server.ts'
import { type ScriptedRequest, scriptedModel } from '../../test/support/scripted-model.ts'
import { toolContext } from '../../test/support/tool-context.ts'
import { catalog } from '../../tools/index.ts'
import { rightCalls } from '../mcp/calls.ts'
import { connect, openDemoServer } from '../mcp/demo-server.ts'
import { report } from '../report.ts'
import { interleaved, percentile } from './kpi/measure.ts'
import { bareAgent, bareServer } from './mcp/bare.ts'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(options.runs)
const tell = (line: string) => process.stderr.write(`${line}\n`)
const p95 = (spent: number[] = []) => Math.round(percentile(spent, 0.95) * 10) / 10

type Demo = Awaited<ReturnType<typeof openDemoServer>>
const principal: Principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en',
}
const readTools = [
  'list_metrics',
  'query_kpi',
  'find_equipment',
  'read_machine_state',
  'list_orders',
]
const questions = [
  'What was OEE of the Suzhou site last week, by line?',
  '最近哪个班组产量最低?',
  'Downtime by reason last week at Suzhou',
  'What does SZ-CNC-03 do now?',
]

async function readTimes(demo: Demo) {
  const client = await demo.client()
  const wanted = rightCalls.filter(({ name }) => readTools.includes(name))
  const works = wanted.map((call) => [call.name, () => client.callTool(call)] as const)
  const spent = await interleaved(runs, Object.fromEntries(works))
  for (const [name, times] of Object.entries(spent)) tell(`${name.padEnd(24)}p95 ${p95(times)} ms`)
  return { read_p95_ms: p95(Object.values(spent).flat()) }
}

/** The same call, one after another, through our handler with its token and through the SDK's alone. */
async function callRatio() {
  const server = await openTestServer()
  const ours = await connect(server)
  const handler = bareServer()
  const bare = new Client({ name: 'bench', version: '1' })
  await bare.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
      fetch: (url, init) => handler.fetch(new Request(url, init as RequestInit)),
    }),
  )
  const call = { name: 'read_echo', arguments: { word: 'output' } }
  const works = { ours: () => ours.callTool(call), bare: () => bare.callTool(call) }
  const spent = await interleaved(runs * 3, works)
  await server.close()
  const mean = (times: number[] = []) => times.reduce((sum, ms) => sum + ms, 0) / times.length
  const [own, plain] = [mean(spent.ours), mean(spent.bare)]
  return { calls_per_s: 1000 / own, bare_calls_per_s: 1000 / plain, calls_ratio: plain / own }
}

const turnDeps = ({ db, deps }: Demo) => ({
  ...{ db, clock: deps.clock, newId: randomId, tools: catalog, baseUrl },
})
const turnOf = (question: string) => ({
  ...{ principal, threadId: randomId('thr'), question, channel: 'bench' },
  signal: AbortSignal.timeout(60_000),
})

async function turnTimes(demo: Demo) {
  const first: number[] = []
  const whole: number[] = []
  for (let run = -1; run < runs; run++) {
    for (const question of questions) {
      const began = performance.now()
      let heard = 0
      for await (const { type } of runTurn(turnDeps(demo), turnOf(question))) {
        heard ||= performance.now() - began
        if (type === 'failed') throw new Error(`the turn failed: ${question}`)
      }
      if (run < 0) continue
      first.push(heard)
      whole.push(performance.now() - began)
    }
  }
  return { turn_first_event_p95_ms: p95(first), turn_p95_ms: p95(whole) }
}

/** From request to last word of a short reply, of the quickest hosted models; most take 1 s and more. */
const delayMs = 250

async function loopOverhead(demo: Demo) {
  const { arguments: args, name } = rightCalls.find((call) => call.name === 'query_kpi') ?? {
    ...{ name: '', arguments: {} },
  }
  const script = ({ messages }: ScriptedRequest) =>
    messages.at(-1)?.role === 'tool'
      ? { text: 'It stands in the table.', delayMs }
      : { calls: [{ id: randomId('call'), name, args }], delayMs }
  const endpoint = await scriptedModel(script)
  const model = openAiCompatible({ baseUrl: endpoint.baseUrl, apiKey: 'none', name: 'scripted' })
  const context = toolContext(demo.db, principal, { clock: demo.deps.clock })
  const bare = bareAgent({ model, tools: catalog, context })
  const question = 'How was OEE?'
  const spent = await interleaved(runs, {
    ours: () => collectAnswer(runTurn({ ...turnDeps(demo), model }, turnOf(question))),
    bare: () => bare(question),
  })
  await endpoint.close()
  const [own, plain] = [percentile(spent.ours ?? [], 0.5), percentile(spent.bare ?? [], 0.5)]
  return { loop_ms: own, bare_loop_ms: plain, loop_adds_ms: own - plain, loop_ratio: own / plain }
}

const demo = await openDemoServer()
const measured = {
  ...(await readTimes(demo)),
  ...(await turnTimes(demo)),
  ...(await loopOverhead(demo)),
}
await demo.close()
const all = { ...measured, ...(await callRatio()) }
const metrics = Object.fromEntries(
  Object.entries(all).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
)
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(24)}${value}`)
report({
  name: 'mcp-bench',
  cases: runs * (readTools.length + questions.length + 8),
  metrics,
  targets: {
    read_p95_ms: { op: '<=', value: 50 },
    turn_first_event_p95_ms: { op: '<=', value: 150 },
    turn_p95_ms: { op: '<=', value: 400 },
    loop_ratio: { op: '<=', value: 1.15 },
  },
})
