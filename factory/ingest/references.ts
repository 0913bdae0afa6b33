import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { ReferenceKind, StreamDefinition } from './definition.ts'
import { type Checked, type GoodRow, type Issue, near, refuse } from './parse-rows.ts'

/** Ids that count as known although they are not stored: of this batch, of this dry run. */
export type KnownIds = Map<ReferenceKind, Set<string>>

type Scope = { siteId: string; stream: string; definition: StreamDefinition; alsoKnown?: KnownIds }

const nearAmong = 5_000

/** Refuses rows that point at something unknown, naming the nearest known. */
export async function checkReferences(tx: Tx, rows: GoodRow[], scope: Scope): Promise<Checked> {
  const references = Object.entries(scope.definition.references ?? {})
  if (references.length === 0) return { good: rows, bad: [] }
  const unknown = new Map<ReferenceKind, Unknown>()
  for (const kind of new Set(references.map(([, to]) => to))) {
    const fields = references.filter(([, to]) => to === kind).map(([field]) => field)
    unknown.set(
      kind,
      await unknownIds(tx, { ...scope, kind, ids: idsIn(rows, fields, { ...scope, kind }) }),
    )
  }
  if ([...unknown.values()].every(({ ids }) => ids.size === 0)) return { good: rows, bad: [] }
  const checked: Checked = { good: [], bad: [] }
  for (const good of rows) {
    const issues = references.flatMap(([field, to]) => issuesOf(good, field, unknown.get(to)))
    if (issues.length === 0) checked.good.push(good)
    else checked.bad.push(refuse(good, issues))
  }
  return checked
}

/** What the rows of a stream make known to rows after them. */
export function idsMadeKnown(stream: string, rows: GoodRow[]): [ReferenceKind, string[]][] {
  const ids = (wanted: GoodRow[]) => wanted.flatMap(({ row }) => valuesOf(row.id))
  if (stream !== 'equipment') return [[stream as ReferenceKind, ids(rows)]]
  const machines = rows.filter(({ row }) => row.level === 'machine')
  return [
    ['equipment', ids(rows)],
    ['machine', ids(machines)],
  ]
}

type Wanted = Scope & { kind: ReferenceKind }
type Unknown = { kind: ReferenceKind; ids: Set<string>; reason: (id: string) => string }

function idsIn(rows: GoodRow[], fields: string[], wanted: Wanted): string[] {
  const { stream, kind, alsoKnown } = wanted
  const makes = stream === kind || stream === 'equipment'
  const own = makes ? (new Map(idsMadeKnown(stream, rows)).get(kind) ?? []) : []
  const known = new Set([...own, ...(alsoKnown?.get(kind) ?? [])])
  const ids = new Set<string>()
  for (const { row } of rows) {
    for (const field of fields) {
      const value = row[field]
      if (typeof value === 'string') ids.add(value)
      else for (const id of valuesOf(value)) ids.add(id)
    }
  }
  return [...ids].filter((id) => !known.has(id))
}

const valuesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')

async function unknownIds(
  tx: Tx,
  { siteId, kind, ids, alsoKnown }: Wanted & { ids: string[] },
): Promise<Unknown> {
  const table = sql.raw(kind === 'machine' ? 'equipment' : kind)
  const level = kind === 'machine' ? sql`and level = 'machine'` : sql``
  const missing =
    ids.length === 0
      ? []
      : await tx.rows<{ id: string }>(sql`
          select wanted.id from json_array_elements_text(${JSON.stringify(ids)}::json) wanted(id)
          where not exists (select from ${table} t
            where t.site_id = ${siteId} and t.id = wanted.id ${level})`)
  if (missing.length === 0) return { kind, ids: new Set(), reason: () => '' }
  const stored = await tx.rows<{ id: string }>(
    sql`select id from ${table} where site_id = ${siteId} ${level} order by id limit ${nearAmong}`,
  )
  const known = [...stored.map(({ id }) => id), ...(alsoKnown?.get(kind) ?? [])]
  const reason = (id: string) => `unknown ${kind.replaceAll('_', ' ')}${near(id, known)}`
  return { kind, ids: new Set(missing.map(({ id }) => id)), reason }
}

function issuesOf(good: GoodRow, field: string, unknown: Unknown | undefined): Issue[] {
  const id = valuesOf(good.row[field]).find((value) => unknown?.ids.has(value))
  if (id === undefined || unknown === undefined) return []
  return [{ field, value: id, reason: unknown.reason(id) }]
}
