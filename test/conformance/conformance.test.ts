import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RequestStateCodec } from '@modelcontextprotocol/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { openMcpWithFixtures } from '../../server/test-mcp.ts'
import { registerContentTools } from './content-tools.ts'
import { registerInputTools } from './input-tools.ts'
import { registerTestPrompts, registerTestResources } from './resources-and-prompts.ts'

const revision = '2026-07-28'
const required = 37
const suite = (path: string) =>
  fileURLToPath(
    new URL(`../../node_modules/@modelcontextprotocol/conformance/${path}`, import.meta.url),
  )

let server: Awaited<ReturnType<typeof openMcpWithFixtures>>

beforeAll(async () => {
  server = await openMcpWithFixtures((face) => (mcp, sealed) => {
    const states = sealed as unknown as RequestStateCodec<Record<string, unknown>>
    const fixtures = { server: mcp, states, notify: () => face().notify }
    registerContentTools(fixtures)
    registerInputTools(fixtures)
    registerTestResources(fixtures)
    registerTestPrompts(fixtures)
  })
})
afterAll(() => server.close())

test(`passes all ${required} scenarios that revision ${revision} requires`, async () => {
  const { output, code } = await runSuite(server.url)
  const passed = requiredScenarios().filter((name) => output.includes(`✓ ${name}: `))
  expect(passed, output.slice(-6000)).toHaveLength(required)
  expect(code).toBe(0)
})

function requiredScenarios(): string[] {
  const frozen = parse(readFileSync(suite(`requirements/${revision}.yaml`), 'utf8'))
  return z.object({ server: z.array(z.string()) }).parse(frozen).server
}

async function runSuite(url: string): Promise<{ output: string; code: number | null }> {
  const cli = suite('dist/index.js')
  const results = mkdtempSync(join(tmpdir(), 'jidoka-conformance-'))
  const args = [cli, 'server', '--url', url, '--requirements', revision, '-o', results]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { output: chunks.join(''), code }
}
