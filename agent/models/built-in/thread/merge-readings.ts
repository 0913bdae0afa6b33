import type { Reading } from '../reading.ts'

/** Puts a thing or a time beside the one that was spoken of. */
export const isBeside =
  /[跟和与同比].*(?:比|相比|对比)|(?<!占)比(?=前|上|昨|去|再)|^(?:那么?)?比(?![例率重较一])|\b(?:compared?|versus|vs|than|against|(?:above|below)\s+(?:last|yesterday|the\s+\w+\s+before))\b/iu

/** `all machines?`, `每条线呢`: the rows that a figure is to be told by. */
export const eachOne =
  /^(?:for\s+|over\s+|across\s+)?(?:all|each|every)\s+(?:of\s+)?(?:the\s+|our\s+)?[a-z]+\W*$|^(?:各|每一?|所有|全部)(?:\p{Script=Han}){1,4}?呢?$/iu

/** What a follow-up replaces one by one. */
export const slots = [
  'teams',
  'shifts',
  'products',
  'reasons',
  'suppliers',
  'materials',
  'dimensions',
] as const

/** What narrows a list. */
export const details = [
  ...([
    'ticketKind',
    'ticketStatus',
    'orderStatus',
    'onlyLate',
    'byFailureCode',
    'ticketsBy',
  ] as const),
  ...(['objective', 'priority'] as const),
]

export const levelOf = ({ level = 'machine' }: { level?: Reading['equipment'][number]['level'] }) =>
  level

/** What is said replaces what was said; a new scope replaces the whole old scope. */
export function merge(said: Reading, previous: Reading): Reading {
  const own = near(withMembers(said), previous)
  const beside = isBeside.test(said.question) ? withBoth(own, previous) : own
  const known = adds.test(said.question) ? withMore(beside, previous) : beside
  if (previous.intent === 'change') {
    return { ...merged(known, previous), question: bothSaid(previous, own) }
  }
  return previous.intent === 'open_ticket' ? withProblem(known, previous) : merged(known, previous)
}

/** `把报废也加上`: beside the figures that were asked for, not in their place. */
const withMore = (own: Reading, { metrics, intent }: Reading): Reading =>
  own.metrics.length === 0 || intent !== 'kpi'
    ? own
    : { ...own, metrics: [...new Set([...metrics, ...own.metrics])] }
const adds = /加[上进入]|也要$|一[起并](?:看|列|显示|给|放|报)|放在?一[起块]|\badd(?:ing)?\b/iu

/** `only the SMT lines`: a figure may be of all that a class has. */
function withMembers(own: Reading): Reading {
  const { ambiguous, ...rest } = own
  if (!ambiguous?.all) return own
  const members = ambiguous.choices.map((one) => ({ ...pick(one), level: levelOf(one) }))
  return { ...rest, equipment: [...own.equipment, ...members] }
}
const pick = ({ id, siteId }: { id: string; siteId: string }) => ({ id, siteId })

/** `跟香醋比一下`: beside the one that was spoken of, not in its place. */
function withBoth(own: Reading, previous: Reading): Reading {
  const both = { ...own }
  for (const slot of comparable) {
    if (own[slot].length > 0 && previous[slot].length > 0) {
      Object.assign(both, { [slot]: [...previous[slot], ...own[slot]] })
      // Things are compared, not times.
      if (own.window === undefined) delete both.compare
    }
  }
  return both
}
const comparable = [
  ...(['sites', 'equipment', 'teams', 'shifts'] as const),
  ...(['products', 'suppliers', 'materials'] as const),
]

/** What a figure may be narrowed to. */
export const scopes = ['sites', 'equipment', 'teams', 'shifts', 'products', 'suppliers'] as const

export const isUnplaced = (own: Reading): boolean => scopes.every((one) => own[one].length === 0)

/** What a change was asked for with: it is the reason that stands on its card. */
export const bothSaid = (previous: Reading, own: Reading): string =>
  `${previous.question}; ${own.question}`

