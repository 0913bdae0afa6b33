import type { Figure } from '../../../../tools/index.ts'
import type { Dimension, Reading } from '../reading.ts'
import { altogether } from '../slots/breakdown.ts'
import type { Today } from '../time/calendar.ts'
import { kpiWindow, recently, runningWindow, untimed } from '../time/windows.ts'
import { type Args, mostStates, said } from './said.ts'

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
