import { parse } from '../parse.ts'
import { filed, type Intent, type Reading } from '../reading.ts'
import { isUnplaced } from '../thread/merge-readings.ts'
import { clausesOf } from '../typed/clauses.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { errands } from '../words/beyond-words.ts'
import { listed } from '../words/listed.ts'
import * as words from '../words/words.ts'
import { hasCondition } from './conditions.ts'

/** What files a proposal, or tries one. */
export const acts = new Set<Intent>([...filed, 'what_if'])
const answers = new Set<Intent>([
  'kpi',
  'explain',
  'cause',
  'state',
  'health',
  'tickets',
  'orders',
  'howto',
  'metrics',
])

/** Asks for something to be told, not done. */
const asksFor = listed({
  zh: '什么 多少 几 哪 吗 啥 咋 [??] 告诉 看看 看一?[下眼] 查[查一看] 怎么 为什么',
  en: '[?] | what | which | how (?:many|much|often|long|do|is|are) | why | tell me | show me | show | check',
})
/** Whether the next thing is to be done, nobody knows yet. */
const wavers = listed({ zh: '不行就', en: 'otherwise | no wait | on second thought' })
/** Where a second wish may begin within a clause. */
const joint =
  /\s*(?:\b(?:and|then|also|plus)\b(?:\s+(?:then|also|please))*|并且?|而且|同时|(?:然后)?再(?=[给把开关报建买订看])|顺[便带](?:问[一下]*|看[一下]*)?)\s*/giu

type Wish = { text: string; kind: 'act' | 'question' | 'beyond' | 'more'; own: Reading }

/**
 * The wishes of a message that asks for an act, each read by itself; null where it is all one. What
 * hangs on a condition, or what nothing here does, is asked back about: half of a wish is another wish.
 */
export function wishesIn(said: string, whole: Reading, context: ParseContext): Reading[] | null {
  const { previous: _, ...fresh } = context
  if (whole.supposed !== undefined) return null
  const [head = '', ...problem] = whole.intent === 'open_ticket' ? said.split(/(?<=[::])/u) : [said]
  const heads = clausesOf(head)
    .flatMap((clause) => clause.split(joint))
    .filter(Boolean)
  const wishes: Wish[] = []
  for (const text of heads) {
    const one = wishOf(said.includes(`${text}?`) ? `${text}?` : text, fresh)
    const last = wishes.findLast(({ kind }) => kind !== 'more')
    wishes.push(goesOn(one, last) ? { ...one, kind: 'more' } : one)
  }
  const apart = wishes.filter(({ kind }) => kind !== 'more')
  if (apart.length < 2) return null
  const asked = [{ ...whole, demandsMore: true as const }]
  if (apart.some(({ kind }) => kind === 'beyond') || isConditional(wishes)) return asked
  // `what if CNC-05 is out? Reschedule`: what the new schedule must do without.
  if (apart.every(({ own }) => own.intent === 'what_if' || own.intent === 'schedule')) return null
  const texts = gathered(wishes)
  const read = texts.map((text, at) =>
    parse(at === texts.length - 1 ? text + problem.join('') : text, fresh),
  )
  const isSame = read.every(({ intent }, at) => intent === apart[at]?.own.intent)
  return isSame ? read.map((one, at) => placedBy(one, read[at - 1])) : asked
}

function wishOf(text: string, fresh: ParseContext): Wish {
  const own = parse(text, fresh)
  if (words.tampers.test(text) || errands.test(text)) return { text, own, kind: 'beyond' }
  if (acts.has(own.intent)) return { text, own, kind: 'act' }
  const isWhole = own.intent !== 'kpi' || own.metrics.length > 0
  const isQuestion = answers.has(own.intent) && isWhole && asksFor.test(text)
  return { text, own, kind: isQuestion ? 'question' : 'more' }
}

/** The same act of the same thing is one: only tickets, lots, purchases and alarms come several. */
function goesOn({ kind, own }: Wish, last: Wish | undefined): boolean {
  if (kind === 'question') return last?.own.intent === 'what_if'
  if (kind !== 'act' || last?.kind !== 'act' || own.intent !== last.own.intent) return false
  if (own.intent === 'change') return own.change?.kind !== last.own.change?.kind
  if (own.intent !== 'change_ticket') return true
  return own.ticketId === undefined || own.ticketId === last.own.ticketId
}

const isConditional = (wishes: Wish[]): boolean =>
  wishes.some(
    ({ text, own }) =>
      (hasCondition(text) || wavers.test(text)) &&
      own.intent !== 'what_if' &&
      own.change?.kind !== 'alert_rule',
  )

/** What is no wish by itself says more of the one before it, else of the first. */
function gathered(wishes: Wish[]): string[] {
  const texts: string[] = []
  let open = true
  for (const { text, kind } of wishes) {
    if (texts.length === 0 || (kind !== 'more' && !open)) texts.push(text)
    else texts.push(`${texts.pop()}, ${text}`)
    open = texts.length === 1 && kind === 'more' && open
  }
  return texts
}

const tellsOfMachines = new Set<Intent>(['kpi', 'explain', 'cause', 'state', 'health', 'tickets'])

/** `why did filler 2 stop, and open a ticket`: of the machine that was just named. */
function placedBy(own: Reading, before: Reading | undefined): Reading {
  if (before === undefined || !isUnplaced(own) || own.ambiguous !== undefined) return own
  if (own.intent === 'open_ticket') return { ...own, equipment: before.equipment }
  const sites = [...before.sites, ...before.equipment.map(({ siteId }) => siteId)].slice(0, 1)
  if (own.intent === 'schedule') return { ...own, sites }
  // `log a ticket for CNC-05 and tell me its downtime`; which machine of all is another question.
  const isOfIt = before.intent === 'open_ticket' && own.dimensions.length === 0
  return isOfIt && tellsOfMachines.has(own.intent) ? { ...own, equipment: before.equipment } : own
}
