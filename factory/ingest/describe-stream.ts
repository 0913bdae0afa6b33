import type { z } from 'zod'
import type { ReferenceKind } from './definition.ts'
import { definitionOf, type StreamName } from './streams.ts'

/** A field of a stream's rows, as far as whoever fills it in must know. */
export type FieldDescription = {
  id: string
  required: boolean
  kind: 'text' | 'name' | 'number' | 'instant' | 'duration' | 'choice' | 'list'
  choices: string[]
  /** What it points at. */
  reference: ReferenceKind | null
}

/** Told by trying: what the row's own schema takes is what the field is. */
export function describeStream(stream: StreamName): FieldDescription[] {
  const { row, references = {} } = definitionOf(stream)
  return Object.entries(row.shape).map(([id, type]) => {
    const schema = type as z.ZodType
    const reference = references[id] ?? null
    const choices = choicesOf(schema)
    const takes = (value: unknown) => schema.safeParse(value).success
    return {
      ...{ id, reference, choices },
      required: !takes(undefined),
      kind: kindOf({ id, takes, choices, isReference: reference !== null }),
    }
  })
}

type Asked = {
  id: string
  takes: (value: unknown) => boolean
  choices: string[]
  isReference: boolean
}

/** Names of durations end in seconds: `setupS`, `runSPerPiece`. */
const durations = /S$|SPerPiece$/

function kindOf({ id, takes, choices, isReference }: Asked): FieldDescription['kind'] {
  if (takes(['x'])) return 'list'
  if (isReference) return 'name'
  if (choices.length > 0) return 'choice'
  if (takes(1)) return durations.test(id) ? 'duration' : 'number'
  return takes(new Date()) && !takes('x') ? 'instant' : 'text'
}

/** Of an enumeration, which may be optional or have a default. */
function choicesOf(schema: z.ZodType): string[] {
  const found = schema.safeParse({ not: 'a choice' })
  const issue = found.success ? undefined : found.error.issues[0]
  return issue?.code === 'invalid_value' ? issue.values.map(String) : []
}
