/** `npm run evals -- --suite NAME [--json]`; other options go to the suite. */
import { parseArgs } from 'node:util'
import { start } from './start.ts'

const { values, tokens } = parseArgs({
  options: { suite: { type: 'string' } },
  strict: false,
  tokens: true,
})
const named = tokens.find((token) => token.kind === 'option' && token.name === 'suite')
const given = process.argv.slice(2)
const own = named?.kind === 'option' ? given.splice(named.index, named.inlineValue ? 1 : 2) : []

process.exitCode = await start(
  {
    kind: 'suite',
    known: {
      gate: new URL('./gate.ts', import.meta.url),
      channels: new URL('./channels.ts', import.meta.url),
      nlq: new URL('./nlq.ts', import.meta.url),
      transcripts: new URL('./transcripts.ts', import.meta.url),
      playbooks: new URL('./playbooks.ts', import.meta.url),
      knowledge: new URL('./knowledge.ts', import.meta.url),
      rag: new URL('./rag.ts', import.meta.url),
      mcp: new URL('./mcp.ts', import.meta.url),
      tasks: new URL('./tasks.ts', import.meta.url),
      live: new URL('./live.ts', import.meta.url),
      safety: new URL('./safety.ts', import.meta.url),
      external: new URL('./external.ts', import.meta.url),
      schedule: new URL('./schedule.ts', import.meta.url),
      health: new URL('./health.ts', import.meta.url),
      'follow-up': new URL('./follow-up.ts', import.meta.url),
    },
    usage: 'npm run evals -- --suite NAME [--json]',
  },
  { name: own.length === 0 ? undefined : String(values.suite), args: given },
)
