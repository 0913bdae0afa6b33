import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { StreamDefinition } from './definition.ts'

export type Row = Record<string, unknown>
export type Written = { inserted: number; updated: number; changed: Row[] }

type Target = {
  definition: StreamDefinition
  siteId: string
  /** Columns of the rows that changed, where the caller wants to know them. */
  returning?: string[]
  /** Expression for a column that depends on other rows; `i` is the row that came. */
  computed?: Record<string, SQL>
}

/** Below this, looking first costs more than it saves. */
const manyRows = 200

/**
 * Writes rows. A row that is stored already and differs is replaced, an equal one is left alone. Of
 * two rows with one key the later in the batch counts.
 */
export async function writeRows(tx: Tx, rows: Row[], target: Target): Promise<Written> {
  const { definition, returning } = target
  if (rows.length === 0) return { inserted: 0, updated: 0, changed: [] }
  const kept = lastOfEachKey(definition, rows)
  if (kept.length >= manyRows) {
    const written = await writeNewRows(tx, kept, target)
    if (written !== null) return written
  }
  const statement = insertion(
    kept,
    target,
    sql`on conflict (${keyNames(definition)}) ${onConflict(definition)}
      returning ${changedColumns(target)}`,
  )
  return returning === undefined ? countOf(tx, statement) : listOf(tx, statement)
}

/**
 * Rows of which none is stored yet go in plainly, in half the time; null when one is. That is seen
 * first, cheaply, for most rows that come again, and by the store for the others.
 */
async function writeNewRows(tx: Tx, rows: Row[], target: Target): Promise<Written | null> {
  if ((await tx.rows(storedAlready(rows, target))).length > 0) return null
  await tx.exec('savepoint new_rows')
  try {
    const changed = await insertNew(tx, rows, target)
    await tx.exec('release savepoint new_rows')
    return { inserted: rows.length, updated: 0, changed }
  } catch (error) {
    if (!isTaken(error)) throw error
    await tx.exec('rollback to savepoint new_rows')
    return null
  }
}

/** What new rows became is what came, unless other rows had a say in it. */
async function insertNew(tx: Tx, rows: Row[], target: Target): Promise<Row[]> {
  const { definition, returning = [], computed } = target
  if (computed !== undefined) {
    return tx.rows<Row>(
      insertion(rows, target, sql`returning ${sql.raw(returning.map(quoted).join(', '))}`),
    )
  }
  await tx.rows(insertion(rows, target, sql``))
  const columns = columnsFor(definition).filter(({ name }) => returning.includes(name))
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, row[field] ?? null])),
  )
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505'

/** Whoever sends rows again seldom sends them one by one. */
const lookedFor = 20

/**
 * A row where some of the batch are stored: one in many of their keys, or any instant between those
 * of a tag.
 */
function storedAlready(rows: Row[], { definition, siteId }: Target): SQL {
  const keys = keyColumns(definition)
  const table = sql.raw(getTableName(definition.table))
  const isSeries = keys.at(-1) === 'at' && keys.length > 1
  const every = Math.ceil(rows.length / lookedFor)
  const some = isSeries
    ? endsOfSeries(rows, definition.key.slice(0, -1))
    : rows.filter((_row, index) => index % every === 0)
  const columns = columnsFor(definition).filter(({ name }) => keys.includes(name))
  const ids = (isSeries ? keys.slice(0, -1) : keys).map(quoted)
  const same = ids.map((name) => `m.${name} = i.${name}`).join(' and ')
  const source = isSeries
    ? sql.raw(
        `(select ${ids.join(', ')}, min(at) as first, max(at) as last from incoming group by ${ids.join(', ')})`,
      )
    : sql`incoming`
  const within = isSeries ? sql`and m.at between i.first and i.last` : sql``
  return sql`with incoming as materialized (${incomingTable(columns, some)})
    select 1 from ${source} i cross join lateral (
      select 1 from ${table} m where m.site_id = ${siteId} and ${sql.raw(same)} ${within} limit 1) k
    limit 1`
}

/** The first and the last row of each series. */
function endsOfSeries(rows: Row[], ids: string[]): Row[] {
  const ends = new Map<string, { first: Row; last: Row }>()
  for (const row of rows) {
    const key = keyText(row, ids)
    const known = ends.get(key)
    if (known === undefined) ends.set(key, { first: row, last: row })
    else if (Number(row.at) < Number(known.first.at)) known.first = row
    else if (Number(row.at) > Number(known.last.at)) known.last = row
  }
  return [...ends.values()].flatMap(({ first, last }) => [first, last])
}

function insertion(rows: Row[], { definition, siteId, computed }: Target, end: SQL): SQL {
  const columns = columnsFor(definition)
  return sql`
    with incoming as materialized (${incomingTable(columns, rows)})
    insert into ${sql.raw(getTableName(definition.table))} as t
      (site_id, ${names(columns.map(({ name }) => name))})
    select ${siteId}, ${sql.join(
      columns.map(({ name }) => computed?.[name] ?? sql.raw(`i.${quoted(name)}`)),
      sql`, `,
    )}
    from incoming i
    ${end}`
}

