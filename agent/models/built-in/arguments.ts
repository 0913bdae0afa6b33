import type { Figure } from '../../../tools/index.ts'
import type { Dimension, Reading } from './reading.ts'
import { altogether } from './slots/breakdown.ts'
import type { Today } from './time/calendar.ts'
import { kpiWindow, localDates, recently, runningWindow, untimed } from './time/windows.ts'

/** Machines that are looked at one by one, within the tool calls of a turn. */
const mostStates = 8

type Args = Record<string, unknown>

/** Keys without a value are left out: a strict schema takes no `undefined`. */
const said = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([, value]) =>
        value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

export function kpiArgs(reading: Reading, today: Today): Args {
  const filters = filtersOf(reading)
  const [metric] = reading.metrics
  const dimensions = dimensionsOf(reading)
  return said({
    metrics: reading.metrics,
    dimensions,
    filters: Object.keys(filters).length > 0 ? filters : undefined,
    window: kpiWindow(reading.window ?? untimed(reading.grain), today),
    grain: reading.grain,
    chart: dimensions.length === 0 ? reading.chart : undefined,
    compare: reading.compare === 'previous' ? 'previous_period' : reading.compare,
    order: orderOf(reading, metric),
    // A series has a row per step and member: a cut one would lose its oldest days.
    limit: reading.limit ?? (needsAll(reading, dimensions) ? 500 : undefined),
  })
}

/** Against the period before, whatever else was said of comparing. */
export function explainArgs(reading: Reading, today: Today): Args {
  const filters = filtersOf(reading)
  return said({
    metric: reading.metrics[0],
    window: kpiWindow(runningWindow(reading.window ?? recently, today), today),
    filters: Object.keys(filters).length > 0 ? filters : undefined,
    compare: reading.compare === 'previous' ? undefined : reading.compare,
  })
}

const needsAll = ({ grain, threshold }: Reading, dimensions: string[]): boolean =>
  threshold !== undefined || (grain !== undefined && dimensions.length > 0)

function filtersOf(reading: Reading): Args {
  const ofLevel = (level: string) =>
    reading.equipment.filter((one) => one.level === level).map(({ id }) => id)
  const homes = [...new Set(reading.equipment.map(({ siteId }) => siteId))].filter(Boolean)
  return said({
    site: reading.sites.length > 0 ? reading.sites : homes,
    line: ofLevel('line'),
    machine: ofLevel('machine'),
    team: reading.teams,
    shift: reading.window?.kind === 'last_shift' ? [] : reading.shifts,
    product: reading.products,
    reason: reading.reasons,
    supplier: reading.suppliers,
    material: reading.materials,
  })
}

/** Several things named are things to compare. */
export function dimensionsOf(reading: Reading): Dimension[] {
  if (reading.dimensions.length > 0) return reading.dimensions
  if (altogether.test(reading.question)) return []
  const several = (count: number, dimension: Dimension) => (count > 1 ? [dimension] : [])
  const ofLevel = (level: string) => reading.equipment.filter((one) => one.level === level).length
  return [
    ...several(reading.sites.length, 'site'),
    ...(reading.wholeArea ? [] : several(ofLevel('line'), 'line')),
    ...several(ofLevel('machine'), 'machine'),
    ...several(reading.teams.length, 'team'),
    ...several(reading.shifts.length, 'shift'),
    ...several(reading.products.length, 'product'),
    ...several(reading.suppliers.length, 'supplier'),
    ...several(reading.materials.length, 'material'),
  ]
}

function orderOf({ order, moved }: Reading, metric: string | undefined): Args | undefined {
  if (order === undefined || moved !== undefined || metric === undefined) return undefined
  return { by: metric, direction: order === 'lowest' ? 'asc' : 'desc' }
}

const leftOver =
  /留下|留给|遗留|剩下|没关完|\bleft\s+(?:over|open|behind)\b|\bhanded\s+over\b|\binherited\b/iu
export function ticketArgs(reading: Reading, today: Today): Args {
  // `上一班留下来还没关的`: what is open from then, and was opened at any time.
  const isLeft = reading.ticketStatus === 'open' && leftOver.test(reading.question)
  const { window } = reading
  const dates = window === undefined || isLeft ? {} : localDates(window, today)
  return said({
    equipment: reading.equipment[0]?.id,
    site: reading.equipment[0]?.siteId ?? reading.sites[0],
    kind: reading.ticketKind,
    status: reading.ticketStatus,
    failure_code: reading.failureCode,
    ...dates,
    group_by: groupingOf(reading),
    limit: reading.count ? 5 : undefined,
  })
}

