import type { Reading } from './reading.ts'
import type { Today } from './time.ts'
import { kpiWindow, localDates, recently } from './windows.ts'

type Args = Record<string, unknown>

/** Keys without a value are left out: a strict schema takes no `undefined`. */
const said = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )

export function kpiArgs(reading: Reading, today: Today): Args {
  const filters = filtersOf(reading)
  const [metric] = reading.metrics
  return said({
    metrics: reading.metrics,
    dimensions: dimensionsOf(reading),
    filters: Object.keys(filters).length > 0 ? filters : undefined,
    window: kpiWindow(reading.window ?? recently, today),
    grain: reading.grain,
    compare: reading.compare && 'previous_period',
    order: orderOf(reading, metric),
    limit: reading.limit,
  })
}

function filtersOf(reading: Reading): Args {
  const ofLevel = (level: string) =>
    reading.equipment.filter((one) => one.level === level).map(({ id }) => id)
  const homes = [...new Set(reading.equipment.map(({ siteId }) => siteId))]
  return said({
    site: reading.sites.length > 0 ? reading.sites : homes,
    line: ofLevel('line'),
    machine: ofLevel('machine'),
    team: reading.teams,
    shift: reading.window?.kind === 'last_shift' ? [] : reading.shifts,
    product: reading.products,
    reason: reading.reasons,
  })
}

/** Several things named are things to compare. */
function dimensionsOf(reading: Reading): string[] {
  if (reading.dimensions.length > 0) return reading.dimensions
  const several = (count: number, dimension: string) => (count > 1 ? [dimension] : [])
  const ofLevel = (level: string) => reading.equipment.filter((one) => one.level === level).length
  return [
    ...several(reading.sites.length, 'site'),
    ...several(ofLevel('line'), 'line'),
    ...several(ofLevel('machine'), 'machine'),
    ...several(reading.teams.length, 'team'),
    ...several(reading.shifts.length, 'shift'),
    ...several(reading.products.length, 'product'),
  ]
}

function orderOf({ order }: Reading, metric: string | undefined): Args | undefined {
  if (order === undefined || metric === undefined) return undefined
  return { by: metric, direction: order === 'lowest' ? 'asc' : 'desc' }
}

export function ticketArgs(reading: Reading, today: Today): Args {
  const dates = reading.window === undefined ? {} : localDates(reading.window, today)
  return said({
    equipment: reading.equipment[0]?.id,
    site: reading.equipment[0]?.siteId ?? reading.sites[0],
    kind: reading.ticketKind,
    status: reading.ticketStatus,
    ...dates,
    group_by: groupingOf(reading),
    limit: reading.count ? 5 : undefined,
  })
}

function groupingOf({ dimensions, grain }: Reading): string | undefined {
  if (dimensions.includes('machine')) return 'equipment'
  if (dimensions.includes('reason')) return 'failure_code'
  return grain === 'month' ? 'month' : undefined
}

export const searchArgs = ({ question, equipment }: Reading): Args =>
  said({ query: question.slice(0, 500), equipment: equipment[0]?.id })

export const orderArgs = ({ sites, products, onlyLate }: Reading): Args =>
  said({ site: sites[0], product: products[0], late_only: onlyLate })

export const ticketDraftArgs = (reading: Reading): Args =>
  said({
    equipment: reading.equipment[0]?.id,
    kind: reading.ticketKind,
    priority: reading.priority,
    title: reading.problem?.slice(0, 120),
    description: reading.question,
  })

/** No tool lists what every machine does now; who lost time in the last hour is the nearest. */
export const lastHourStops = (reading: Reading): Args => {
  const filters = filtersOf(reading)
  return said({
    metrics: ['downtime'],
    dimensions: ['machine'],
    filters: Object.keys(filters).length > 0 ? filters : undefined,
    window: { period: 'last_n_hours', n: 1 },
    order: { by: 'downtime', direction: 'desc' },
  })
}

export const equipmentArgs = ({ sites, equipment, question }: Reading): Args => {
  const lines = /线|\blines?\b/iu.test(question)
  const machines = /机|设备|\b(?:machines?|equipment|assets?)\b/iu.test(question)
  return said({
    site: sites[0] ?? equipment[0]?.siteId,
    under: equipment[0]?.level === 'machine' ? undefined : equipment[0]?.id,
    level: lines && !machines ? 'line' : machines ? 'machine' : undefined,
    limit: 50,
  })
}
