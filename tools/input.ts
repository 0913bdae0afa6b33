import { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import { nearHint } from '../base/near.ts'
import { oneLine, turnsDirection } from '../base/shown-text.ts'
import { isStorable } from '../base/storable.ts'
import type { ToolDefinition } from './define-tool.ts'

type Input = Record<string, unknown>

/** A tool, or whatever else takes named arguments. */
type Takes<Schema extends z.ZodObject = z.ZodObject> = Pick<
  ToolDefinition<Schema, z.ZodObject>,
  'name' | 'input'
>

/** Longest arguments a tool is given, characters of JSON. */
const mostCharacters = 500_000
/** Deepest; no schema of ours goes half as far. */
const mostLevels = 50
const longestShown = 80

/** @throws AppError that names the argument, its value, the nearest known ones and the fix. */
export function parseInput<Schema extends z.ZodObject>(
  tool: Takes<Schema>,
  args: unknown,
): z.output<Schema> {
  refuseUnreadable(tool, args)
  refuseHuge(tool, args)
  const parsed = tool.input.safeParse(args ?? {})
  if (parsed.success) return parsed.data
  // An argument that is not known explains the one that is missing.
  const { issues } = parsed.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  throw issue === undefined ? wrong(tool, '', { what: 'is wrong' }) : inputError(tool, issue, args)
}

type Place = { field: string; value: unknown; level: number }

/** Every value of some arguments, and every value in those. */
function* placesOf(args: unknown): Generator<Place> {
  const left: Place[] = [{ field: '', value: args, level: 0 }]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    yield at
    const { field, value, level } = at
    if (typeof value !== 'object' || value === null) continue
    for (const [key, item] of Object.entries(value)) {
      left.push({ field: field === '' ? key : `${field}.${key}`, value: item, level: level + 1 })
    }
  }
}

/** What follows goes down level by level, and no database keeps a NUL or half a character. */
function refuseUnreadable(tool: Takes, args: unknown): void {
  for (const { field, value, level } of placesOf(args)) {
    if (level > mostLevels) {
      const what = `is nested deeper than ${mostLevels} levels`
      throw wrong(tool, shortened(field), { what, hint: 'Send it flatter.' })
    }
    const hint = 'Send whole Unicode characters other than NUL.'
    if (!isStorable(field)) throw wrong(tool, show(field), { what: 'is no name', hint })
    if (typeof value === 'number' && !Number.isFinite(value)) {
      const fix = `Send a number between ${-Number.MAX_VALUE} and ${Number.MAX_VALUE}.`
      throw wrong(tool, shortened(field), { what: `cannot be ${value}`, hint: fix })
    }
    if (typeof value === 'string' && !isStorable(value)) {
      throw wrong(tool, shortened(field), { what: `cannot be ${show(value)}`, hint })
    }
  }
}

/** Who approves reads what was asked: its signs must stand where they are. @throws AppError that names the argument */
export function refuseTurned(tool: Takes, args: unknown): void {
  for (const { field, value } of placesOf(args)) {
    if (typeof value !== 'string' || !turnsDirection(value)) continue
    const hint =
      'Leave out the marks that turn the direction of text (U+202A to 202E, U+2066 to 2069).'
    throw wrong(tool, shortened(field), { what: `cannot be ${show(oneLine(value))}`, hint })
  }
}

function refuseHuge(tool: Takes, args: unknown): void {
  const sizes = Object.entries(args ?? {}).map(([name, value]) => ({
    name,
    characters: JSON.stringify(value)?.length ?? 0,
  }))
  const total = sizes.reduce((sum, { characters }) => sum + characters, 0)
  if (total <= mostCharacters) return
  const largest = sizes.reduce((a, b) => (a.characters >= b.characters ? a : b))
  throw new AppError(
    'too_large',
    `The arguments of ${tool.name} have ${total} characters; "${largest.name}" is the largest.`,
    {
      field: largest.name,
      hint: `At most ${mostCharacters} characters are taken: send less.`,
    },
  )
}

function inputError(tool: Takes, issue: z.core.$ZodIssue, args: unknown): AppError {
  const field = shortened(issue.path.join('.'))
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Input | undefined)?.[key as string],
    args,
  )
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? ''
      const name = shortened(field === '' ? key : `${field}.${key}`)
      const known = knownAt(tool.input, issue.path)
      const hint = known.length > 0 ? nearHint(key, known) : 'Leave it out.'
      return wrong(tool, name, { what: 'is not known', hint })
    }
    case 'invalid_value':
      return wrong(tool, field, {
        what: `cannot be ${show(value)}`,
        hint: nearHint(typeof value === 'string' ? value : show(value), issue.values.map(String)),
      })
    case 'invalid_union':
      return inputError(tool, innermost(issue), args)
    default:
      return wrong(tool, field, {
        what: value === undefined ? 'is missing' : `cannot be ${show(value)}`,
        hint: issue.message,
      })
  }
}

/** The names that are taken at a place of a schema. */
function knownAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodObject) {
    const [first, ...rest] = path
    return first === undefined
      ? Object.keys(schema.shape)
      : knownAt(schema.shape[String(first)], rest)
  }
  if (schema instanceof z.ZodArray) return knownAt(schema.element, path.slice(1))
  if (schema instanceof z.ZodRecord) return knownAt(schema.valueType, path.slice(1))
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => knownAt(one, path))
  if (schema instanceof z.ZodPipe) return knownAt(schema.in, path)
  return schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
    ? knownAt(schema.unwrap(), path)
    : []
}

function innermost(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue {
  const nested = issue.errors.find((issues) => issues.length > 0)?.[0]
  return nested === undefined
    ? { ...issue, code: 'custom', params: {} }
    : { ...nested, path: [...issue.path, ...nested.path] }
}

type Fault = { what: string; hint?: string }

function wrong(tool: Takes, field: string, { what, hint }: Fault): AppError {
  const name = field === '' ? 'The arguments object' : `Argument "${field}"`
  return new AppError('invalid_input', `${name} of ${tool.name} ${what}.`, {
    ...(field === '' ? {} : { field }),
    ...(hint === undefined ? {} : { hint }),
  })
}

const show = (value: unknown): string => shortened(JSON.stringify(value) ?? String(value))

const shortened = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
