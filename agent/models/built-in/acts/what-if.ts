import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import { lasting } from '../slots/details.ts'
import type { Question } from '../slots/question.ts'
import { dayToCome } from '../time/coming-days.ts'
import { listed } from '../words/listed.ts'
import * as records from '../words/record-words.ts'
import { anyOf } from '../words/record-words.ts'
import type { Supposed } from './asked-change.ts'
import { completed } from './changes.ts'

/** Supposes something, whatever it asks of it. */
export const supposes = anyOf(
  /如果|假如|假设|(?<!主)要是|万一|倘若|(?:停|坏|修|加急|插单|不在|请假).{0,24}(?:会怎(?:么)?样|影响(?:多大|什么|啥|哪些|到)|有(?:什么|啥|多大)影响)/u,
  /\bwhat\s+(?:if|happens\s+(?:if|when)|would\s+happen)\b|\b(?:suppose|supposing|assuming|say)\b.*\b(?:down|out|stop\w*|rush\w*|late|unavailable|broken|missing)\b|\b(?:impact|effect)\s+of\b.*\b(?:down|out|stop\w*|rush\w*|late)\b|\bif\b(?!\s+(?:any|possible|so|not|available|needed)\b).*\b(?:will|would|what|which|still|late|how)\b|\b(?:will|would|what|which|how)\b.*\bif\b(?!\s+(?:any|possible|so|not|available|needed)\b)/u,
)
const outOfWork =
  /停|坏|修|趴|不能用|用不了|不可用|保养|\b(?:down|out|stop(?:s|ped)?|breaks?|broken|fails?|unavailable|off\s*line|missing|los[te])\b/iu

const suppositions: [RegExp, Supposed['kind']][] = [
  [
    /[加紧]急|很急|插个?单|插个?队|提前|赶[工出着]?|优先做|先做|\brush(?:ed|es)?\b|\bjumps?\s+the\s+queue\b|\bexpedit\w*|\bbring\s+forward\b|\bfirst\b|\bpriorit\w*|\burgent(?:ly)?\b/iu,
    'rush_order',
  ],
  [
    /料.{0,6}(?:晚|迟|没到|不到|来不了)|缺料|\bmaterials?\b.*\b(?:late|delay\w*|missing)\b/iu,
    'late_material',
  ],
  [/扣[住留下]|隔离|质量问题|\b(?:hold|held|quality\s+(?:issue|problem))\b/iu, 'quality_hold'],
]

const anId = /(?<![\w-])[A-Z]{2,}(?:-[A-Z]+)*-\d{3,}(?![\w-])/gu
const anOrder = /订单|工单号?|单子|\borders?\b|\bjobs?\b/iu

/**
 * A question of what would come of it: nothing is done, the plan is only tried. Null for anything else,
 * and for a schedule that is asked for with what it must keep to.
 */
export function readWhatIf(question: Question, reading: Reading): Partial<Reading> | null {
  const { said } = question
  const intent = proposes.test(said) ? 'schedule' : 'what_if'
  if (!supposes.test(said) || records.schedule.test(said) || records.scheduleLoosely.test(said)) {
    return null
  }
  if (records.openTicket.test(said) && !asksWhat.test(said)) return null
  const away = readAbsence(question)
  if (away !== null) return { intent, ...away }
  const machines = reading.equipment.filter(({ level }) => level === 'machine')
  const supposed = ofAnOrder(question)
  if (supposed !== null) return { intent, ...supposed }
  const told = machines.length > 0 || lasting.test(said)
  return told && outOfWork.test(said) && !asksForHelp.test(said) ? { intent } : null
}
/** `要是再停就报修` asks for an act that hangs on a condition, and not what would come of it. */
const asksWhat = listed({
  zh: '怎么?样 影响 假设',
  en: 'what (?:if|happens|would happen) | suppose | supposing | assuming',
})
/** `propose that plan`, `排一个`: it is to be filed, not tried. */
const proposes = listed({
  zh: '(?<!试)排(?:一?[个版份]|出来)(?:来|吧|看看?|给我)?(?=$|[,,。!!]) [提交]一?[个版份下]?(?:方案|计划)',
  en: 'propose | draw (?:it|that|one) up | make (?:it|that) (?:the|our) plan | plan (?:it|that) (?:so|like that)',
})
const asksForHelp =
  /怎么(?:办|处理|修)|咋(?:办|整|弄)|\bwhat\s+(?:should|do|can)\s+(?:i|we)\b|\bhow\s+(?:do|to|can)\b/iu

