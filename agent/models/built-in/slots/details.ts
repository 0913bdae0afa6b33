import { escapePattern } from '../../../../base/escape-pattern.ts'
import type { Entry } from '../lexicon/entry.ts'
import type { Reading } from '../reading.ts'
import { countOf } from '../time/calendar.ts'
import { blanked } from '../typed/blanked.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import type { Question } from './question.ts'

/** A machine may be called by a word that is read: `optical inspection 1`. */
const withoutEquipment = (said: string, mentions: Question['mentions']): string =>
  blanked(
    said,
    mentions.filter(
      ({ entries }) => entries[0]?.kind === 'equipment' || entries[0]?.kind === 'class',
    ),
  )

/** `how far along is the running order`: which orders, and then how far. */
const ofRunning = /\brunning\s+orders?\b|在[做产]的(?:订单|单子?)/iu
const isClosed = /单子?(?:都|已经?)?(?:关|结|销|修|处理)(?:了|掉|好|完)(?:没有?|吗|么)/u

const firstOf = <T>(table: [RegExp, T][], said: string): T | undefined =>
  table.find(([known]) => known.test(said))?.[1]

/** What only one kind of question has: states of tickets and orders, limits of a schedule. */
export function readDetails({ said, mentions }: Question): Partial<Reading> {
  const beside = withoutEquipment(said, mentions)
  const found = {
    ticketKind: firstOf(records.ticketKinds, beside),
    // `单子关了没`: the ticket tells whether it is.
    ticketStatus: isClosed.test(said) ? undefined : firstOf(records.ticketStatuses, said),
    orderStatus:
      records.progress.test(said) && !ofRunning.test(said)
        ? undefined
        : firstOf(records.orderStatuses, said),
    priority: firstOf(records.priorities, said),
    objective: firstOf(records.objectives, said),
    actionId: /\b[a-z]{2,12}_[0-9a-z]{6,}\b/iu.exec(said)?.[0],
    ...readTicketChange(beside),
    ...(words.counts.test(said) ? { count: true } : {}),
    ...readTicketGrouping(said),
    ...(records.lates.test(said) ? { onlyLate: !records.notOnly.test(said) } : {}),
    ...(records.failureCodes.test(said) ? { byFailureCode: true } : {}),
    ...(words.compares.test(said) || said.search(words.comparedWith) >= 0
      ? { compare: 'previous' as const }
      : {}),
  }
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as Partial<Reading>
}

function readTicketGrouping(said: string): Pick<Reading, 'ticketsBy'> {
  if (!records.ticketNouns.test(said)) return {}
  const found = firstOf(records.ticketGroupings, said)
  return found === undefined ? {} : { ticketsBy: found }
}

/** An id of letters and digits in groups, right beside the word for a ticket or alone. */
const ticketId = /(?<![\w-])(?!ALM-)(?=[\w-]*\d)[A-Z]{2,}(?:-[A-Z0-9]+)+(?![\w-])/gu
export const ticketIdsIn = (said: string): RegExpExecArray[] => [...said.matchAll(ticketId)]
const ticketIdIn = (said: string): string | undefined => ticketIdsIn(said)[0]?.[0]

/** The ticket that is named, and what is to become of it. */
function readTicketChange(said: string): Pick<Reading, 'ticketId' | 'ticketSet'> {
  const ticketId = ticketIdIn(said)
  if (ticketId === undefined && !records.changeTicket.test(said)) return {}
  const ticketSet = ticketSetIn(said.replace(ticketId ?? '', ' '))
  return {
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(ticketSet === undefined ? {} : { ticketSet }),
  }
}

/** What is to become of a ticket: its state, else how urgent it is; undefined where neither is said. */
export function ticketSetIn(said: string): Reading['ticketSet'] {
  const status = firstOf(records.ticketEnds, said)
  const priority = firstOf(records.priorities, said)
  const isBoth = records.inProgress.test(said) && records.setsPriority.test(said)
  if (isBoth && status !== undefined && priority !== undefined) return { status, priority }
  if (status !== undefined && (priority === undefined || status !== 'in_progress'))
    return { status }
  return priority === undefined ? undefined : { priority }
}

/** For how long something is out of work. */
export const lasting =
  /(\d+(?:\.\d+)?|[一二两三四五六七八九十]+|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)\s*(?:full\s+|whole\s+)?个?(小时|钟头|整?天|班|周|hours?\b|hrs?\b|h\b|days?\b|shifts?\b|weeks?\b)/iu

const lastings = new RegExp(lasting, 'giu')

/** The machines that a new schedule must do without, and for how long. */
export function readKeepFree(
  { said, mentions }: Pick<Question, 'said' | 'mentions'>,
  { equipment }: Pick<Reading, 'equipment'>,
): Partial<Reading> {
  const told = [...said.matchAll(lastings)]
  const [first] = told
  const machines = equipment.filter(({ level }) => level === 'machine')
  if (first === undefined || machines.length === 0) return {}
  const keepFree = machines.map(({ id }) => {
    const from = mentions.find(({ entries }) => entries.some((one) => one.id === id))?.end ?? 0
    // `5 and 6 are out for 4 hours` or `5 for 4 hours, 6 for 6`: the next length that is told.
    const own = told.find(({ index }) => index >= from) ?? told.at(-1) ?? first
    return { machine: id, hours: hoursOf(own) }
  })
  return { keepFree }
}

