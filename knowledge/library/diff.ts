import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Tx } from '../../store/index.ts'
import { headingOf } from '../citation.ts'
import { alignPassages, type DiffPassage, type DiffRow } from './align.ts'

export type RevisionDiff = {
  siteId: string
  id: string
  from: number
  to: number
  rows: DiffRow[]
  counts: Record<DiffRow['kind'], number>
}

type Asked = { siteId: string; id: string; from: number; to: number }

/**
 * Two revisions beside each other, passage by passage.
 *
 * @throws AppError for a revision that is not there, or not for the reader
 */
export async function diffRevisions(
  tx: Tx,
  { siteId, id, from, to }: Asked,
): Promise<RevisionDiff> {
  const before = await passagesOf(tx, { siteId, id, field: 'from', revision: from })
  const after = await passagesOf(tx, { siteId, id, field: 'to', revision: to })
  const rows = alignPassages(before, after)
  const counts = { same: 0, changed: 0, removed: 0, added: 0 }
  for (const { kind } of rows) counts[kind] += 1
  return { siteId, id, from, to, rows, counts }
}

type Place = { siteId: string; id: string; field: string; revision: number }

async function passagesOf(tx: Tx, { siteId, id, field, revision }: Place): Promise<DiffPassage[]> {
  const rows = await tx.rows<Omit<DiffPassage, 'heading'> & { headingPath: string[] }>(sql`
    select seq, page, heading_path as "headingPath", text from chunk
    where site_id = ${siteId} and document_id = ${id} and revision = ${revision} order by seq`)
  if (rows.length === 0) {
    throw new AppError('not_found', `Document "${id}" has no revision ${revision} to compare.`, {
      field,
      hint: 'Its revisions are listed with the document.',
    })
  }
  return rows.map(({ headingPath, ...row }) => ({ ...row, heading: headingOf(headingPath) }))
}
