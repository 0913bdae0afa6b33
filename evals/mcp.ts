/**
 * `npm run evals -- --suite mcp [--json]`
 *
 * What an MCP client meets: the conformance suite; what definitions and answers cost a model; calls
 * that are wrong in every way their schema allows, each refused by name with nothing filed; and
 * definitions that are the same, byte for byte, on every start.
 */
import type { Client } from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import { tokensOf } from '../server/test-tokens.ts'
import { openConformanceServer, runConformance } from '../test/support/conformance/suite.ts'
import { catalog } from '../tools/index.ts'
import { percentile } from './bench/kpi/measure.ts'
import { type Call, rightCalls, workingDay } from './mcp/calls.ts'
import { openDemoServer } from './mcp/demo-server.ts'
import { type Malformed, malformedOf, wrongHere } from './mcp/malformed.ts'
import { report } from './report.ts'

const tell = (line: string) => process.stderr.write(`${line}\n`)

const textOf = (content: unknown): string =>
  (content as { text?: string }[]).map(({ text = '' }) => text).join('')

/** @returns what is wrong with the refusal; null when it names the argument */
async function refusalFault(client: Client, { kind, call, field }: Malformed) {
  const shown = `${call.name} ${kind} ${field} ${JSON.stringify(call.arguments).slice(0, 120)}`
  const reply = await client.callTool(call)
  if (reply.isError !== true) return `${shown}: was not refused`
  const { error } = JSON.parse(textOf(reply.content)) as { error: { field?: string } }
  const named = error.field?.split('.')[0]
  return named === field ? null : `${shown}: names ${error.field}: ${textOf(reply.content)}`
}

async function refusals(client: Client) {
  const made = catalog.flatMap((tool) => {
    const right = rightCalls.find(({ name }) => name === tool.name)
    if (right === undefined) throw new Error(`no right call of ${tool.name}`)
    return malformedOf(tool, right)
  })
  const all = [...made, ...wrongHere]
  const faults: string[] = []
  for (const one of all) {
    const fault = await refusalFault(client, one)
    if (fault !== null) faults.push(fault)
  }
  for (const fault of faults.slice(0, 20)) tell(fault)
  return { malformed: all.length, malformed_faults: faults.length }
}

async function answers(client: Client) {
  const costs: { call: Call; tokens: number }[] = []
  let failed = 0
  for (const call of workingDay) {
    const reply = await client.callTool(call)
    const text = textOf(reply.content)
    if (reply.isError === true) {
      failed += 1
      tell(`${JSON.stringify(call)}: ${text}`)
    }
    costs.push({ call, tokens: tokensOf(text) })
  }
  const dearest = costs.toSorted((a, b) => b.tokens - a.tokens).slice(0, 5)
  for (const { call, tokens } of dearest) tell(`${tokens} tokens: ${JSON.stringify(call)}`)
  const tokens = costs.map((one) => one.tokens)
  return {
    ...{ answers: costs.length, answers_failed: failed },
    ...{ answer_tokens_p50: percentile(tokens, 0.5), answer_tokens_p95: percentile(tokens, 0.95) },
  }
}

async function definitionsOf(client: Client) {
  const { tools } = await client.listTools()
  const { prompts } = await client.listPrompts()
  const { resources } = await client.listResources()
  return { tools, text: JSON.stringify([client.getInstructions(), tools, prompts, resources]) }
}

async function conformance() {
  const server = await openConformanceServer()
  const { required, passed } = await runConformance(server.url).finally(server.close)
  return { conformance: passed.length, conformance_required: required.length }
}

const demo = await openDemoServer()
const client = await demo.client()
const first = await definitionsOf(client)
const again = await definitionsOf(await demo.client())
const costs = first.tools.map((tool) => tokensOf(JSON.stringify(tool)))
const filed = async () => {
  const count = sql`select count(*)::int as n from proposal`
  return (await demo.db.tx('owner', (tx) => tx.rows<{ n: number }>(count)))[0]?.n ?? 0
}
const before = await filed()
const refused = await refusals(client)
const after = await filed()
const answered = await answers(client)
await demo.close()
const conformed = await conformance()

const metrics = {
  ...conformed,
  ...refused,
  malformed_filed: after - before,
  ...answered,
  tools: first.tools.length,
  definition_tokens: costs.reduce((sum, tokens) => sum + tokens, 0),
  definition_tokens_most: Math.max(...costs),
  definitions_differ: first.text === again.text ? 0 : 1,
}
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(24)}${value}`)
report({
  name: 'mcp',
  cases: refused.malformed + answered.answers + conformed.conformance_required,
  metrics,
  targets: {
    conformance: { op: '==', value: 37 },
    malformed: { op: '>=', value: 200 },
    malformed_faults: { op: '==', value: 0 },
    malformed_filed: { op: '==', value: 0 },
    answers_failed: { op: '==', value: 0 },
    answer_tokens_p95: { op: '<=', value: 2_000 },
    tools: { op: '<=', value: 20 },
    definition_tokens: { op: '<=', value: 8_000 },
    definition_tokens_most: { op: '<=', value: 800 },
    definitions_differ: { op: '==', value: 0 },
  },
})
