import { sql } from 'drizzle-orm'
import type { Tx } from '../../../store/index.ts'

/** What a class measures, under one key on every machine. */
export type ClassSensor = { key: string; nameZh: string; nameEn: string; unit: string }

type Named = ClassSensor & { machineId: string; tagId: string }
/** Tags of a machine by the key of its sensor. */
export type TagsOfMachine = Map<string, string>

/** A sensor that fewer machines have is no sensor of the class. */
const leastShare = 0.5

/**
 * Which tags of the machines of a class are the same sensor: those whose id goes on alike after the id of
 * the machine (`CNC-01.vibration`, `CNC-02.vibration`), or that go by the same name, each with the same unit.
 */
export async function readClassSensors(
  tx: Tx,
  { siteId, classId }: { siteId: string; classId: string },
): Promise<{ sensors: ClassSensor[]; byMachine: Map<string, TagsOfMachine> }> {
  const rows = await tx.rows<Omit<Named, 'key'>>(sql`
    select e.id as "machineId", t.id as "tagId", t.name_zh as "nameZh", t.name_en as "nameEn", t.unit
    from equipment e join tag t on t.site_id = e.site_id and t.equipment_id = e.id
    where e.site_id = ${siteId} and e.class_id = ${classId} and e.level = 'machine'
    order by e.id, t.id`)
  const named = rows.map((row) => ({ ...row, key: keyOf(row) }))
  const machines = new Set(named.map(({ machineId }) => machineId)).size
  const sensors = [...Map.groupBy(named, ({ key }) => key).values()].flatMap((own) => {
    const [first] = own
    const has = new Set(own.map(({ machineId }) => machineId)).size
    if (first === undefined || has < leastShare * machines) return []
    const { key, nameZh, nameEn, unit } = first
    return [{ key, nameZh, nameEn, unit }]
  })
  const byMachine = new Map(
    [...Map.groupBy(named, ({ machineId }) => machineId)].map(([machineId, own]) => [
      machineId,
      new Map(own.map(({ key, tagId }) => [key, tagId])),
    ]),
  )
  return { sensors: sensors.toSorted((a, b) => (a.key < b.key ? -1 : 1)), byMachine }
}

function keyOf({ tagId, machineId, nameEn, unit }: Omit<Named, 'key'>): string {
  const rest = tagId.startsWith(machineId) ? tagId.slice(machineId.length) : ''
  const own = rest.replace(/^\W+/, '') || nameEn
  return `${own.toLowerCase()} (${unit})`
}
