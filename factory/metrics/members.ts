import { type SQL, sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { shorten, unknownValue } from '../refuse.ts'
import type { Dimension } from './measures.ts'

/** One thing that a dimension can be filtered or labelled by. */
export type Member = {
  siteId: string
  id: string
  nameZh: string
  nameEn: string
  aliases: string[]
}

export type Members = Partial<Record<Dimension, Member[]>>

const sources: Record<Dimension, SQL> = {
  site: sql`select site_id, site_id as id, name_zh, name_en, aliases from site`,
  line: sql`select site_id, id, name_zh, name_en, aliases from equipment where level = 'line'`,
  machine: sql`select site_id, id, name_zh, name_en, aliases from equipment where level = 'machine'`,
  product: sql`select site_id, id, name_zh, name_en, aliases from product`,
  team: sql`select site_id, id, name_zh, name_en, aliases from team`,
  shift: sql`select site_id, id, name_zh, name_en, '{}'::text[] as aliases from shift`,
  reason: sql`select site_id, id, name_zh, name_en, '{}'::text[] as aliases from downtime_reason`,
  material: sql`select site_id, id, name_zh, name_en, '{}'::text[] as aliases from material`,
  supplier: sql`select site_id, id, name_zh, name_en, '{}'::text[] as aliases from supplier`,
}

export async function readMembers(
  tx: Tx,
  dimension: Dimension,
  sites: string[],
): Promise<Member[]> {
  return (await readMembersOf(tx, [dimension], sites))[dimension] ?? []
}

/** Members of several dimensions as a table; without sites, of all that the reader sees. */
export function memberTable(dimensions: Dimension[], sites: string[]): SQL {
  const where = sites.length === 0 ? sql`` : sql`where site_id in ${sites}`
  const parts = dimensions.map(
    (
      dimension,
    ) => sql`select ${dimension}::text as dimension, site_id, id, name_zh, name_en, aliases
      from (${sources[dimension]}) as member ${where}`,
  )
  return sql.join(parts, sql` union all `)
}

/** Members of several dimensions, in one statement. */
export async function readMembersOf(
  tx: Tx,
  dimensions: Dimension[],
  sites: string[],
): Promise<Members> {
  if (sites.length === 0 || dimensions.length === 0) return {}
  const rows = await tx.rows<MemberRow>(sql`
    select dimension, site_id as "siteId", id, name_zh as "nameZh", name_en as "nameEn", aliases
    from (${memberTable(dimensions, sites)}) as members order by site_id, id`)
  return membersBy(dimensions, rows)
}

export type MemberRow = Member & { dimension: Dimension }

export function membersBy(dimensions: Dimension[], rows: MemberRow[]): Members {
  const found: Members = {}
  for (const dimension of dimensions) found[dimension] = []
  for (const { dimension, ...member } of rows) found[dimension]?.push(member)
  return found
}

/**
 * Ids meant by what was typed: an id, or a name or alias that means one thing only.
 *
 * @throws AppError with the nearest known, or with the candidates when several are meant.
 */
export function resolveMembers(dimension: Dimension, typed: string[], known: Member[]): string[] {
  return [...new Set(typed.map((text) => resolveOne(dimension, text, known)))]
}

function resolveOne(dimension: Dimension, typed: string, known: Member[]): string {
  if (known.some(({ id }) => id === typed)) return typed
  const wanted = foldName(typed)
  const hits = known.filter((member) => wordsOf(member).some((word) => foldName(word) === wanted))
  const ids = [...new Set(hits.map(({ id }) => id))]
  if (ids.length === 1 && ids[0] !== undefined) return ids[0]
  const field = `filters.${dimension}`
  if (ids.length === 0) {
    throw unknownValue(field, typed, [...new Set(known.flatMap(wordsOf))])
  }
  throw new AppError('invalid_input', `${field}: "${shorten(typed)}" means several things.`, {
    field,
    hint: `Give one id of: ${hits.map(({ siteId, id }) => `${id} (${siteId})`).join(', ')}.`,
  })
}

const wordsOf = ({ id, nameZh, nameEn, aliases }: Member): string[] => [
  id,
  nameZh,
  nameEn,
  ...aliases,
]

export const nameIn = (member: Member, language: Language): string =>
  language === 'zh' ? member.nameZh : member.nameEn
