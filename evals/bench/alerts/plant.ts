/** A plant whose every machine has its own line, tag and person on call: no message waits for another. */
import { sql } from 'drizzle-orm'
import { ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'
import { type Db, schema } from '../../../store/index.ts'

export const benchSite = 'bench'
const names = (id: string) => ({ id, nameZh: id, nameEn: id })

type Size = { prefix: string; lines: number; machines: number; tags: number }

/** Machines of some lines; the names of their tags. */
export async function addMachines(
  db: Db,
  { prefix, lines, machines, tags }: Size,
): Promise<string[]> {
  const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest({ db, clock: () => new Date() }, { siteId: benchSite, source: 'erp', stream, rows })
  await send('site', [{ nameZh: '测试', nameEn: 'Bench', zone: 'Asia/Shanghai' }])
  const lineIds = Array.from({ length: lines }, (_, at) => `${prefix}L${at}`)
  const machineIds = Array.from({ length: machines }, (_, at) => ({
    ...{ id: `${prefix}M${at}`, lineId: `${prefix}L${at % lines}` },
  }))
  await send('equipment', [
    ...lineIds.map((id) => ({ ...names(id), level: 'line' as const })),
    ...machineIds.map(({ id, lineId }) => ({
      ...{ ...names(id), level: 'machine' as const, parentId: lineId, lineId },
    })),
  ])
  const tagRows = machineIds.flatMap(({ id }) =>
    Array.from({ length: tags }, (_, at) => ({ tag: `${id}.t${at}`, equipmentId: id })),
  )
  await send(
    'tag',
    tagRows.map(({ tag, equipmentId }) => ({ ...names(tag), equipmentId, unit: '°C' })),
  )
  return tagRows.map(({ tag }) => tag)
}

/** Underneath the gate, as its owner: what is measured is what comes after the approval. */
export async function addRule(db: Db, pattern: string): Promise<void> {
  const definition = {
    ...{ watched: { kind: 'tag', tags: pattern }, escalateMin: 1440 },
    test: { kind: 'limit', comparison: 'above', threshold: 80 },
  }
  await db.tx('owner', async (tx) => {
    await tx.exec('alter table alert_rule disable trigger guard_effect')
    await tx.rows(sql`insert into alert_rule (site_id, id, version, scope_id, retired, origin, action_id,
        created_at, definition)
      values (${benchSite}, ${`hot_${pattern.length}`}, 1, ${benchSite}, false, 'action', 'bench', now(),
        ${JSON.stringify(definition)}::jsonb)`)
    await tx.exec('alter table alert_rule enable always trigger guard_effect')
  })
}

export const onCallAt = (place: string): string => `on call at ${place}`

/** One person on call for each place. */
export async function putOnCall(db: Db, places: readonly string[]): Promise<void> {
  const now = new Date()
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.userRole).values(
      places.map((place) => ({
        ...{ siteId: benchSite, userId: onCallAt(place), role: 'maintenance' as const },
      })),
    ),
  )
  await db.tx('owner', (tx) =>
    tx.orm.insert(schema.onCall).values(
      places.map((place) => ({
        ...{ siteId: benchSite, id: `duty ${place}`, dutyUser: onCallAt(place), level: 1 },
        ...{ role: 'maintenance' as const, scopeId: place, setBy: 'bench', setAt: now },
        fromAt: now,
        untilAt: new Date(now.getTime() + 86_400_000),
      })),
    ),
  )
}
