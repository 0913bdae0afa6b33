import { z } from 'zod'
import {
  conflictsIn,
  type Evidence,
  type LessonUse,
  lessonWords,
  minutesUntilFree,
  type StandingLesson,
  standingLessons,
} from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { inBoth, type Localized } from '../../base/language.ts'
import { isoInZone, type TicketOpening, zoneOf } from '../../factory/index.ts'
import { type Tx, ticketPriorities } from '../../store/index.ts'

/** Why a proposal does not follow the lessons of the site; it stands on the card. */
export const despiteLesson = z
  .string()
  .trim()
  .min(3)
  .max(300)
  .optional()
  .describe('Why, where a lesson is not followed.')

export type Used = { lesson: StandingLesson; how: LessonUse['how'] }

type Asked = { siteId: string; zone: string; tool: string; now: Date }

/** The lessons of a tool that speak of this equipment; with none named, those of the whole site. */
export async function lessonsFor(
  tx: Tx,
  { siteId, tool, now }: Asked,
  equipmentId: string | null,
): Promise<StandingLesson[]> {
  const standing = await standingLessons(tx, { siteId, tool, now })
  return standing.filter(
    ({ covers }) => equipmentId === null || covers === null || covers.includes(equipmentId),
  )
}

/** Those that contradict each other, which nobody follows before people settle it, and the rest. */
export function settled(lessons: StandingLesson[]): { clear: StandingLesson[]; disputed: Used[] } {
  const disputed = new Set(conflictsIn(lessons).flat())
  return {
    clear: lessons.filter((one) => !disputed.has(one)),
    disputed: [...disputed].map((lesson) => ({ lesson, how: 'conflict' as const })),
  }
}

export const violated = (lesson: StandingLesson): Used => ({ lesson, how: 'violated' })
export const applied = (lesson: StandingLesson): Used => ({ lesson, how: 'applied' })
export const noted = (lesson: StandingLesson): Used => ({ lesson, how: 'noted' })

/**
 * A ticket as the lessons of the site leave it: later than asked, with a lower priority, or not at
 * all. With `despite` it stays as it was asked, and the card says which lessons it goes against.
 *
 * @throws AppError `conflict` where a lesson forbids it and no reason was given
 */
export function teachTicket(
  opening: TicketOpening,
  lessons: StandingLesson[],
  { now, zone, despite }: Asked & { despite: string | undefined },
): { opening: TicketOpening; used: Used[] } {
  const { clear, disputed } = settled(lessons)
  const forbids = clear.filter(({ rule }) => rule.kind === 'forbid')
  const local = isoInZone(now, zoneOf(zone))
  const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
  const timed = forbids.filter(({ hours }) => hours !== null)
  const wait = minutesUntilFree(timed, minute)
  const never = forbids.filter(({ hours }) => hours === null || wait === null)
  const caps = clear.filter((one) => capOf(one) < ticketPriorities.indexOf(opening.priority))
  const held = [...never, ...(wait !== null && wait > 0 ? timed : []), ...caps]
  const notes = clear.filter(({ rule }) => rule.kind === 'note' || rule.kind === 'prefer_machine')
  const beside = [...disputed, ...notes.map(noted)]
  if (despite !== undefined) return { opening, used: [...held.map(violated), ...beside] }
  if (never[0] !== undefined) throw forbidden(never)
  const priority = ticketPriorities[Math.min(...[opening, ...caps].map(rankOf))] ?? opening.priority
  const notBefore = wait === null || wait === 0 ? null : new Date(now.getTime() + wait * 60_000)
  const late = notBefore === null ? '' : notBeforeLine(notBefore, zone, timed)
  const description = [opening.description, late].filter((line) => line !== '').join('\n')
  return { opening: { ...opening, priority, description }, used: [...held.map(applied), ...beside] }
}

const rankOf = (one: TicketOpening | StandingLesson): number =>
  'priority' in one ? ticketPriorities.indexOf(one.priority) : capOf(one)

const capOf = ({ rule }: StandingLesson): number =>
  rule.kind === 'max_priority' ? ticketPriorities.indexOf(rule.priority) : ticketPriorities.length

function notBeforeLine(at: Date, zone: string, lessons: StandingLesson[]): string {
  const time = isoInZone(at, zoneOf(zone)).slice(0, 16).replace('T', ' ')
  const numbers = lessons.map(({ lesson }) => lesson).join(', ')
  return `不早于 / Not before ${time}（经验 / lesson ${numbers}）`
}

function forbidden(lessons: StandingLesson[]): AppError {
  const told = lessons.map((one) => `lesson ${one.lesson} (${lessonWords(one).en})`).join(', ')
  return new AppError('conflict', `People have taught otherwise: ${told}.`, {
    field: 'despite_lesson',
    hint: 'Do not ask for it, or say in despite_lesson why it is right this time; the card shows it.',
    zh: {
      message: `与经验不符：${lessons.map((one) => `经验 ${one.lesson}（${lessonWords(one).zh}）`).join('、')}。`,
      hint: '请放弃，或在 despite_lesson 中说明理由；理由会显示在卡片上。',
    },
  })
}

const said: Record<LessonUse['how'], (lesson: number) => Localized> = {
  applied: (n) => ({ zh: `经验 ${n} 已遵守`, en: `Lesson ${n} applied` }),
  violated: (n) => ({ zh: `违反经验 ${n}`, en: `Violates lesson ${n}` }),
  conflict: (n) => ({
    zh: `经验 ${n} 与另一条相矛盾，未采用`,
    en: `Lesson ${n} contradicts another, not applied`,
  }),
  noted: (n) => ({ zh: `有关的经验 ${n}`, en: `Lesson ${n} speaks of this` }),
}

/** How the lessons stand on the card: the structured part, and marked as a quote what people wrote. */
export function lessonEvidence(used: Used[], despite: string | undefined): Evidence[] {
  return used.map(({ lesson: { siteId, lesson, version, note, at, ...about }, how }) => {
    const words = lessonWords(about)
    const head = said[how](lesson)
    const reason = how === 'violated' ? despite : undefined
    return {
      kind: 'lesson',
      label: { zh: `${head.zh}：${words.zh}`, en: `${head.en}: ${words.en}` },
      value:
        reason !== undefined
          ? { zh: `请求者的理由：“${reason}”`, en: `Reason given by the requester: “${reason}”` }
          : note === ''
            ? inBoth('–')
            : inBoth(`“${note}”`),
      at,
      lesson: { siteId, lesson, version, how },
    }
  })
}

/** The same for whoever asked, in a line each; never what people wrote. */
export const lessonLines = (used: Used[], language: 'zh' | 'en'): string[] =>
  used.map(({ lesson, how }) => {
    const colon = language === 'zh' ? '：' : ': '
    return `${said[how](lesson.lesson)[language]}${colon}${lessonWords(lesson)[language]}`
  })
