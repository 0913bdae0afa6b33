import type { FieldSchema } from '../../server/http/contract.ts'

export type FieldKind =
  | ('text' | 'long' | 'number' | 'switch' | 'choice')
  | ('choices' | 'lines' | 'group' | 'rows' | 'json')

export type Field = {
  name: string
  kind: FieldKind
  required: boolean
  /** May be left away as a whole, such as hours that do not apply. */
  nullable: boolean
  description: string
  choices: string[]
  min: number | null
  max: number | null
  maxLength: number | null
  unit: string | null
  /** Of a group, and of each row. */
  fields: Field[]
}

/** The fields of an object, as a form shows them; what `hidden` names stays as it is. */
export function fieldsOf(schema: FieldSchema, hidden: readonly string[] = []): Field[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !hidden.includes(name))
    .map(([name, field]) => fieldOf(name, field, schema.required?.includes(name) ?? false))
}

function fieldOf(name: string, schema: FieldSchema, required: boolean): Field {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  if (others.length === 1 && others[0] !== undefined) {
    const inner = { ...others[0], description: schema.description ?? others[0].description }
    return { ...fieldOf(name, inner, required), nullable: true }
  }
  const kind = kindOf(schema)
  const inside = kind === 'rows' ? schema.items : kind === 'group' ? schema : undefined
  return {
    ...{ name, kind, required, nullable: false },
    description: schema.description ?? '',
    choices: (kind === 'choices' ? schema.items?.enum : schema.enum)?.map(String) ?? [],
    min: limitOf(schema.minimum),
    max: limitOf(schema.maximum),
    maxLength: schema.maxLength ?? null,
    unit: unitOf(name),
    fields: inside === undefined ? [] : fieldsOf(inside),
  }
}

const longText = 200

function kindOf({ type, enum: values, items, properties, maxLength }: FieldSchema): FieldKind {
  if (values !== undefined) return 'choice'
  if (type === 'boolean') return 'switch'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'string') return (maxLength ?? 0) > longText ? 'long' : 'text'
  if (type === 'object' && properties !== undefined) return 'group'
  if (type !== 'array') return 'json'
  if (items?.enum !== undefined) return 'choices'
  if (items?.type === 'string') return 'lines'
  return items?.properties === undefined ? 'json' : 'rows'
}

/** JSON Schema writes "no limit" of an integer as the largest one. */
const limitOf = (value: number | undefined): number | null =>
  value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value

const units: Record<string, string> = {
  ...{ hours: 'h', minutes: 'min', seconds: 's', days: 'd', pct: '%', percent: '%' },
  ...{ rpm: 'rpm', kg: 'kg', mm: 'mm', bar: 'bar', c: '°C', kwh: 'kWh', s: 's' },
}

/** Quantities carry their unit in the name: `horizon_hours`, `expiresMinutes`. */
function unitOf(name: string): string | null {
  const last =
    name
      .split(/_|(?=[A-Z])/)
      .at(-1)
      ?.toLowerCase() ?? ''
  return last === name.toLowerCase() ? null : (units[last] ?? null)
}

export type Values = Record<string, unknown>

/** Where a fault stands, as the server names it: `limits.0.path`. */
export type Fault = { path: string; text: FaultWord | { said: string } }
export type FaultWord = 'missing' | 'low' | 'high' | 'long' | 'number' | 'json'

/** The first thing that the form itself can see is wrong; the server looks at everything. */
export function faultIn(fields: readonly Field[], values: Values, at = ''): Fault | null {
  for (const field of fields) {
    const path = at + field.name
    const value = values[field.name]
    const word = faultOf(field, value)
    if (word !== null) return { path, text: word }
    const inside = field.kind === 'group' ? [value] : field.kind === 'rows' ? (value ?? []) : []
    for (const [index, one] of (inside as unknown[]).entries()) {
      if (typeof one !== 'object' || one === null) continue
      const inner = field.kind === 'rows' ? `${path}.${index}.` : `${path}.`
      const found = faultIn(field.fields, one as Values, inner)
      if (found !== null) return found
    }
  }
  return null
}

function faultOf(field: Field, value: unknown): FaultWord | null {
  const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (empty) return field.required ? 'missing' : null
  if (field.kind === 'number' && value !== null) {
    if (typeof value !== 'number') return 'number'
    if (field.min !== null && value < field.min) return 'low'
    if (field.max !== null && value > field.max) return 'high'
  }
  if (field.kind === 'json' && typeof value === 'string') return 'json'
  const long = field.maxLength !== null && typeof value === 'string'
  return long && value.length > (field.maxLength ?? 0) ? 'long' : null
}

/** Without what was left empty: the server takes an absent field for its default. */
export const givenIn = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  )