function groupingOf({
  dimensions,
  grain,
  byFailureCode,
  failureCode,
  ticketsBy,
}: Reading): string | undefined {
  if (ticketsBy !== undefined) return ticketsBy
  if (byFailureCode && failureCode === undefined) return 'failure_code'
  if (dimensions.includes('machine')) return 'equipment'
  if (dimensions.includes('reason')) return 'failure_code'
  return grain === 'month' ? 'month' : undefined
}

export const searchArgs = ({ question, topic, equipment }: Reading): Args =>
  said({ query: (topic ?? question).slice(0, 500), equipment: equipment[0]?.id })

/** One list a site and product: the tool takes one of each. */
export const orderCalls = (reading: Reading): Args[] => {
  const { sites, products, onlyLate, orderStatus, orderId, orderTime } = reading
  // Which of them fall into a time is told from all: the tool chooses by no date.
  const limit = orderId === undefined && orderTime === undefined ? undefined : mostOrders
  const late_only = orderId === undefined ? onlyLate : undefined
  return each(sites).flatMap((site) =>
    each(products).map((product) => said({ site, product, late_only, status: orderStatus, limit })),
  )
}
const mostOrders = 200

const each = (ids: string[]): (string | undefined)[] => (ids.length > 0 ? ids : [undefined])

/** With what is supposed of an order or a person; the tool says where that one is not. */
export const scheduleArgs = (
  { objective, keepFree, supposed }: Reading,
  site: string | undefined,
): Args => said({ site, objective, exclude_machines: keepFree, scenario: supposed && [supposed] })

export const lateOrderArgs = ({ orderId }: Reading, site: string | undefined): Args =>
  said({ site, order: orderId })

/** One projection a material that is named, else one a site. */
export const stockCalls = (
  { stock, materials }: Reading,
  sites: (string | undefined)[],
): Args[] => {
  const { days, late, demandPercent, riskPercent } = stock ?? {}
  // Further ahead all runs out, late or not.
  const ahead = days ?? (late === undefined ? undefined : soonDays)
  const about = { days: ahead, late, demand_percent: demandPercent, risk_percent: riskPercent }
  return materials.length > 0
    ? materials.slice(0, mostProjections).map((material) => said({ material, ...about }))
    : sites.slice(0, mostProjections).map((site) => said({ site, ...about }))
}
const mostProjections = 4
const soonDays = 14

/** One look at each machine or line that is named, else at each site that is, else at all. */
export function settingCalls({ equipment, sites, products, response, window }: Reading): Args[] {
  const hours = hoursOf(window)
  // Fewer days than the tool takes tell nothing of settings.
  const days =
    hours === undefined || hours < 432 ? undefined : Math.min(365, Math.round(hours / 24))
  const [product] = products
  const named = equipment
    .slice(0, mostStates)
    .map(({ id, siteId }) => ({ equipment: id, site: siteId }))
  const places = named.length > 0 ? named : each(sites).map((site) => ({ site }))
  return places.map((place) => said({ ...place, response, product, days }))
}

/** One trace of the lots that are named, else one a site of those that are bad. */
export function lotCalls(
  { lots = [], lotsCause: cause, window, sites: [site] }: Reading,
  sites: (string | undefined)[],
): Args[] {
  const hours = hoursOf(window)
  const days = hours === undefined ? undefined : Math.min(365, Math.max(1, Math.ceil(hours / 24)))
  if (cause !== undefined)
    return [said({ cause: `${cause.kind}:${cause.id}`, site: cause.siteId, days })]
  return lots.length > 0
    ? [said({ lots, site, days })]
    : sites.slice(0, mostProjections).map((one) => said({ site: one, days }))
}

/** The one change of a ticket that is asked for in words. */
export const ticketChangeArgs = ({ ticketId, ticketSet, question }: Reading): Args => ({
  change: { kind: 'ticket', ticket: ticketId, ...ticketSet },
  reason: question.slice(0, 500),
})

