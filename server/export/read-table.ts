import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { AppError } from '../../base/app-error.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import type { Cell, Sheet } from './sheet.ts'
import { type ExportTable, exportTable } from './table-list.ts'
import { type ToWallTime, wallTimeIn } from './wall-time.ts'

export type TableRequest = {
  table: string
  /** All sites of the person when absent. */
  site?: string | undefined
  /** Window over the time of the rows, `until` excluded. */
  since?: Date | undefined
  until?: Date | undefined
}

type Asker = { db: Db; principal: Principal; signal?: AbortSignal }

const rowsAtOnce = 10_000

/**
 * A table as the person may see it, read 10,000 rows at a time in the order of its key: rows that
 * are written meanwhile may be in it or not.
 *
 * @throws AppError not_found (table), forbidden (site), invalid_input (window of what has no time)
 */
export async function readTable(asker: Asker, request: TableRequest): Promise<Sheet> {
  const table = exportTable(request.table)
  const { site } = request
  if (site !== undefined && !sitesOf(asker.principal).includes(site)) throw notYours(site)
  if (table.time === null && (request.since ?? request.until) !== undefined) throw noTime(table)
  const zone = await zoneOf(asker, site)
  const toWallTime = wallTimeIn(zone)
  const isInstant = ({ columnType }: PgColumn) => columnType === 'PgTimestamp'
  return {
    name: table.name,
    columns: table.columns.map((column) =>
      isInstant(column) ? `${column.name} (${zone})` : column.name,
    ),
    rows: readRows(asker, { table, request, toWallTime }),
  }
}

type Reading = { table: ExportTable; request: TableRequest; toWallTime: ToWallTime }

async function* readRows(asker: Asker, reading: Reading): AsyncGenerator<Cell[]> {
  const { table, toWallTime } = reading
  let after: string[] | null = null
  do {
    asker.signal?.throwIfAborted()
    const rows: Record<string, unknown>[] = await readPage(asker, reading, after)
    for (const row of rows) {
      yield table.columns.map(({ name }) => cellOf(row[name], toWallTime))
    }
    const last: Record<string, unknown> | undefined = rows.at(-1)
    after = rows.length < rowsAtOnce || last === undefined ? null : keyOf(last, table)
  } while (after !== null)
}

const keyOf = (row: Record<string, unknown>, { key }: ExportTable): string[] =>
  key.map((_, at) => String(row[`key_${at}`]))

async function readPage(
  { db, principal }: Asker,
  { table, request }: Reading,
  after: string[] | null,
): Promise<Record<string, unknown>[]> {
  const columns = [
    ...table.columns.map(({ name }) => sql`${sql.identifier(name)}`),
    // Instants are finer in the store than here: a key is compared as it stands there.
    ...table.key.map(
      ({ name }, at) => sql`${sql.identifier(name)}::text as ${sql.identifier(`key_${at}`)}`,
    ),
  ]
  const order = sql.join(
    table.key.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
  const statement = sql`select ${sql.join(columns, sql`, `)} from ${sql.identifier(table.name)}
    where ${sql.join(conditions(table, request, after), sql` and `)}
    order by ${order} limit ${rowsAtOnce}`
  return db.tx('read', (tx) => tx.rows(statement), { principal })
}

function conditions(
  { key, time }: ExportTable,
  { site, since, until }: TableRequest,
  after: string[] | null,
): SQL[] {
  const found = [sql`true`]
  if (site !== undefined) found.push(sql`site_id = ${site}`)
  if (time !== null && since !== undefined)
    found.push(sql`${sql.identifier(time.name)} >= ${since}`)
  if (time !== null && until !== undefined) found.push(sql`${sql.identifier(time.name)} < ${until}`)
  if (after !== null) {
    const names = key.map(({ name }) => sql.identifier(name))
    const values = key.map(
      (column, at) => sql`${after[at] ?? ''}::text::${sql.raw(column.getSQLType())}`,
    )
    found.push(sql`(${sql.join(names, sql`, `)}) > (${sql.join(values, sql`, `)})`)
  }
  return found
}

function cellOf(value: unknown, toWallTime: ToWallTime): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return toWallTime(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.join('; ')
  }
  return JSON.stringify(value)
}

/** The zone of the site, or the one that all sites of the person share. */
async function zoneOf({ db, principal }: Asker, site: string | undefined): Promise<string> {
  const only = site === undefined ? sql`true` : sql`site_id = ${site}`
  const zones = await db.tx(
    'read',
    (tx) => tx.rows<{ zone: string }>(sql`select distinct zone from site where ${only}`),
    { principal },
  )
  return zones.length === 1 && zones[0] !== undefined ? zones[0].zone : 'UTC'
}

const notYours = (site: string): AppError =>
  new AppError('forbidden', `You have no role at site ${site}.`, {
    field: 'site',
    hint: 'Leave it out to export what you may see.',
  })

const noTime = ({ name }: ExportTable): AppError =>
  new AppError('invalid_input', `Rows of ${name} have no time to choose by.`, {
    field: 'since',
    hint: 'Leave --since and --until out.',
  })