function ofAnOrder({ said, mentions, lexicon, today }: Question): Pick<Reading, 'supposed'> | null {
  const named = new Set(mentions.flatMap(({ entries }) => entries.map(({ id }) => id)))
  const order = [...said.matchAll(anId)].map(([id]) => id).find((id) => !named.has(id))
  const kind = suppositions.find(([words]) => words.test(said))?.[1]
  if (kind === undefined || (order === undefined && !anOrder.test(said))) return null
  // When the material comes must be said; a rush and a hold may be without an end.
  const until = kind === 'late_material' ? dayToCome(said, today) : undefined
  return {
    supposed: { kind, ...(order ? { order } : {}), ...(until ? { until } : {}) },
    ...(order ? siteOf(order, lexicon) : {}),
  }
}

/** `3号操作工请假到周五`, `worker SZ-A01 is off sick until Friday`: people have numbers, no names. */
function readAbsence({ said, today, lexicon }: Question): Pick<Reading, 'supposed'> | null {
  if (!away.test(said) || !aPerson.test(said)) return null
  const worker = aWorker.exec(said)?.[0]
  const until = dayToCome(said, today)
  return {
    supposed: {
      kind: 'absent_operator',
      ...(worker === undefined ? {} : { worker }),
      ...(until === undefined ? {} : { until }),
    },
    ...(worker === undefined ? {} : siteOf(worker, lexicon)),
  }
}
const away = listed({
  zh: '不在 请假 病假 休假 缺勤 缺岗 生病 来不了 没来 不来 出差 离岗',
  en: 'away | absent | off sick | sick | on leave | on holiday | on vacation | not in | missing | unavailable | off work | calls? in | is off | are off',
})
const aPerson = listed({
  zh: '操作[工员] 工人 员工 师傅 组长 [张王李赵刘陈老小][一-龥]?[工师姐哥] 有人 一个人 少[一个]*人 (?<![A-Z])[A-Z]{2}-[A-Z]\\d{2}(?!\\d)',
  en: 'operators? | workers? | employees? | technicians? | somebody | someone | person | people | setters? | [A-Z]{2}-[A-Z]\\d{2}',
})
const aWorker = /(?<![\w-])[A-Z]{2,}-[A-Z]\d{2,3}(?![\w-])/u

/** What a new schedule is asked for with, beside its machines. */
export const supposedOfSchedule = (question: Question): Pick<Reading, 'supposed'> =>
  readAbsence(question) ?? (question.said.search(anId) >= 0 ? ofAnOrder(question) : null) ?? {}

/** What was asked back for, told in a few words. */
export function toldOf(previous: Reading, question: Question): Partial<Reading> | null {
  if (previous.intent === 'change') {
    const change = completed(previous, question)
    return change === null ? null : { change }
  }
  const { supposed: before } = previous
  const supposed = before === undefined ? null : completedSupposition(before, question)
  return supposed === null ? null : { supposed }
}

/** Which order, who is away, until when; null where none of it is told. */
function completedSupposition(supposed: Supposed, { said, today }: Question): Supposed | null {
  const isPerson = supposed.kind === 'absent_operator'
  const order = isPerson ? undefined : (supposed.order ?? [...said.matchAll(anId)][0]?.[0])
  const worker = isPerson ? (supposed.worker ?? aWorker.exec(said)?.[0]) : undefined
  const ends = isPerson || supposed.kind === 'late_material'
  const until = supposed.until ?? (ends ? dayToCome(said, today) : undefined)
  const isNew = order !== supposed.order || worker !== supposed.worker || until !== supposed.until
  if (!isNew) return null
  const { kind } = supposed
  return {
    kind,
    ...(order ? { order } : {}),
    ...(worker ? { worker } : {}),
    ...(until ? { until } : {}),
  }
}

/** The site whose machines are numbered likewise, where one alone is. */
export function siteOf(id: string, { entries }: Lexicon): Partial<Reading> {
  const begin = `${id.split('-')[0]}-`
  const sites = new Set(
    entries
      .filter((entry) => entry.kind === 'equipment' && entry.id.startsWith(begin))
      .map(({ siteId }) => siteId ?? ''),
  )
  return sites.size === 1 ? { sites: [...sites] } : {}
}
