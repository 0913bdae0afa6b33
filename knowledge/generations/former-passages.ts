import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { isVerbatim } from '../citation.ts'

export type FormerPassage = {
  seq: number
  page: number | null
  headingPath: string[]
  text: string
}

type Place = { siteId: string; id: string; revision: number }
type Quoted = { rows: { text: string }[]; quote: string }

/**
 * The passages of a revision as the newest generation that held a quote had them; null where the
 * passages of now hold it, or none ever did.
 */
export async function formerPassages(
  tx: Tx,
  { siteId, id, revision }: Place,
  { rows, quote }: Quoted,
): Promise<FormerPassage[] | null> {
  const holds = ({ text }: { text: string }) => isVerbatim(quote, text)
  if (quote === '' || rows.some(holds)) return null
  const former = await tx.rows<FormerPassage & { generation: number }>(sql`
    select generation, seq, page, heading_path as "headingPath", text
    from chunk_generation join index_generation using (generation)
    where chunk_generation.site_id = ${siteId} and document_id = ${id} and revision = ${revision}
      and status = 'replaced'
    order by generation desc, seq`)
  const generations = [...Map.groupBy(former, ({ generation }) => generation).values()]
  return generations.find((passages) => passages.some(holds)) ?? null
}
