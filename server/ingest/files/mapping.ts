import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import { fieldsOf, streamNames } from '../../../factory/index.ts'
import { escapePattern } from './escape-pattern.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const cell = z.union([z.string(), z.array(z.string())])

const sources = ['column', 'constant', 'template', 'list'] as const

type ExpressionShape = {
  column?: string | undefined
  constant?: z.infer<typeof scalar> | undefined
  /** `CWC-{id}`; `{id:000}` writes a whole number with at least three digits. */
  template?: string | undefined
  list?: Expression[] | undefined
  date?: string | undefined
  zone?: string | undefined
  plusSeconds?: number | undefined
  number?: true | undefined
  split?: string | undefined
  map?: Record<string, z.infer<typeof scalar>> | undefined
  default?: z.infer<typeof scalar> | undefined
}

/** How one field comes out of a record. A bare string names a column. */
export type Expression = ExpressionShape

const expression: z.ZodType<Expression> = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  z
    .strictObject({
      column: z.string().optional(),
      constant: scalar.optional(),
      template: z.string().optional(),
      list: z.array(z.lazy(() => expression)).optional(),
      date: z.string().optional(),
      zone: z.string().optional(),
      plusSeconds: z.number().optional(),
      number: z.literal(true).optional(),
      split: z.string().min(1).optional(),
      map: z.record(z.string(), scalar).optional(),
      default: scalar.optional(),
    })
    .refine((given) => sources.filter((name) => given[name] !== undefined).length === 1, {
      message: `needs exactly one of ${sources.join(', ')}`,
    }),
)

const output = z
  .strictObject({
    stream: z.enum(streamNames),
    /** Rows whose columns have these texts; `unless`: all but those. */
    when: z.record(z.string(), cell).optional(),
    unless: z.record(z.string(), cell).optional(),
    /** Master data that stands in many records: each distinct row is sent once. */
    distinct: z.literal(true).optional(),
    row: z.record(z.string(), expression),
  })
  .superRefine(({ stream, row }, context) => {
    const known = fieldsOf(stream)
    for (const field of Object.keys(row).filter((name) => !known.includes(name))) {
      const message = `unknown field of ${stream}; nearest known: ${nearest(field, known).join(', ') || known.join(', ')}`
      context.addIssue({ code: 'custom', path: ['row', field], message, input: field })
    }
  })

const file = z.strictObject({
  /** File names, `*` for anything; `.gz` need not be said. */
  match: cell,
  delimiter: z.string().length(1).default(','),
  encoding: z.enum(['utf-8', 'gbk']).default('utf-8'),
  outputs: z.array(output).min(1),
})

const site = z.strictObject({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  zone: z.string(),
  aliases: z.array(z.string()).optional(),
})

const mapping = z.strictObject({
  /** A site that is there, by its id, or one to be created. */
  site: z.union([z.string(), site]),
  source: z.string().min(1),
  files: z.array(file).min(1),
})

export type Mapping = z.output<typeof mapping>
export type FileMapping = z.output<typeof file>
export type OutputMapping = z.output<typeof output>

/** @throws AppError not_found or invalid_input, naming the key and the nearest known one */
export async function loadMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `cannot read the mapping file ${path}`, {
      cause,
      field: '--mapping',
      hint: 'Name a YAML file that this user may read; demo/mappings has examples.',
    })
  })
  return parseMapping(text, basename(path))
}

export function parseMapping(text: string, name: string): Mapping {
  const given = readYaml(text, name)
  const parsed = mapping.safeParse(given)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues
    .toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))
    .map((issue) => describe(issue, given))
  throw new AppError('invalid_input', `${name}: ${issues.map(({ text }) => text).join('; ')}`, {
    field: issues[0]?.field ?? '(file)',
    hint: 'The mapping files in demo/mappings show every key.',
  })
}

function readYaml(text: string, name: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''
    throw new AppError('invalid_input', `${name} is not YAML: ${why}`, {
      cause,
      field: '--mapping',
      hint: 'Mend that line: two spaces a level, one `key: value` a line.',
    })
  }
}

const shapes = [mapping, file, site].map(({ shape }) => Object.keys(shape))
const known = new Set([
  ...shapes.flat(),
  ...['stream', 'when', 'unless', 'distinct', 'row', ...sources],
  ...['date', 'zone', 'plusSeconds', 'number', 'split', 'map', 'default'],
])

/** A key that is not known explains the one that is missing, so it is told first. */
const isUnknownKey = ({ code }: z.core.$ZodIssue): boolean => code === 'unrecognized_keys'

function describe(issue: z.core.$ZodIssue, given: unknown): { field: string; text: string } {
  const path = issue.path.join('.')
  if (issue.code === 'invalid_union') {
    const inner = issue.errors
      .flat()
      .map((item) => ({ ...item, path: [...issue.path, ...item.path] }))
    const unknown = inner.find(({ code }) => code === 'unrecognized_keys') ?? inner.at(-1)
    if (unknown !== undefined) return describe(unknown as z.core.$ZodIssue, given)
  }
  if (issue.code === 'invalid_value') {
    const value = issue.path.reduce(memberOf, given)
    const near = nearest(String(value), issue.values.map(String))
    const known = near.length > 0 ? `nearest known: ${near.join(', ')}` : issue.message
    return { field: path, text: `${path} cannot be ${JSON.stringify(value)}; ${known}` }
  }
  if (issue.code !== 'unrecognized_keys') {
    return { field: path, text: `${path || 'the file'}: ${issue.message}` }
  }
  const key = issue.keys[0] ?? ''
  const near = nearest(key, known)
  const field = [...issue.path, key].join('.')
  return {
    field,
    text: `unknown key ${field}${near.length > 0 ? `; nearest known: ${near.join(', ')}` : ''}`,
  }
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  value instanceof Object ? Reflect.get(value, key) : undefined

/** @throws AppError invalid_input when no pattern fits the file's name */
export function fileMappingOf(mapping: Mapping, path: string): FileMapping {
  const name = basename(path)
  const found = mapping.files[placeOf(mapping, name)]
  if (found !== undefined) return found
  const patterns = mapping.files.flatMap(({ match }) => match)
  throw new AppError('invalid_input', `the mapping knows no file named ${name}`, {
    field: 'files.match',
    hint: `It knows ${patterns.join(', ')}.`,
  })
}

const placeOf = ({ files }: Mapping, name: string): number =>
  files.findIndex(({ match }) => [match].flat().some((pattern) => fits(name, pattern)))

function fits(name: string, pattern: string): boolean {
  const source = pattern
    .split('*')
    .map((piece) => escapePattern(piece))
    .join('.*')
  return new RegExp(`^${source}(\\.gz)?$`).test(name)
}

/**
 * Files in the order of the mapping, which names what others point at first. One that it does not
 * know comes before all: its error must not come after half of the files are stored.
 */
export function inMappingOrder(mapping: Mapping, paths: readonly string[]): string[] {
  const place = (path: string) => placeOf(mapping, basename(path).replace(/\.refused\.csv$/, ''))
  return paths.toSorted((a, b) => place(a) - place(b))
}
