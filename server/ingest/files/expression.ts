import { z } from 'zod'
import { referenceKinds } from '../../../factory/index.ts'
import { timeUnits } from './read-duration.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
type Scalar = z.infer<typeof scalar>

const sources = ['column', 'constant', 'template', 'list', 'join'] as const

const plus = z.strictObject({ column: z.string(), unit: z.enum(timeUnits) })
const every = z.strictObject({ from: z.iso.datetime({ offset: true }), seconds: z.number() })

/** How one field comes out of a record: one source, then conversions. A bare string names a column. */
export type Expression = {
  column?: string | undefined
  constant?: Scalar | undefined
  /** `CWC-{id}`; `{id:000}` writes a whole number with at least three digits. */
  template?: string | undefined
  list?: Expression[] | undefined
  /** Texts with a space between them, empty ones left out: a date and a time. */
  join?: Expression[] | undefined
  /** Texts that mean nothing, such as `N/A`. */
  blank?: string[] | undefined
  /** A format, or several of which the first that reads counts. */
  date?: string | string[] | undefined
  zone?: string | undefined
  /** Which end of `2026-11-03 20:00-8:00`. */
  range?: 'start' | 'end' | undefined
  plusSeconds?: number | undefined
  /** A date and a duration in another column. */
  plus?: z.infer<typeof plus> | undefined
  /** A number that counts from an instant. */
  every?: z.infer<typeof every> | undefined
  /** `lenient`: `1,234`, `12%`, `１２`. */
  number?: true | 'lenient' | undefined
  times?: number | undefined
  /** Taken off the end of a number. */
  suffix?: string | undefined
  /** Seconds; the unit of those that name none. */
  duration?: z.infer<typeof plus>['unit'] | undefined
  split?: string | undefined
  map?: Record<string, Scalar> | undefined
  /** Names and aliases become ids. */
  find?: (typeof referenceKinds)[number] | undefined
  default?: Scalar | undefined
}

const shape = {
  column: z.string().optional(),
  constant: scalar.optional(),
  template: z.string().optional(),
  list: z.array(z.lazy(() => expression)).optional(),
  join: z.array(z.lazy(() => expression)).optional(),
  blank: z.array(z.string()).optional(),
  date: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  zone: z.string().optional(),
  range: z.enum(['start', 'end']).optional(),
  plusSeconds: z.number().optional(),
  plus: plus.optional(),
  every: every.optional(),
  number: z.union([z.literal(true), z.literal('lenient')]).optional(),
  times: z.number().optional(),
  suffix: z.string().min(1).optional(),
  duration: z.enum(timeUnits).optional(),
  split: z.string().min(1).optional(),
  map: z.record(z.string(), scalar).optional(),
  find: z.enum(referenceKinds).optional(),
  default: scalar.optional(),
}

export const expressionKeys = [
  ...Object.keys(shape),
  ...Object.keys(plus.shape),
  ...Object.keys(every.shape),
]

export const expression: z.ZodType<Expression> = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  z
    .strictObject(shape)
    .refine((given) => sources.filter((name) => given[name] !== undefined).length === 1, {
      message: `needs exactly one of ${sources.join(', ')}`,
    }),
)
