import type { Reading } from '../reading.ts'
import type { Today } from '../time/calendar.ts'
import { localDates, wholeDates } from '../time/windows.ts'
import { type Args, each, said } from './said.ts'

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

/** One list a site and product: the tool takes one of each. */
export const orderCalls = (reading: Reading, today: Today): Args[] => {
  const { sites, products, onlyLate, orderStatus: status, orderId, isOfTime, window } = reading
  // One order is found among all.
  const limit = orderId === undefined ? undefined : mostOrders
  const late_only = orderId === undefined ? onlyLate : undefined
  const dates = isOfTime && window !== undefined ? wholeDates(window, today) : {}
  return each(sites).flatMap((site) =>
    each(products).map((product) => said({ site, product, late_only, status, ...dates, limit })),
  )
}
const mostOrders = 200

export const searchArgs = ({ question, topic, equipment }: Reading): Args =>
  said({ query: (topic ?? question).slice(0, 500), equipment: equipment[0]?.id })

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
