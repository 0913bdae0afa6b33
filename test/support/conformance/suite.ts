import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RequestStateCodec } from '@modelcontextprotocol/server'
import { parse } from 'yaml'
import { z } from 'zod'
import { openMcpWithFixtures } from '../../../server/test-mcp.ts'
import { registerContentTools } from './content-tools.ts'
import { registerInputTools } from './input-tools.ts'
import { registerTestPrompts, registerTestResources } from './resources-and-prompts.ts'

export const revision = '2026-07-28'

const suite = (path: string) =>
  fileURLToPath(
    new URL(`../../../node_modules/@modelcontextprotocol/conformance/${path}`, import.meta.url),
  )

/** The production handler with what the suite's scenarios call, on a port of its own. */
export const openConformanceServer = () =>
  openMcpWithFixtures((face) => (mcp, sealed) => {
    const states = sealed as unknown as RequestStateCodec<Record<string, unknown>>
    const fixtures = { server: mcp, states, notify: () => face().notify }
    registerContentTools(fixtures)
    registerInputTools(fixtures)
    registerTestResources(fixtures)
    registerTestPrompts(fixtures)
  })

export type Conformed = {
  required: string[]
  passed: string[]
  output: string
  code: number | null
}

/** Runs the scenarios that the revision requires of a server. */
export async function runConformance(url: string): Promise<Conformed> {
  const required = requiredScenarios()
  const { output, code } = await runSuite(url)
  const passed = required.filter((name) => output.includes(`✓ ${name}: `))
  return { required, passed, output, code }
}

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
