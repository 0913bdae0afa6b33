import type { z } from 'zod'
import { canonicalJson, sha256 } from '../../base/canonical-json.ts'
import { nearest } from '../../base/near.ts'
import { storable } from '../../base/storable.ts'
import type { StreamDefinition } from './definition.ts'

/** One field of one row, and why it was not taken. */
export type Refusal = {
  /** Where its sender finds the row: file and line, or message key. */
  position: string
  field: string
  value: string | null
  reason: string
}

/** A row as it came; without a position its content names it. */
type SentRow = { position: string | null; raw: unknown }
/** `ownKey`: it came with a source key that does not follow from its content. */
export type GoodRow = SentRow & { row: Record<string, unknown>; ownKey: boolean }
export type BadRow = { position: string; raw: unknown; refusals: Refusal[] }
export type Checked = { good: GoodRow[]; bad: BadRow[] }

/** Text where a row should have been, such as a line that is no JSON. */
export type UnreadableRow = { position: string | null; raw: string; reason: string }

type Sent = {
  source: string
  rows: readonly unknown[]
  positions?: readonly string[] | undefined
  unreadable?: readonly UnreadableRow[] | undefined
}

/** Sorts rows into good ones, complete with defaults and source key, and refused ones. */
export function parseRows(definition: StreamDefinition, sent: Sent): Checked {
  const checked: Checked = { good: [], bad: [] }
  for (const [index, raw] of sent.rows.entries()) {
    const item = { position: sent.positions?.[index] ?? null, raw }
    const parsed = parseRow(definition, raw)
    if ('issues' in parsed) checked.bad.push(refuse(item, parsed.issues))
    else checked.good.push(Object.assign(item, complete(definition, parsed.row, sent.source)))
  }
  for (const { reason, ...item } of sent.unreadable ?? []) {
    checked.bad.push(refuse(item, [{ field: '(row)', value: shown(item.raw), reason }]))
  }
  return checked
}

export type Issue = Omit<Refusal, 'position'>

/** Of one row; the rest is counted. Each is kept with the row. */
const mostIssues = 20
const longestField = 200

/** A refused row; of several issues of one field the first counts. */
export function refuse(item: SentRow, issues: Issue[]): BadRow {
  const position = positionOf(item)
  const byField = new Map(issues.toReversed().map((issue) => [issue.field, issue]))
  const all = [...byField.values()].toReversed()
  const left = all.length - mostIssues
  const more: Issue = { field: '(row)', value: null, reason: `${left} more fields are wrong` }
  const told = left > 0 ? [...all.slice(0, mostIssues), more] : all
  const refusals = told.map((issue) => ({ position, ...issue }))
  return { position, raw: item.raw, refusals }
}

/** The same row sent again without a position stands at the same place. */
export function positionOf({ position, raw }: SentRow): string {
  if (position !== null) return position
  try {
    return sha256(canonicalJson(JSON.parse(JSON.stringify(raw)))).slice(0, 16)
  } catch {
    return sha256(String(raw)).slice(0, 16)
  }
}

function parseRow(
  definition: StreamDefinition,
  raw: unknown,
): { row: Record<string, unknown> } | { issues: Issue[] } {
  const parsed = definition.row.safeParse(raw)
  if (!parsed.success) {
    const known = Object.keys(definition.row.shape)
    const found = parsed.error.issues.flatMap((issue) => issuesOf(issue, raw, known))
    return { issues: found.map((issue) => ({ ...issue, field: keptField(issue.field) })) }
  }
  const failed = definition.check?.(parsed.data)
  if (!failed) return { row: parsed.data }
  return { issues: [{ ...failed, value: shown(valueAt(raw, [failed.field])) }] }
}

function issuesOf(issue: z.core.$ZodIssue, raw: unknown, known: string[]): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key, at) => ({
      field: [...issue.path, key].join('.'),
      value: shown(valueAt(raw, [...issue.path, key])),
      reason: `unknown field${at < mostIssues ? near(key, known) : ''}`,
    }))
  }
  const value = valueAt(raw, issue.path)
  const missing = value === undefined && issue.path.length > 0
  const field = issue.path.join('.') || '(row)'
  return [{ field, value: shown(value), reason: missing ? 'is missing' : issue.message }]
}

/** `; nearest known: a, b`, or nothing where nothing is near. */
export function near(typed: string, known: Iterable<string>): string {
  const names = nearest(typed, known)
  return names.length > 0 ? `; nearest known: ${names.join(', ')}` : ''
}

export function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null
  // JSON has no NaN and no Infinity: it would show both as null.
  const isPlain = typeof value === 'string' || typeof value === 'number'
  const text = isPlain ? String(value) : (JSON.stringify(value) ?? String(value))
  return keptField(text)
}

const keptField = (text: string): string => storable(text.slice(0, longestField))

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
    raw,
  )
}

function complete(definition: StreamDefinition, row: Record<string, unknown>, source: string) {
  const { fixed, sourceKey: keyOf } = definition
  if (keyOf === undefined) {
    return { row: fixed === undefined ? row : { ...row, ...fixed }, ownKey: false }
  }
  const derived = keyOf(row)
  const sourceKey = row.sourceKey ?? derived
  return { row: { ...row, ...fixed, source, sourceKey }, ownKey: sourceKey !== derived }
}
