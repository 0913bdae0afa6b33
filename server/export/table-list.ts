import { getTableName } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { schema } from '../../store/index.ts'

/** What may be exported: the plant, its facts, and what was collected. No people, no secrets. */
const tables: PgTable[] = [
  ...[schema.site, schema.equipmentClass, schema.equipment, schema.tag, schema.team],
  ...[schema.shift, schema.shiftBreak, schema.shiftRoster, schema.downtimeReason, schema.product],
  ...[schema.routingOperation, schema.bomLine, schema.characteristic, schema.failureMode],
  ...[schema.material, schema.supplier, schema.stock],
  ...[schema.metricTarget, schema.metricTargetVersion],
  ...[schema.skillNeed, schema.machineWindow, schema.energyTariff],
  ...[schema.productionOrder, schema.orderOperation, schema.scheduleVersion, schema.scheduleSlot],
  ...[schema.ticket, schema.lot, schema.purchaseLine, schema.machineState],
  ...[schema.materialLot, schema.lotInput, schema.lotShipment],
  ...[schema.productionCount, schema.measurement, schema.failureEvent, schema.machineAlarm],
  ...[schema.measurementMinute, schema.measurementHour],
  ...[schema.qualitySample, schema.factHour, schema.factDowntime],
  ...[schema.ingestSource, schema.ingestRefusal, schema.dataFinding, schema.importedFile],
]

const byName = new Map(tables.map((table) => [getTableName(table), table]))

const exportNames = [...byName.keys()]

export type ExportTable = {
  name: string
  columns: PgColumn[]
  /** What tells rows apart, and their order. */
  key: PgColumn[]
  /** The instant that a window is about; null for what has none. */
  time: PgColumn | null
}

const times = [
  'at',
  'hour',
  'bucket',
  'start_at',
  'opened_at',
  'produced_at',
  'counted_at',
  'due_at',
  'shipped_at',
]

/** @throws AppError not_found with the nearest names */
export function exportTable(typed: string): ExportTable {
  const name = typed === 'roster' ? 'shift_roster' : typed
  const table = byName.get(name)
  if (table === undefined) throw unknownTable(typed)
  const { columns, primaryKeys } = getTableConfig(table)
  // Its own columns do not tell their type: the table's do.
  const ofTable = primaryKeys[0]?.columns.flatMap(({ name: key }) =>
    columns.filter((column) => column.name === key),
  )
  return {
    name,
    columns,
    key: ofTable ?? columns.filter((column) => column.primary),
    time: columns.find((column) => times.includes(column.name)) ?? null,
  }
}

function unknownTable(typed: string): AppError {
  const near = nearest(typed, exportNames)
  return new AppError('not_found', `There is no table "${typed}".`, {
    field: 'table',
    hint:
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${exportNames.join(', ')}.`,
  })
}
