import { z } from 'zod'
import type { Localized } from '../../base/language.ts'
import { ticketPriorities } from '../../store/index.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write HH:MM, in plant time.')
const name = z.string().trim().min(1).max(60)

/** What a lesson asks of a tool. Only this constrains; what somebody wrote beside it is shown. */
const lessonRule = z.discriminatedUnion('kind', [
  /** Not at this equipment; within `hours`, where the lesson has some. */
  z.strictObject({ kind: z.literal('forbid') }),
  z.strictObject({ kind: z.literal('max_priority'), priority: z.enum(ticketPriorities) }),
  z.strictObject({ kind: z.literal('prefer_machine'), machineId: name }),
  z.strictObject({ kind: z.literal('note') }),
])
export type LessonRule = z.output<typeof lessonRule>

/** A lesson as people give it. */
export const lessonInput = z.strictObject({
  siteId: name,
  /** Another version of this one; absent: a new lesson. */
  lesson: z.int().positive().optional(),
  tool: name,
  /** A machine, line, area or class by its id; null: everything at the site. */
  equipmentId: name.nullable().default(null),
  /** When it holds, in plant time; over midnight is one night; null: at any time. */
  hours: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from !== to, 'A time span of no length: give two different times.')
    .nullable()
    .default(null),
  until: z.iso
    .datetime({ offset: true, error: 'Write ISO 8601 with an offset.' })
    .nullable()
    .default(null),
  rule: lessonRule,
  /** Words of people: shown as such, followed by nobody. */
  note: z.string().trim().max(500).default(''),
  /** Proposals that were rejected or edited for this reason. */
  sources: z.array(name).max(20).default([]),
})
export type LessonInput = z.output<typeof lessonInput>

/** One version of a lesson; instants in ISO 8601. */
export type Lesson = Omit<LessonInput, 'lesson'> & {
  lesson: number
  version: number
  status: 'active' | 'retired'
  reasonCode: string | null
  origin: 'person' | 'repeated'
  author: string
  at: string
}

export type TeachOutcome = 'taught' | 'not_found' | 'not_allowed' | 'unknown_equipment'
export type RetireOutcome = 'retired' | 'already_retired' | 'not_found' | 'not_allowed'

/** What a lesson did to a proposal: stands on its card, beside the evidence. */
export type LessonUse = {
  siteId: string
  lesson: number
  version: number
  how: 'applied' | 'violated' | 'conflict' | 'noted'
}

/** The structured part in words; never what somebody wrote. */
export function lessonWords({
  rule,
  equipmentId,
  hours,
}: Pick<Lesson, 'rule' | 'equipmentId' | 'hours'>): Localized {
  const zh = [equipmentId ?? '全厂', ...(hours ? [`${hours.from}–${hours.to}`] : [])].join(' ')
  const en = [equipmentId ?? 'whole site', ...(hours ? [`${hours.from}–${hours.to}`] : [])].join(
    ' ',
  )
  switch (rule.kind) {
    case 'forbid':
      return { zh: `${zh} 不得安排`, en: `none at ${en}` }
    case 'max_priority':
      return {
        zh: `${zh} 优先级至多 ${rule.priority}`,
        en: `priority at most ${rule.priority} at ${en}`,
      }
    case 'prefer_machine':
      return { zh: `${zh} 优先用 ${rule.machineId}`, en: `prefer ${rule.machineId} at ${en}` }
    case 'note':
      return { zh: `${zh} 备注`, en: `a note on ${en}` }
  }
}