const keyNames = (definition: StreamDefinition): SQL =>
  sql.raw(['site_id', ...keyColumns(definition)].join(', '))

/** A row is new that the statement could not see as it began: partitions have no `xmax` to ask. */
function changedColumns({ definition, returning = [] }: Target): SQL {
  const table = sql.raw(getTableName(definition.table))
  const same = ['site_id', ...keyColumns(definition)].map((name) => `k."${name}" = t."${name}"`)
  const isNew = sql`not exists (select from ${table} k where ${sql.raw(same.join(' and '))}) as inserted`
  return sql.join([isNew, ...returning.map((name) => sql.raw(name))], sql`, `)
}

/** The batch as a table `i(...)` with the columns of its target. */
export function incomingRows(definition: StreamDefinition, rows: Row[]): SQL {
  return incomingTable(columnsFor(definition), lastOfEachKey(definition, rows))
}

const incomingTable = (columns: Column[], rows: Row[]): SQL =>
  columns.some(({ type }) => type.endsWith('[]') || type.startsWith('json'))
    ? recordSet(columns, rows)
    : columnArrays(columns, rows)

function recordSet(columns: Column[], rows: Row[]): SQL {
  const shape = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')
  const items = rows.map((row) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, row[field] ?? null])),
  )
  return sql`select * from json_to_recordset(${JSON.stringify(items)}::json) as r(${sql.raw(shape)})`
}

/** One array a column: the server reads it in half the time of JSON. Instants come as seconds. */
function columnArrays(columns: Column[], rows: Row[]): SQL {
  const arrays = columns.map(({ field, type }) => {
    const ofType = isInstant(type) ? 'float8' : type
    return sql`${arrayText(rows, field)}::text::${sql.raw(ofType)}[]`
  })
  const picked = columns.map(({ name, type }) =>
    isInstant(type) ? `to_timestamp(${quoted(name)}) as ${quoted(name)}` : quoted(name),
  )
  return sql`select ${sql.raw(picked.join(', '))}
    from unnest(${sql.join(arrays, sql`, `)}) as r(${names(columns.map(({ name }) => name))})`
}

const isInstant = (type: string): boolean => type.startsWith('timestamp')

function arrayText(rows: Row[], field: string): string {
  let text = ''
  for (const row of rows) text += `,${itemText(row[field])}`
  return `{${text.slice(1)}}`
}

function itemText(value: unknown): string {
  if (value === undefined || value === null) return 'NULL'
  if (value instanceof Date) return String(value.getTime() / 1000)
  if (typeof value !== 'string') return String(value)
  const isPlain = /^[\w.:+-]+$/.test(value) && value.toUpperCase() !== 'NULL'
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Of two rows with one key the later counts; where all differ, nothing is copied. */
function lastOfEachKey({ key }: StreamDefinition, rows: Row[]): Row[] {
  const last = new Map<string, Row>()
  for (const row of rows) last.set(keyText(row, key), row)
  return last.size === rows.length ? rows : [...last.values()]
}

function keyText(row: Row, key: string[]): string {
  let text = ''
  for (const field of key) {
    const value = row[field]
    text += value instanceof Date ? `${value.getTime()}\0` : `${value}\0`
  }
  return text
}

async function countOf(tx: Tx, statement: SQL): Promise<Written> {
  const [count] = await tx.rows<{ inserted: number; updated: number }>(sql`
    with written as (${statement})
    select count(*) filter (where inserted) as inserted, count(*) filter (where not inserted) as updated
    from written`)
  return { inserted: count?.inserted ?? 0, updated: count?.updated ?? 0, changed: [] }
}

async function listOf(tx: Tx, statement: SQL): Promise<Written> {
  const changed = await tx.rows<Row & { inserted: boolean }>(statement)
  const inserted = changed.filter((row) => row.inserted).length
  return { inserted, updated: changed.length - inserted, changed }
}

function onConflict(definition: StreamDefinition): SQL {
  const keys = new Set(keyColumns(definition))
  const values = columnsFor(definition).filter(({ name }) => !keys.has(name))
  if (values.length === 0) return sql`do nothing`
  const set = values.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
  const side = (of: string) => values.map(({ name }) => `${of}.${quoted(name)}`).join(', ')
  return sql.raw(`do update set ${set} where (${side('t')}) is distinct from (${side('excluded')})`)
}

type Column = { field: string; name: string; type: string }

/** Columns that a row fills: those of its schema, of provenance, and the fixed ones. */
function columnsFor({ row, table, sourceKey, fixed }: StreamDefinition): Column[] {
  const fields = new Set([...Object.keys(row.shape), ...Object.keys(fixed ?? {})])
  if (sourceKey !== undefined) fields.add('source').add('sourceKey')
  return Object.entries(getTableColumns(table))
    .filter(([field]) => fields.has(field))
    .map(([field, column]) => ({ field, name: column.name, type: column.getSQLType() }))
}

function keyColumns({ key, table }: StreamDefinition): string[] {
  const columns = getTableColumns(table)
  return key.map((field) => columns[field]?.name ?? field)
}

const quoted = (name: string): string => `"${name}"`
const names = (columns: string[]): SQL => sql.raw(columns.map(quoted).join(', '))
