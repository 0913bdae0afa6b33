import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { addDocument } from '../../../knowledge/index.ts'
import type { Db } from '../../../store/index.ts'

const named = [
  { id: 'fleet', title: 'Nameplates of the fleet', file: 'asset_metadata.csv' },
  { id: 'failure-modes', title: 'Failure modes of transformers', file: 'failure_modes.csv' },
  {
    id: 'gas-samples',
    title: 'Gas samples and what the laboratory called them',
    file: 'dga_records.csv',
  },
]

/** Those tables whose words no stream takes, as documents that a person would have uploaded. */
export async function addTables(
  { db, clock }: { db: Db; clock: () => Date },
  { folder, siteId }: { folder: string; siteId: string },
): Promise<void> {
  for (const { id, title, file } of named) {
    const rows = parse(readFileSync(`${folder}${file}`)) as string[][]
    const text = `# ${title}\n\n${tableOf(rows)}\n`
    const bytes = new TextEncoder().encode(text)
    await addDocument({ db, clock }, { siteId, id, title, fileName: `${id}.md`, bytes })
  }
}

function tableOf([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