function hoursOf([, amount = '', unit = '']: RegExpMatchArray): number {
  const each = [/天|day/iu, /班|shift/iu, /周|week/iu].findIndex((known) => known.test(unit))
  const count = /^[\d.]+$/u.test(amount) ? Number(amount) : countOf(amount)
  return count * ([24, 8, 168][each] ?? 1)
}

/** Words of every text, so they name a code only where tickets are asked for. */
export function readFailureCode(
  { said, lexicon }: Question,
  { sites, equipment, intent }: Pick<Reading, 'sites' | 'equipment' | 'intent'>,
): Partial<Reading> {
  if (intent !== 'tickets') return {}
  const site = sites[0] ?? equipment[0]?.siteId
  const found = lexicon.entries.find(
    ({ kind, siteId, id, zh, en }) =>
      kind === 'failure_code' &&
      (site === undefined || siteId === site) &&
      (new RegExp(`\\b${escapePattern(id)}\\b`, 'u').test(said) || saysCode(said, { zh, en })),
  )
  return found === undefined ? {} : { failureCode: found.id }
}

/** Beside a word that makes a code of it: `因为过热`, `过热类`, `tickets for overheating`. */
function saysCode(said: string, { zh, en }: Pick<Entry, 'zh' | 'en'>): boolean {
  const [chinese, english] = [escapePattern(zh), escapePattern(en)]
  return new RegExp(
    `(?:因为?|由于|关于|有关|涉及|报)${chinese}|${chinese}(?:类|的|问题|故障|报警|导致|引起|造成|开|而)|\\b(?:for|due\\s+to|because\\s+of|with|about|tagged|coded?|as|reason)\\s+${english}\\b|\\b${english}\\s+(?:tickets?|work\\s*orders?|problems?|issues?|faults?|jobs?)`,
    'iu',
  ).test(said)
}

/** The sensor that a question about a machine names, or about several that have one each. */
export function readTag(
  { said: all, mentions, lexicon }: Question,
  { equipment }: Pick<Reading, 'equipment'>,
): Partial<Reading> {
  const said = withoutEquipment(all, mentions)
  const [machine, ...more] = equipment
  if (machine?.level !== 'machine') return {}
  const text = [said, ...quantities.flatMap(([known, name]) => (known.test(said) ? name : []))]
    .join(' ')
    .toLowerCase()
  const own = lexicon.entries.filter(({ kind, on }) => kind === 'tag' && on === machine.id)
  const alike = own
    .map((entry) => ({ entry, score: wordsOf(entry).filter((word) => text.includes(word)).length }))
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = alike
  const asked =
    best !== undefined &&
    (isQuantity.test(text) || headsOf(best.entry).some((one) => text.includes(one)))
  const sure = asked && best.score > (next?.score ?? 0)
  const isOfAll = more.every(({ id }) => {
    const same = tagOf(id, best?.entry.id ?? '')
    return lexicon.entries.some((entry) => entry.kind === 'tag' && entry.id === same)
  })
  return sure && isOfAll ? { tag: best.entry.id } : {}
}

/** The sensor of another machine that takes the same. */
export const tagOf = (machine: string, tag: string): string =>
  `${machine}${tag.slice(tag.lastIndexOf('.'))}`

/** What a sensor is called by: English words, pairs of Chinese characters. */
const wordsOf = ({ id, zh, en }: Entry): string[] =>
  [
    ...`${id.slice(id.lastIndexOf('.') + 1)} ${en}`.toLowerCase().split(/[^a-z]+/u),
    ...[...zh].slice(1).map((char, at) => `${zh[at]}${char}`),
  ].filter((word) => word.length > 1)

/** What the name of a sensor ends in is what it measures. */
const headsOf = ({ zh, en }: Entry): string[] => [
  zh.slice(-2),
  ...(/度$/u.test(zh) ? [zh.slice(-3, -1)] : []),
  en.toLowerCase().split(' ').at(-1) ?? zh,
]

/** How people ask for a quantity without its name. */
const quantities: [RegExp, string][] = [
  [/几度|多少度|[发多]热|烫|\b(?:hot|warm|cold|degrees|temps?)\b/iu, '温度 temperature'],
  [/抖|震|振(?![动幅])|\b(?:vib(?:rat\w+|es?|s)?|shak\w+)\b/iu, '振动 vibration'],
  [/几克|多少克|多重|\bweigh/iu, '净重 重量 weight'],
  [/多少转|\brpm\b/iu, '转速 speed'],
  [/几个?压|多少公斤压|\bbar\b/iu, '压力 pressure'],
]

/** A spindle is no quantity, its temperature is. */
export const isQuantity =
  /振动|温度|压力|电流|速度|链速|转速|扭矩|流量|重量|净重|液位|功率|负载|浓度|vibration|temp|pressure|current(?!\s+(?:state|status|order|job|product|value|reading))|speed|velocity|torque|flow|weight|level|power|load/iu
