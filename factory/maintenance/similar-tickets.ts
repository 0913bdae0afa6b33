import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type SimilarTicket = { id: string; title: string; status: string; openedAt: Date }

/** Above this share of common letter pairs two titles speak of the same thing. */
const similarEnough = 0.5

/** Tickets of the machine still open that name the same failure or read much the same. */
export async function similarOpenTickets(
  tx: Tx,
  wanted: { siteId: string; equipmentId: string; title: string; failureCode: string | null },
): Promise<SimilarTicket[]> {
  const open = await tx.rows<SimilarTicket & { failureCode: string | null }>(sql`
    select id, title, status, failure_code as "failureCode", opened_at as "openedAt" from ticket
    where site_id = ${wanted.siteId} and equipment_id = ${wanted.equipmentId}
      and status in ('open', 'in_progress')
    order by opened_at desc, id`)
  return open
    .filter(
      ({ title, failureCode }) =>
        (failureCode !== null && failureCode === wanted.failureCode) ||
        readAlike(title, wanted.title),
    )
    .map(({ failureCode: _, ...ticket }) => ticket)
}

/** Of a title in two languages, `链条润滑到期 / Chain lubrication due`, either may be the one that is alike. */
export function readAlike(a: string, b: string): boolean {
  const [ofA, ofB] = [a, b].map((title) => [title, ...title.split(/\s+\/\s+/)])
  return (ofA ?? []).some((one) =>
    (ofB ?? []).some((other) => titleSimilarity(one, other) >= similarEnough),
  )
}

/** Dice's coefficient over letter pairs, 0 to 1: works for Chinese and English alike. */
function titleSimilarity(a: string, b: string): number {
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)]
  if (pairsA.size + pairsB.size === 0) return a === b ? 1 : 0
  const common = [...pairsA].filter((pair) => pairsB.has(pair)).length
  return (2 * common) / (pairsA.size + pairsB.size)
}

function pairsOf(text: string): Set<string> {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  ]
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))
}
