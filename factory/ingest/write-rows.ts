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

/**
 * Writes rows in one statement. A row that is stored already and differs is replaced, an equal one
 * is left alone. Of two rows with one key the later in the batch counts.
 */
export async function writeRows(tx: Tx, rows: Row[], target: Target): Promise<Written> {
  const { definition, siteId, returning } = target
  if (rows.length === 0) return { inserted: 0, updated: 0, changed: [] }
  const columns = columnsFor(definition)
  const result = sql.join(
    [sql`(xmax = 0) as inserted`, ...(returning ?? []).map((name) => sql.raw(name))],
    sql`, `,
  )
  const statement = sql`
    with incoming as materialized (${incomingRows(definition, rows)})
    insert into ${sql.raw(getTableName(definition.table))} as t
      (site_id, ${names(columns.map(({ name }) => name))})
    select ${siteId}, ${sql.join(
      columns.map(({ name }) => target.computed?.[name] ?? sql.raw(`i.${quoted(name)}`)),
      sql`, `,
    )}
    from incoming i
    on conflict (site_id${sql.raw(
      keyColumns(definition)
        .map((name) => `, ${name}`)
        .join(''),
    )})
    ${onConflict(definition)}
    returning ${result}`
  return returning === undefined ? countOf(tx, statement) : listOf(tx, statement)
}

/** The batch as a table `i(...)` with the columns of its target. */
export function incomingRows(definition: StreamDefinition, rows: Row[]): SQL {
  const columns = columnsFor(definition)
  const shape = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')
  const items = lastOfEachKey(definition, rows).map((row) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, row[field] ?? null])),
  )
  return sql`select * from json_to_recordset(${JSON.stringify(items)}::json) as r(${sql.raw(shape)})`
}

function lastOfEachKey({ key }: StreamDefinition, rows: Row[]): Row[] {
  const keyOf = (row: Row) => JSON.stringify(key.map((field) => row[field]))
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
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
