import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import { countFigures, fieldsOf, streamNames } from '../../../factory/index.ts'
import { filled, placeholdersOf } from './pattern.ts'

const text = z.string().min(1)
const category = z.enum(['production', 'setup', 'delay', 'down', 'planned_stop'])
const state = z.strictObject({ state: text, category, reason: text.optional() })
/** Where the value comes from; with `for`, one signal for each of the names. */
const from = { at: text, for: z.record(z.string(), z.array(text).min(1)).optional() }

const measurement = z.strictObject({
  ...from,
  /** The tag. */
  measurement: text,
  scale: z.number().default(1),
  offset: z.number().default(0),
})
const stateSignal = z.strictObject({
  ...from,
  /** The machine. */
  state: text,
  /** The value, as text, and what it means. */
  values: z.record(z.string(), state),
  /** What the machine counts as once its sender says that it is gone. */
  lost: state.optional(),
})
const counter = z
  .strictObject({
    ...from,
    /** The machine. */
    counter: text,
    name: text.optional(),
    countsAs: z.array(z.enum(countFigures)).min(1).default(['good', 'firstPass']),
    rollsOverAt: z.number().positive().optional(),
    product: text.optional(),
    /** The address whose newest value names the product. */
    productAt: text.optional(),
    plannedRunSPerPiece: z.number().nonnegative().optional(),
  })
  .refine((given) => (given.product === undefined) !== (given.productAt === undefined), {
    message: 'needs exactly one of product, productAt',
  })
const alarm = z.strictObject({
  ...from,
  /** The machine; the value is the code, and 0, false and empty text are none. */
  alarm: text,
})

const kinds = { measurement, state: stateSignal, counter, alarm }
type Kind = keyof typeof kinds

export type MeasurementSignal = z.output<typeof measurement>
export type StateSignal = z.output<typeof stateSignal>
export type CounterSignal = z.output<typeof counter>
export type AlarmSignal = z.output<typeof alarm>
export type SignalMapping = MeasurementSignal | StateSignal | CounterSignal | AlarmSignal

type RawIssue = z.core.$ZodRawIssue

/** The key that names its target says which kind of signal it is. */
const signal = z.record(z.string(), z.unknown()).transform((given, context): SignalMapping => {
  const named = (Object.keys(kinds) as Kind[]).filter((kind) => kind in given)
  const [kind] = named
  if (kind === undefined || named.length > 1) {
    const message = `needs exactly one of ${Object.keys(kinds).join(', ')}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const parsed = kinds[kind].safeParse(given)
  if (parsed.success) return parsed.data
  context.issues.push(
    ...parsed.error.issues.map((issue) => ({ ...issue, input: given }) as RawIssue),
  )
  return z.NEVER
})

const cell = z.union([z.string(), z.number(), z.boolean()])
const topic = z
  .strictObject({
    /** MQTT topic; `{name}` is one level of it. */
    topic: text,
    /** JSON pointer to the time: ISO 8601, or seconds or milliseconds since 1970. */
    time: text.startsWith('/').optional(),
    /** The message is a row: each field is a JSON pointer, `{name}` of the topic, or a constant. */
    stream: z.enum(streamNames).optional(),
    row: z.record(z.string(), cell).optional(),
  })
  .superRefine(({ stream, row }, context) => {
    if ((stream === undefined) !== (row === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs stream and row, or neither' })
    }
    if (stream === undefined || row === undefined) return
    const known = fieldsOf(stream)
    for (const field of Object.keys(row).filter((name) => !known.includes(name))) {
      const message = `unknown field of ${stream}; nearest known: ${nearest(field, known).join(', ') || known.join(', ')}`
      context.addIssue({ code: 'custom', path: ['row', field], message })
    }
  })

const signals = z.strictObject({
  signals: z.array(signal).default([]),
  topics: z.array(topic).default([]),
  /** Addresses that are left out on purpose; `*` for anything. All others that fit nothing are named. */
  ignore: z.array(text).default([]),
})

export type TopicMapping = z.output<typeof topic>
export type SignalMappings = z.output<typeof signals>

const keys = new Set([
  ...[signals, measurement, stateSignal, alarm, state].flatMap(({ shape }) => Object.keys(shape)),
  ...['counter', 'name', 'countsAs', 'rollsOverAt', 'product', 'productAt'],
  ...['plannedRunSPerPiece', 'topic', 'time', 'stream', 'row'],
])

/** @throws AppError `invalid_input` that names the key at fault and the nearest known one */
export function loadSignalMappings(path: string): SignalMappings {
  try {
    return parseSignalMappings(readFileSync(path, 'utf8'), basename(path))
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid_input', `The mapping file ${basename(path)} cannot be read.`, {
      cause,
      hint: `It is looked for at ${path}.`,
    })
  }
}

export function parseSignalMappings(yaml: string, name: string): SignalMappings {
  const parsed = signals.safeParse(readYaml(yaml, name) ?? {})
  if (!parsed.success) throw mappingError(parsed.error.issues, name)
  return { ...parsed.data, signals: parsed.data.signals.flatMap(expanded) }
}

function readYaml(yaml: string, name: string): unknown {
  try {
    return parseYaml(yaml)
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''
    throw new AppError('invalid_input', `${name} is not YAML: ${why}`, { cause })
  }
}

function mappingError(issues: z.core.$ZodIssue[], name: string): AppError {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const near = nearest(key, keys)
    const field = [...issue.path, key].join('.')
    return new AppError('invalid_input', `${name}: unknown key ${field}.`, {
      field,
      ...(near.length > 0 ? { hint: `Did you mean ${near.join(' or ')}?` } : {}),
    })
  }
  const field = issue?.path.join('.') ?? ''
  return new AppError('invalid_input', `${name}: ${field}: ${issue?.message ?? ''}.`, { field })
}

/** `for: {machine: [A, B]}` makes one signal for A and one for B. */
function expanded(given: SignalMapping): SignalMapping[] {
  const { for: names = {}, ...one } = given
  const choices = Object.entries(names).reduce<Record<string, string>[]>(
    (made, [name, values]) =>
      made.flatMap((captures) => values.map((value) => ({ ...captures, [name]: value }))),
    [{}],
  )
  return choices.map((captures) => fill(one, captures))
}

const fill = (one: SignalMapping, captures: Record<string, string>): SignalMapping =>
  Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      typeof value === 'string' ? filled(value, captures) : value,
    ]),
  ) as SignalMapping

/** Addresses that can be asked for by name; @throws AppError for one that still has a `{name}`. */
export function exactAddresses({ signals: mapped }: SignalMappings): string[] {
  const all = mapped.flatMap((one) =>
    'productAt' in one && one.productAt !== undefined ? [one.at, one.productAt] : [one.at],
  )
  const open = all.find((address) => placeholdersOf(address).length > 0 || address.includes('*'))
  if (open === undefined) return [...new Set(all)]
  throw new AppError('invalid_input', `The address ${open} must be exact here.`, {
    field: 'at',
    hint: 'Say which names it has: for: {machine: [CNC-01, CNC-02]}.',
  })
}
