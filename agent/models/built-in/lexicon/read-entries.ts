import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../../../store/index.ts'
import type { Entry, EntryKind } from './entry.ts'

type NamedRow = { site_id: string; id: string; name_zh: string; name_en: string }
type AliasedRow = NamedRow & { aliases: string[] }
type EquipmentRow = { level: Entry['level']; class_id: string | null; area_id: string | null }

const named = (kind: EntryKind, row: NamedRow): Entry => ({
  kind,
  id: row.id,
  siteId: row.site_id,
  zh: row.name_zh,
  en: row.name_en,
  aliases: [],
})

const aliased = (kind: EntryKind, row: AliasedRow): Entry => ({
  ...named(kind, row),
  aliases: row.aliases,
})

/** The names that this person may see, as they stand now. */
export async function readEntries(tx: Tx): Promise<Entry[]> {
  const sites = await tx.rows<AliasedRow & { zone: string }>(
    sql`select site_id, site_id as id, name_zh, name_en, aliases, zone from site order by 1`,
  )
  const equipment = await tx.rows<AliasedRow & EquipmentRow>(
    sql`select site_id, id, name_zh, name_en, aliases, level, class_id, area_id
      from equipment order by 1, 2`,
  )
  const classes = await tx.rows<NamedRow>(
    sql`select site_id, id, name_zh, name_en from equipment_class order by 1, 2`,
  )
  const teams = await tx.rows<AliasedRow>(
    sql`select site_id, id, name_zh, name_en, aliases from team order by 1, 2`,
  )
  const shifts = await tx.rows<NamedRow & { start_minute: number; end_minute: number }>(
    sql`select site_id, id, name_zh, name_en, start_minute, end_minute from shift order by 1, 2`,
  )
  const products = await tx.rows<AliasedRow>(
    sql`select site_id, id, name_zh, name_en, aliases from product order by 1, 2`,
  )
  const reasons = await tx.rows<NamedRow>(
    sql`select site_id, id, name_zh, name_en from downtime_reason order by 1, 2`,
  )
  return [
    ...(await readMetrics(tx)),
    ...sites.map((row) => ({ ...aliased('site', row), zone: row.zone })),
    ...equipment.map((row) => ({
      ...aliased('equipment', row),
      level: row.level ?? 'machine',
      ...(row.level === 'line' && row.area_id !== null ? { areaId: row.area_id } : {}),
    })),
    ...classes.map((row) => ({ ...named('class', row), members: membersOf(row, equipment) })),
    ...teams.map((row) => aliased('team', row)),
    ...shifts.map((row) => ({
      ...named('shift', row),
      shift: { startMinute: row.start_minute, endMinute: row.end_minute },
    })),
    ...products.map((row) => aliased('product', row)),
    ...reasons.map((row) => named('reason', row)),
    ...(await readSupplyAndTags(tx)),
  ]
}

async function readSupplyAndTags(tx: Tx): Promise<Entry[]> {
  const suppliers = await tx.rows<NamedRow>(
    sql`select site_id, id, name_zh, name_en from supplier order by 1, 2`,
  )
  const tags = await tx.rows<NamedRow & { equipment_id: string }>(
    sql`select site_id, id, name_zh, name_en, equipment_id from tag order by 1, 2`,
  )
  const materials = await tx.rows<NamedRow>(
    sql`select site_id, id, name_zh, name_en from material order by 1, 2`,
  )
  const codes = await tx.rows<NamedRow>(
    sql`select site_id, id, name_zh, name_en from failure_mode order by 1, 2`,
  )
  const parameters = await tx.rows<NamedRow & { machine_id: string; unit: string }>(
    sql`select site_id, id, name_zh, name_en, machine_id, unit from machine_parameter order by 1, 5, 2`,
  )
  return [
    ...parameters.map((row) => ({
      ...named('parameter', row),
      on: row.machine_id,
      unit: row.unit,
    })),
    ...codes.map((row) => named('failure_code', row)),
    ...suppliers.map((row) => named('supplier', row)),
    ...materials.map((row) => named('material', row)),
    ...tags.map((row) => ({ ...named('tag', row), on: row.equipment_id })),
  ]
}

const membersOf = (
  { site_id, id }: NamedRow,
  equipment: (NamedRow & { class_id: string | null })[],
): string[] =>
  equipment.filter((row) => row.site_id === site_id && row.class_id === id).map((row) => row.id)

const words = z.array(z.string()).default([])

/** What of a metric definition a question can use; the rest is the metric centre's. */
const metricWords = z.object({
  names: z.object({ zh: z.string(), en: z.string() }),
  synonyms: z.object({ zh: words, en: words }).default({ zh: [], en: [] }),
  unit: z.string(),
  better: z.enum(['up', 'down']),
  dimensions: z.array(z.string()),
})

async function readMetrics(tx: Tx): Promise<Entry[]> {
  const rows = await tx.rows<{ site_id: string; id: string; definition: unknown }>(sql`
    select site_id, id, definition from (
      select distinct on (site_id, id) * from metric_version order by site_id, id, version desc
    ) newest where status = 'approved' order by site_id, id`)
  return rows.map(({ site_id, id, definition }) => {
    const { names, synonyms, ...metric } = metricWords.parse(definition)
    return {
      kind: 'metric',
      id,
      siteId: site_id === 'group' ? null : site_id,
      ...names,
      aliases: [...synonyms.zh, ...synonyms.en],
      metric,
    }
  })
}
