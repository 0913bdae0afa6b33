import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import { fitsWildcard } from '../../../base/wildcard.ts'
import { fieldsOf, streamNames } from '../../../factory/index.ts'
import { describeIssue, unknownKeysFirst } from './describe-mapping.ts'
import { expression, expressionKeys } from './expression.ts'
import { encodings } from './text-pieces.ts'

/** Anchors upon anchors multiply; a mapping of a hundred tags needs some hundreds. */
const mostAliases = 5_000

const cell = z.union([z.string(), z.array(z.string())])

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
  encoding: z.enum(encodings).default('utf-8'),
  /** Of a workbook; the first one when absent. */
  sheet: z.string().optional(),
  /** Line of the header, or the first of several. */
  header: z.int().positive().optional(),
  /** Lines of the header; the names of one column are joined by ` / `. */
  headerLines: z.int().positive().max(5).optional(),
  /** Records whose first text begins with one of these: totals, signatures. */
  skip: z.array(z.string().min(1)).optional(),
  /** Columns whose empty cells say the same as the one above: merged cells. */
  fill: z.array(z.string()).optional(),
  /** Texts that mean nothing, such as `N/A`. */
  blank: z.array(z.string()).optional(),
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
  /** Of dates that name none. */
  zone: z.string().optional(),
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

/** @throws AppError invalid_input, as `loadMapping` does */
export function parseMapping(text: string, name: string): Mapping {
  return checkMapping(readYaml(text, name), name)
}

/** @throws AppError invalid_input, as `loadMapping` does */
export function checkMapping(given: unknown, name: string): Mapping {
  const parsed = mapping.safeParse(given)
  if (parsed.success) return parsed.data
  const issues = unknownKeysFirst(parsed.error.issues).map((issue) =>
    describeIssue(issue, given, known),
  )
  throw new AppError('invalid_input', `${name}: ${issues.map(({ text }) => text).join('; ')}`, {
    field: issues[0]?.field ?? '(file)',
    hint: 'The mapping files in demo/mappings show every key.',
  })
}

function readYaml(text: string, name: string): unknown {
  try {
    return parse(text, { maxAliasCount: mostAliases })
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''
    throw new AppError('invalid_input', `${name} is not YAML: ${why}`, {
      cause,
      field: '--mapping',
      hint: 'Mend that line: two spaces a level, one `key: value` a line.',
    })
  }
}

const shapes = [mapping, file, site, output].map(({ shape }) => Object.keys(shape))
const known = new Set([...shapes.flat(), ...expressionKeys])

export const siteIdOf = ({ site }: Mapping): string => (typeof site === 'string' ? site : site.id)

/**
 * What the mapping says of a file: of a workbook several parts, each of its sheets.
 *
 * @throws AppError invalid_input when no pattern fits the file's name
 */
export function fileMappingsOf(mapping: Mapping, path: string): FileMapping[] {
  const name = basename(path)
  const found = mapping.files.filter((one) => knows(one, name))
  if (found.length > 0) return found
  const patterns = mapping.files.flatMap(({ match }) => match)
  throw new AppError('invalid_input', `the mapping knows no file named ${name}`, {
    field: 'files.match',
    hint: `It knows ${patterns.join(', ')}.`,
  })
}

/** Whether the mapping says anything of a file by this name. */
export const knowsFile = ({ files }: Mapping, path: string): boolean =>
  files.some((one) => knows(one, basename(path)))

const knows = ({ match }: FileMapping, name: string): boolean =>
  [match].flat().some((pattern) => fits(name, pattern))

const fits = (name: string, pattern: string): boolean =>
  fitsWildcard(name, pattern) || fitsWildcard(name, `${pattern}.gz`)

/**
 * Files in the order of the mapping, which names what others point at first. One that it does not
 * know comes before all: its error must not come after half of the files are stored.
 */
export function inMappingOrder({ files }: Mapping, paths: readonly string[]): string[] {
  const place = (path: string) => {
    const name = basename(path).replace(/\.refused\.csv$/, '')
    return files.findIndex((one) => knows(one, name))
  }
  return paths.toSorted((a, b) => place(a) - place(b))
}
