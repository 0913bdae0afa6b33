import type { z } from 'zod'
import { nearest } from '../../../base/near.ts'

/** A key that is not known explains the one that is missing, so it is told first. */
export const unknownKeysFirst = (issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))

const isUnknownKey = ({ code }: z.core.$ZodIssue): boolean => code === 'unrecognized_keys'

type Described = { field: string; text: string }

/** What is wrong with a mapping, with the nearest known key or value. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  given: unknown,
  knownKeys: ReadonlySet<string>,
): Described {
  const path = issue.path.join('.')
  if (issue.code === 'invalid_union') {
    const inner = innerIssue(issue)
    if (inner !== undefined) return describeIssue(inner, given, knownKeys)
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
  const near = nearest(key, knownKeys)
  const field = [...issue.path, key].join('.')
  return {
    field,
    text: `unknown key ${field}${near.length > 0 ? `; nearest known: ${near.join(', ')}` : ''}`,
  }
}

function innerIssue(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue | undefined {
  const inner = issue.errors
    .flat()
    .map((item) => ({ ...item, path: [...issue.path, ...item.path] }))
  return (inner.find(({ code }) => code === 'unrecognized_keys') ?? inner.at(-1)) as
    | z.core.$ZodIssue
    | undefined
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  value instanceof Object ? Reflect.get(value, key) : undefined
