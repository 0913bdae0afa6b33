import { z } from 'zod'
import { dimensions } from '../factory/index.ts'
import { alertSeverities, roles, timeCategories } from '../store/index.ts'

const name = z.string().min(1).max(100)
const names = z.array(name).min(1).max(100)
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write HH:MM in quotes, in plant time.')
const words = z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })

/** Over a limit, or over so many times what is usual for the same subject. Exactly one of them. */
const threshold = {
  above: z.number().optional(),
  below: z.number().optional(),
  aboveUsual: z.number().min(1).optional(),
  /** Days before that count as usual. */
  usualDays: z.int().min(1).max(90).default(28),
}
const limits = ['above', 'below', 'aboveUsual'] as const
export type Threshold = { [Key in (typeof limits)[number]]?: number | undefined } & {
  usualDays: number
}
const hasOneLimit = (given: Partial<Record<(typeof limits)[number], unknown>>) =>
  limits.filter((key) => given[key] !== undefined).length === 1
const oneLimit = 'Give exactly one of above, below, aboveUsual.'

const stateTrigger = z.strictObject({
  kind: z.literal('state'),
  categories: z.array(z.enum(timeCategories)).min(1),
  /** Only stops for which nobody gave a reason. */
  unqualified: z.boolean().default(false),
  reasons: names.optional(),
  lastsMinutes: z.int().min(1).max(10_080),
  equipment: names.optional(),
})
const alarmTrigger = z.strictObject({
  kind: z.literal('alarm'),
  codes: names,
  /** So many of them at one machine … */
  times: z.int().min(1).max(100).default(1),
  withinMinutes: z.int().min(1).max(10_080).default(60),
  equipment: names.optional(),
})
const signalTrigger = z
  .strictObject({
    kind: z.literal('signal'),
    /** Tags, `*` for anything; the mean of each hour or day counts. */
    tags: name,
    every: z.enum(['hour', 'day']),
    ...threshold,
  })
  .refine(hasOneLimit, oneLimit)
const metricTrigger = z
  .strictObject({
    kind: z.literal('metric'),
    metric: name,
    per: z.enum(dimensions),
    every: z.enum(['hour', 'day', 'week', 'month']),
    filters: z.partialRecord(z.enum(dimensions), names).default({}),
    ...threshold,
  })
  .refine(hasOneLimit, oneLimit)
const alertTrigger = z.strictObject({
  kind: z.literal('alert'),
  /** Names of alert rules. */
  rules: names,
  /** This grave or graver. */
  severity: z.enum(alertSeverities).default('warning'),
})
const scheduleTrigger = z.strictObject({
  kind: z.literal('schedule'),
  /** Minute, hour, day, month, weekday (0 or 7: Sunday), in plant time. */
  cron: z.string().regex(/^\S+( \S+){4}$/, 'Write five fields, such as "0 6 * * 1".'),
})
const trigger = z.discriminatedUnion('kind', [
  stateTrigger,
  alarmTrigger,
  signalTrigger,
  metricTrigger,
  alertTrigger,
  scheduleTrigger,
])
export type Trigger = z.output<typeof trigger>
export type TriggerOf<Kind extends Trigger['kind']> = Extract<Trigger, { kind: Kind }>

const guard = z.discriminatedUnion('kind', [
  z.strictObject({ name, kind: z.literal('hours'), from: timeOfDay, to: timeOfDay }),
  z.strictObject({
    name,
    kind: z.literal('state'),
    /** The machine is in none of these. */
    not: z.array(z.enum(timeCategories)).min(1),
  }),
  z
    .strictObject({
      name,
      kind: z.literal('metric'),
      metric: name,
      per: z.enum(dimensions),
      days: z.int().min(1).max(90),
      above: z.number().optional(),
      below: z.number().optional(),
    })
    .refine(hasOneLimit, 'Give exactly one of above, below.'),
])
export type Guard = z.output<typeof guard>

const call = { tool: name, args: z.record(z.string(), z.unknown()) }

export const playbook = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'Write it in small letters, digits and -.'),
  site: name,
  title: words,
  /** The role that looks after it. */
  owner: z.enum(roles),
  trigger,
  /** All of them must hold. */
  guards: z.array(guard).max(10).default([]),
  read: z.array(z.strictObject(call)).max(5).default([]),
  proposals: z.array(z.strictObject(call)).min(1).max(3),
  /** How long a subject is left alone after a proposal. */
  cooldownHours: z.number().min(0).max(2160).default(24),
  mostPerHour: z.int().min(1).max(60).default(2),
})
export type Playbook = z.output<typeof playbook>

/** Something that a trigger saw. The key is the same whenever it is looked at. */
export type TriggerEvent = {
  key: string
  at: Date
  /** A machine, or whatever the metric is per. */
  subject: string
  /** For the words of the proposal: ${value}, ${usual}, ${code}, … */
  fields: Record<string, string | number>
}