/** What is known of a change; `missing` asks for the rest first. Of a whole site a rule names it. */
export function changeArgs(reading: Reading, site: string | undefined): Args {
  const { change, materials, suppliers, metrics, equipment, sites, question } = reading
  const reason = question.slice(0, 500)
  switch (change?.kind) {
    case 'lot':
      return { change: said({ ...change }), reason }
    case 'purchase': {
      const { kind, quantity, unit, neededBy } = change
      const bought = { material: materials[0], supplier: suppliers[0] }
      return { change: said({ kind, quantity, unit, ...bought, needed_by: neededBy }), reason }
    }
    case 'alert_rule': {
      const { kind, comparison, value: threshold, watched, minutes } = change
      const metric = watched ?? metrics[0]
      const of = equipment[0]?.id
      const scope = of ?? site
      const rule = [metric, scope, comparison]
        .filter((part) => part !== undefined)
        .join('_')
        .toLowerCase()
        .replace(/[^a-z0-9_]/gu, '_')
      const limit = { comparison, threshold, for_minutes: minutes }
      return said({
        change: said({ kind, rule: rule.slice(0, 60), metric, equipment: of, ...limit }),
        reason,
        site: of === undefined ? site : sites[0],
      })
    }
    default:
      return { reason }
  }
}

export const machineArgs = ({ equipment: [machine], tag, window }: Reading): Args =>
  said({ machine: machine?.id, site: machine?.siteId, tag, hours: tag && hoursOf(window) })

/** Of each machine or line that is named, of each site, or of all that one may see. */
export function healthCalls(reading: Reading): Args[] {
  const { equipment, sites, window } = reading
  const hours = hoursOf(window)
  const days = hours === undefined || hours < 48 ? undefined : Math.min(90, Math.round(hours / 24))
  const named = equipment
    .slice(0, mostStates)
    .map(({ id, siteId }) => ({ equipment: id, site: siteId }))
  const places = named.length > 0 ? named : each(sites).map((site) => ({ site }))
  return places.map((place) => said({ ...place, days }))
}

function hoursOf(window: Reading['window']): number | undefined {
  if (window?.kind !== 'last') return undefined
  return window.count * { hour: 1, day: 24, week: 168, month: 720 }[window.unit]
}

export const ticketDraftArgs = (reading: Reading): Args =>
  said({
    equipment: reading.equipment[0]?.id,
    kind: reading.ticketKind,
    priority: reading.priority,
    title: reading.problem?.slice(0, 120),
    description: reading.question,
  })

/** No tool lists what every machine does now: those that lost time lately are looked at one by one. */
export const lastHourStops = (reading: Reading): Args => {
  const filters = filtersOf(reading)
  return said({
    metrics: ['downtime'],
    dimensions: ['machine'],
    filters: Object.keys(filters).length > 0 ? filters : undefined,
    window: { period: 'last_n_hours', n: 2 },
    order: { by: 'downtime', direction: 'desc' },
  })
}

/** Whoever stands still now lost time lately: the states of those, the longest stop first. */
export const statesOfStopped = (figures: Figure[]): Args[] =>
  figures
    .filter(({ value }) => value !== null && value > 0)
    .slice(0, mostStates)
    .map(({ dimensions }) => said({ machine: dimensions.machine, site: dimensions.site }))

export const equipmentArgs = ({ sites, equipment, question, ambiguous }: Reading): Args => {
  const lines = /线|\blines?\b/iu.test(question)
  const machines = /机|设备|\b(?:machines?|equipment|assets?)\b/iu.test(question)
  if (ambiguous?.all) return said({ text: classNoun(ambiguous.choices), site: sites[0], limit: 50 })
  const [first] = equipment
  // `which line does labeller 2 belong to`: the machine itself tells.
  if (first?.level === 'machine') return { text: first.id, site: first.siteId, limit: 50 }
  return said({
    site: sites[0] ?? first?.siteId,
    under: first?.id,
    level: lines && !machines ? 'line' : machines ? 'machine' : undefined,
    limit: 50,
  })
}

/** `磨床` of `1号磨床` and `2号磨床`: what they are all called. */
const classNoun = ([first]: NonNullable<Reading['ambiguous']>['choices']): string | undefined =>
  first?.zh.replace(/^\d+号/u, '')
