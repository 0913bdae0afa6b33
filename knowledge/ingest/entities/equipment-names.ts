import { sql } from 'drizzle-orm'
import type { Db } from '../../../store/index.ts'

/** What equipment and classes of a site are called: id, both names, what people say on the floor. */
export type EquipmentName = { id: string; kind: 'equipment' | 'class'; name: string }

export async function equipmentNames(db: Db, siteId: string): Promise<EquipmentName[]> {
  return db.tx('ingest', (tx) =>
    tx.rows<EquipmentName>(sql`
      select id, 'equipment' as kind, unnest(array[id, name_zh, name_en] || aliases) as name
      from equipment where site_id = ${siteId} or ${siteId} = 'group'
      union
      select id, 'class', unnest(array[id, name_zh, name_en])
      from equipment_class where site_id in (${siteId}, 'group') or ${siteId} = 'group'
      order by 1, 2, 3`),
  )
}

export type Mention = { id: string; kind: 'equipment' | 'class'; text: string; at: number }

const fewestLatin = 3
const fewestHan = 2

/** Finds names in texts, in time that does not grow with how many there are. */
export function nameFinder(names: EquipmentName[]): (text: string) => Mention[] {
  const byStart = new Map<string, (EquipmentName & { folded: string })[]>()
  for (const name of names) {
    const folded = fold(name.name)
    const least = /\p{Script=Han}/u.test(folded) ? fewestHan : fewestLatin
    if (folded.length < least) continue
    const start = folded.slice(0, 2)
    byStart.set(start, [...(byStart.get(start) ?? []), { ...name, folded }])
  }
  return (text) => {
    const folded = fold(text)
    const found: Mention[] = []
    for (let at = 0; at < folded.length - 1; at++) {
      for (const { folded: name, id, kind } of byStart.get(folded.slice(at, at + 2)) ?? []) {
        if (!folded.startsWith(name, at) || !standsAlone(folded, at, at + name.length)) continue
        found.push({ id, kind, text: text.slice(at, at + name.length), at })
      }
    }
    return longestOf(found)
  }
}

/** Same length as before, so that places stay. */
const fold = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toLowerCase()

const wordSign = /[a-z0-9]/

function standsAlone(text: string, from: number, to: number): boolean {
  const joins = (inner: string | undefined, outer: string | undefined) =>
    inner !== undefined && outer !== undefined && wordSign.test(inner) && wordSign.test(outer)
  return !joins(text[from], text[from - 1]) && !joins(text[to - 1], text[to])
}

/** A name within a longer one is not said for itself. */
function longestOf(found: Mention[]): Mention[] {
  const end = ({ at, text }: Mention) => at + text.length
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.at <= one.at && end(one) <= end(other) && other.text.length > one.text.length,
      ),
  )
}
