/**
 * `npm run evals -- --suite mcp [--json]`
 *
 * What an MCP client meets: the conformance suite; what definitions and answers cost a model; calls
 * that are wrong in every way their schema allows, each refused by name with nothing filed; and
 * definitions that are the same, byte for byte, on every start.
 */
import { readFileSync } from 'node:fs'
import type { Client } from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import { sha256 } from '../base/canonical-json.ts'
import { tokensOf } from '../server/test-tokens.ts'
import { openConformanceServer, runConformance } from '../test/support/conformance/suite.ts'
import { catalog } from '../tools/index.ts'
import { percentile } from './bench/kpi/measure.ts'
import { type ReportCase, writeHtml } from './html-report.ts'
import { type Call, rightCalls, workingDay } from './mcp/calls.ts'
import { openDemoServer } from './mcp/demo-server.ts'
import { type Malformed, malformedOf, wrongHere } from './mcp/malformed.ts'
import { report } from './report.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const textOf = (content: unknown): string =>
  (content as { text?: string }[]).map(({ text = '' }) => text).join('')

/** What is wrong with a refusal; null when it names the argument. */
async function refusalFault(client: Client, { call, field }: Malformed) {
  const reply = await client.callTool(call)
  const said = textOf(reply.content)
  if (reply.isError !== true) return { said, fault: 'was not refused' }
  const { error } = JSON.parse(said) as { error: { field?: string } }
  const named = error.field?.split('.')[0]
  return { said, fault: named === field ? null : `names ${error.field}` }
}

async function refusals(client: Client): Promise<ReportCase[]> {
  const made = catalog.flatMap((tool) => {
    const right = rightCalls.find(({ name }) => name === tool.name)
    if (right === undefined) throw new Error(`no right call of ${tool.name}`)
    return malformedOf(tool, right)
  })
  const cases: ReportCase[] = []
  for (const [nth, one] of [...made, ...wrongHere].entries()) {
    const { said, fault } = await refusalFault(client, one)
    const { kind, call, field } = one
    cases.push({
      ...{ id: `malformed ${nth + 1}`, title: `${call.name}: ${field}`, tags: [kind] },
      ...{ passed: fault === null, verdict: fault ?? 'refused by name' },
      trace: [shown('call', call), { label: 'refusal', text: said }],
    })
  }
  return cases
}

async function answers(client: Client): Promise<{ cases: ReportCase[]; tokens: number[] }> {
  const [cases, tokens]: [ReportCase[], number[]] = [[], []]
  for (const [nth, call] of workingDay.entries()) {
    const reply = await client.callTool(call)
    const text = textOf(reply.content)
    const cost = tokensOf(text)
    tokens.push(cost)
    cases.push({
      ...{ id: `answer ${nth + 1}`, title: call.name, tags: [`${cost} tokens`] },
      ...{ passed: reply.isError !== true, verdict: reply.isError ? 'failed' : 'answered' },
      trace: [shown('call', call), { label: 'answer', text }],
    })
  }
  return { cases, tokens }
}

/** How many of the answers come with a picture, where pictures are asked for. */
async function picturesOf(client: Client): Promise<number> {
  let pictures = 0
  for (const call of workingDay.filter(({ name }) => name === 'query_kpi')) {
    const { content } = await client.callTool(call)
    pictures += (content as { type: string }[]).filter(({ type }) => type === 'image').length
  }
  return pictures
}

const longestShown = 2_000
const shown = (label: string, { name, arguments: args }: Call) => ({
  label,
  text: `${name} ${JSON.stringify(args)}`.slice(0, longestShown),
})

async function definitionsOf(client: Client) {
  const { tools } = await client.listTools()
  const { prompts } = await client.listPrompts()
  const { resources } = await client.listResources()
  return { tools, text: JSON.stringify([client.getInstructions(), tools, prompts, resources]) }
}

/** The record that a person has read and accepted; a test refuses any other. */
const accepted = new URL('../server/mcp/definitions.snap', import.meta.url)

/** Names of tools that are told otherwise than they were accepted. */
function drifted(tools: Tools): string[] {
  const record = JSON.parse(readFileSync(accepted, 'utf8')) as { tools: Tools }
  const known = new Map(record.tools.map((tool) => [tool.name, hashOf(tool)]))
  return tools.filter((tool) => known.get(tool.name) !== hashOf(tool)).map(({ name }) => name)
}

type Tools = { name: string }[]
const hashOf = (definition: object): string => sha256(JSON.stringify(definition))

async function conformance() {
  const server = await openConformanceServer()
  const { required, passed, output } = await runConformance(server.url).finally(server.close)
  const cases = required.map((name) => {
    const holds = passed.includes(name)
    const lines = output.split('\n').filter((line) => line.includes(name))
    return {
      ...{ id: name, title: name, tags: ['conformance'], passed: holds },
      ...{ verdict: holds ? 'conforms' : 'does not conform' },
      trace: [{ label: 'suite', text: lines.join('\n') }],
    }
  })
  return { cases, required: required.length, passed: passed.length }
}

const demo = await openDemoServer()
const client = await demo.client()
const first = await definitionsOf(client)
const again = await definitionsOf(await demo.client())
const costs = first.tools.map((tool) => tokensOf(JSON.stringify(tool)))
const drift = drifted(first.tools)
const filed = async () => {
  const count = sql`select count(*)::int as n from proposal`
  return (await demo.db.tx('owner', (tx) => tx.rows<{ n: number }>(count)))[0]?.n ?? 0
}
const before = await filed()
const refused = await refusals(client)
const after = await filed()
const answered = await answers(client)
const pictures = await picturesOf(await demo.client('?pictures=true'))
await demo.close()
const conformed = await conformance()

const failed = (cases: ReportCase[]) => cases.filter(({ passed }) => !passed)
const metrics = {
  ...{ conformance: conformed.passed, conformance_required: conformed.required },
  ...{ malformed: refused.length, malformed_faults: failed(refused).length },
  malformed_filed: after - before,
  ...{ answers: answered.cases.length, answers_failed: failed(answered.cases).length },
  answer_tokens_p50: percentile(answered.tokens, 0.5),
  answer_tokens_p95: percentile(answered.tokens, 0.95),
  pictures,
  tools: first.tools.length,
  definition_tokens: costs.reduce((sum, tokens) => sum + tokens, 0),
  definition_tokens_most: Math.max(...costs),
  definitions_differ: first.text === again.text ? 0 : 1,
  definitions_drifted: drift.length,
}
const cases = [...conformed.cases, ...refused, ...answered.cases]
for (const { verdict, title, trace } of failed(cases).slice(0, 20))
  tell(`${title}: ${verdict}: ${trace.at(-1)?.text.slice(0, 200)}`)
for (const name of drift) tell(`${name} is told otherwise than it was accepted`)
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(24)}${value}`)
tell(writeHtml('mcp', cases))
report({
  name: 'mcp',
  cases: cases.length,
  metrics,
  targets: {
    conformance: { op: '==', value: 37 },
    malformed: { op: '>=', value: 200 },
    malformed_faults: { op: '==', value: 0 },
    malformed_filed: { op: '==', value: 0 },
    answers_failed: { op: '==', value: 0 },
    pictures: { op: '>=', value: 1 },
    answer_tokens_p95: { op: '<=', value: 2_000 },
    tools: { op: '<=', value: 20 },
    definition_tokens: { op: '<=', value: 8_000 },
    definition_tokens_most: { op: '<=', value: 800 },
    definitions_differ: { op: '==', value: 0 },
    definitions_drifted: { op: '==', value: 0 },
  },
})