/** The machine and what is wrong with it may be told in one breath. */
function withProblem(own: Reading, previous: Reading): Reading {
  const told = own.topic?.replace(/^(?:the\b|it's\b|on\b|[\s,,。::.])+|[\s。.!!]+$/giu, '') ?? ''
  const all = merged(own, previous)
  return previous.problem === undefined && told.length > 1 ? { ...all, problem: told } : all
}

/** A name that several sites use means the one at the site that was spoken of. */
function near(own: Reading, { equipment, sites }: Reading): Reading {
  const site = sites[0] ?? equipment[0]?.siteId
  const here = own.ambiguous?.choices.filter(({ siteId }) => siteId === site) ?? []
  const [only] = here
  if (only === undefined || here.length > 1) return own
  const { ambiguous: _, ...rest } = own
  return {
    ...rest,
    equipment: [...own.equipment, { id: only.id, siteId: only.siteId, level: levelOf(only) }],
  }
}

const isOnlyRow = (
  { equipment: [one, ...more] }: Reading,
  { dimensions: [row, ...others] }: Reading,
): boolean => more.length + others.length === 0 && one !== undefined && one.level === row

const rowsOf: Partial<
  Record<Reading['dimensions'][number], (typeof scopes)[number] | 'materials'>
> = {
  ...{ site: 'sites', line: 'equipment', machine: 'equipment', team: 'teams' },
  ...{ shift: 'shifts', product: 'products', supplier: 'suppliers', material: 'materials' },
}
function isOneRow(own: Reading, previous: Reading): boolean {
  const { order, threshold, dimensions } = previous
  if (order === undefined || threshold !== undefined || dimensions.length > 1) return false
  if (own.order !== undefined || own.dimensions.length > 0) return false
  const named = [...scopes, 'materials' as const].find((one) => own[one].length > 0)
  if (named === undefined || own[named].length > 1) return false
  const [row] = dimensions
  if (row === undefined) return previous[named].length > 1
  const level = own.equipment[0]?.level ?? row
  return rowsOf[row] === named && level === row
}

const placeOf = ({ sites, equipment }: Reading) => ({ sites, equipment })

/** Rows and filters of the question before that this one takes away. */
function withoutRowsOfBefore(
  all: Reading,
  { own, previous }: { own: Reading; previous: Reading },
): void {
  const isScoped = own.sites.length > 0 || own.equipment.length > 0
  // `and the week before, which one?`, `and all machines?`: among all of its site, not that one alone.
  const [machine, ...others] = all.equipment
  const isByMachine = own.dimensions.includes('machine')
  if (!isScoped && isByMachine && machine?.level === 'machine' && others.length === 0)
    Object.assign(all, { sites: [machine.siteId], equipment: [] })
  // `苏州和东莞谁高` and then `成都呢`: one of what was ranked is told by itself.
  if (isOneRow(own, previous)) {
    all.dimensions = []
    delete all.order
    delete all.limit
  }
  // `跟3号比`: those two beside each other, not the reasons of both.
  if (own.equipment.length > previous.equipment.length && previous.equipment.length === 1)
    all.dimensions = all.dimensions.filter((one) => one !== 'reason')
  // `低于2天的物料有哪些` after one of them: among all.
  for (const row of own.dimensions) {
    const slot = rowsOf[row]
    if (slot === undefined || slot === 'sites' || slot === 'equipment') continue
    if (own[slot].length === 0 && previous[slot].length === 1) all[slot] = []
  }
}

/** `by machine` after a word or a time that was asked back about: it is open still. */
function stillOpen(
  own: Reading,
  { unknown, unclearTime }: Record<'unknown' | 'unclearTime', string | undefined>,
): Partial<Reading> {
  const namesMore = own.metrics.length + own.reasons.length + own.materials.length > 0
  const isOpen = unknown !== undefined && isUnplaced(own) && !namesMore && own.tag === undefined
  return {
    ...(isOpen ? { unknown } : {}),
    ...(unclearTime !== undefined && own.window === undefined ? { unclearTime } : {}),
  }
}

function merged(own: Reading, previous: Reading): Reading {
  const scoped = own.sites.length > 0 || own.equipment.length > 0
  const { ambiguous, unknown, unclearTime, ...known } = previous
  // Which one was asked back, and not told: `I meant MTBF`.
  const isUntold = ambiguous !== undefined && !scoped && own.dimensions.length === 0
  const open = { ...stillOpen(own, { unknown, unclearTime }), ...(isUntold ? { ambiguous } : {}) }
  const before = { ...known, ...open }
  const all: Reading = { ...before, language: own.language, question: own.question }
  if (own.window !== undefined) delete all.laterWindow
  // `昨晚夜班…` and then `白班呢`: the newest of those.
  const [shift, ...shifts] = own.shifts
  if (shift !== undefined && shifts.length === 0 && previous.window?.kind === 'last_shift')
    all.window = { kind: 'last_shift', shift }
  if (own.metrics.length > 0) {
    const intent = previous.intent === 'metrics' ? 'metrics' : 'kpi'
    Object.assign(all, { metrics: own.metrics, intent })
  }
  if (previous.intent === 'metrics' && (scoped || own.window !== undefined)) all.intent = 'kpi'
  if (own.order !== undefined && previous.intent === 'explain') {
    all.intent = 'kpi'
    delete all.compare
  }
  if (scoped) {
    delete all.wholeArea
    // `only SMT line 2`: the one that was a row among others.
    if (own.order === undefined && isOnlyRow(own, previous)) all.dimensions = []
    Object.assign(all, { sites: own.sites, equipment: own.equipment, former: placeOf(previous) })
  }
  withoutRowsOfBefore(all, { own, previous })
  // `how many are open there`: all that are, not the late ones alone.
  if (previous.intent === 'orders' && own.ticketStatus === 'open') delete all.onlyLate
  // What is ranked now is told whole, not by the steps of before.
  const isOfSteps = previous.dimensions.length + own.dimensions.length === 0
  if (own.order !== undefined && own.grain === undefined && !isOfSteps) delete all.grain
  if (own.order !== undefined) delete all.moved
  if (previous.moved !== undefined && own.order !== undefined) delete all.compare
  for (const slot of slots) {
    if (own[slot].length > 0) Object.assign(all, { [slot]: own[slot] })
  }
  for (const slot of singles) {
    if (own[slot] !== undefined) Object.assign(all, { [slot]: own[slot] })
  }
  return all
}
const singles = [
  ...(['grain', 'window', 'order', 'limit', 'moved', 'compare'] as const),
  ...(['ambiguous', 'unknown', 'unclearTime'] as const),
  ...details,
] as const
