import { type SQL, sql } from 'drizzle-orm'
import { nearest } from '../../base/near.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { findAsset, findSite } from '../maintenance/find-asset.ts'

export const levels = ['area', 'line', 'cell', 'machine'] as const
export type Level = (typeof levels)[number]

export type EquipmentRow = {
  siteId: string
  id: string
  level: Level
  nameZh: string
  nameEn: string
  parentId: string | null
  lineId: string | null
  classId: string | null
  classZh: string | null
  classEn: string | null
  criticality: string
  aliases: string[]
}

export type EquipmentSearch = {
  /** What people call it, or a sentence that holds it; omitted: everything. */
  text?: string | undefined
  site?: string | undefined
  /** Only what stands directly under this line or area. */
  under?: string | undefined
  level?: Level | undefined
  limit: number
}

export type EquipmentList = { items: EquipmentRow[]; total: number; truncated: boolean }

/**
 * Equipment that goes by a name, best match first: id, name or alias; then class; then spelling.
 *
 * @throws AppError when `site` or `under` is not known, with the nearest known
 */
export async function findEquipment(tx: Tx, search: EquipmentSearch): Promise<EquipmentList> {
  const site = search.site === undefined ? null : await findSite(tx, search.site)
  const { rest, mentioned } = await siteInText(tx, search.text ?? '')
  const siteId = site?.siteId ?? mentioned
  const conditions = [siteId === null ? null : sql`e.site_id = ${siteId}`]
  if (search.level !== undefined) conditions.push(sql`e.level = ${search.level}`)
  if (search.under !== undefined) {
    const parent = await findAsset(tx, { siteId, field: 'under', typed: search.under })
    conditions.push(sql`e.site_id = ${parent.siteId} and e.parent_id = ${parent.id}`)
  }
  const rows = await readEquipment(
    tx,
    conditions.filter((one) => one !== null),
  )
  const found = rest === '' ? rows : rank(rows, rest)
  const items = found.slice(0, search.limit)
  return { items, total: found.length, truncated: found.length > items.length }
}

async function readEquipment(tx: Tx, conditions: SQL[]): Promise<EquipmentRow[]> {
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  return tx.rows<EquipmentRow>(sql`
    select e.site_id as "siteId", e.id, e.level, e.name_zh as "nameZh", e.name_en as "nameEn",
      e.parent_id as "parentId", e.line_id as "lineId", e.class_id as "classId",
      c.name_zh as "classZh", c.name_en as "classEn", e.criticality, e.aliases
    from equipment e left join equipment_class c on c.site_id = e.site_id and c.id = e.class_id
    where ${where} order by e.site_id, e.id`)
}

/** "苏州 3号机" names a site too: it narrows the search and leaves the text. */
async function siteInText(tx: Tx, text: string) {
  const folded = foldName(text)
  const sites = await tx.rows<{ siteId: string; words: string[] }>(sql`
    select site_id as "siteId", array[site_id, name_zh, name_en] || aliases as words
    from site order by site_id`)
  for (const { siteId, words } of sites) {
    const word = words
      .map(foldName)
      .find((one) =>
        one.length > 2 || /\p{Script=Han}/u.test(one) ? folded.includes(one) : folded === one,
      )
    if (word !== undefined) return { rest: folded.replace(word, ''), mentioned: siteId }
  }
  return { rest: folded, mentioned: null }
}

function rank(rows: EquipmentRow[], wanted: string): EquipmentRow[] {
  const scored = rows.map((row) => ({ row, score: scoreOf(row, wanted) }))
  const hits = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  const best = hits[0]?.score ?? 0
  if (best >= sureScore) return hits.filter(({ score }) => score >= sureScore).map(({ row }) => row)
  if (best > 0) return hits.map(({ row }) => row)
  return bySpelling(rows, wanted)
}

const sureScore = 3

/** 4: it is the name. 3: the text holds the name. 2: the name holds the text. 1: its class. */
function scoreOf(row: EquipmentRow, wanted: string): number {
  const names = wordsOf(row).map(foldName)
  if (names.includes(wanted)) return 4
  if (names.some((name) => holds(wanted, name))) return 3
  if (names.some((name) => holds(name, wanted))) return 2
  const classes = [row.classId, row.classZh, row.classEn].flatMap((one) =>
    one ? [foldName(one)] : [],
  )
  return classes.some((name) => holds(wanted, name) || holds(name, wanted)) ? 1 : 0
}

/** "13号机" does not hold "3号机", nor "CNC-10" "CNC-1". */
function holds(text: string, part: string): boolean {
  if (part.length < 2) return false
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const cutsNumber =
      (isDigit(part[0]) && isDigit(text[at - 1])) ||
      (isDigit(part.at(-1)) && isDigit(text[at + part.length]))
    if (!cutsNumber) return true
  }
  return false
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9'

function bySpelling(rows: EquipmentRow[], wanted: string): EquipmentRow[] {
  const near = nearest(wanted, new Set(rows.flatMap(wordsOf).map(foldName)), 5)
  const placeOf = (row: EquipmentRow) => {
    const found = wordsOf(row).map((word) => near.indexOf(foldName(word)))
    return Math.min(...found.map((place) => (place < 0 ? near.length : place)))
  }
  return rows
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => place < near.length)
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row)
}

const wordsOf = ({ id, nameZh, nameEn, aliases }: EquipmentRow): string[] => [
  id,
  nameZh,
  nameEn,
  ...aliases,
]
