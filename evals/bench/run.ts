/** `npm run bench -- NAME [--json]`; other options go to the bench. */
import { start } from '../start.ts'

const [name, ...args] = process.argv.slice(2)

process.exitCode = await start(
  {
    kind: 'bench',
    known: {
      kpi: new URL('./kpi.ts', import.meta.url),
      ingest: new URL('./ingest.ts', import.meta.url),
      'import-file': new URL('./import-file.ts', import.meta.url),
      documents: new URL('./documents.ts', import.meta.url),
      inbox: new URL('./inbox.ts', import.meta.url),
      telemetry: new URL('./telemetry.ts', import.meta.url),
      alerts: new URL('./alerts.ts', import.meta.url),
      mcp: new URL('./mcp.ts', import.meta.url),
      knowledge: new URL('./knowledge.ts', import.meta.url),
      questions: new URL('./questions.ts', import.meta.url),
    },
    usage: 'npm run bench -- NAME [--json]',
  },
  { name, args },
)
