import { hourMs } from '../../base/milliseconds.ts'

/**
 * KPIs worked out from raw events by plain counting, for tests: it shares no code, no SQL and no
 * time arithmetic with the product. Shift times and zones must lie on quarters of an hour.
 */
export type HandState = {
  machineId: string
  startAt: Date | string
  endAt?: Date | string | null | undefined
  category: string
  reasonId?: string | null | undefined
}
export type HandCount = {
  machineId: string
  at: Date | string
  productId: string
  good: number
  scrap: number
  rework: number
  firstPass: number
  plannedRunSPerPiece: number
  energyKwh?: number | undefined
}
export type HandFailure = {
  machineId: string
  at: Date | string
  repairS?: number | null | undefined
}
export type HandShift = { id: string; startMinute: number; endMinute: number }
export type HandPlant = {
  siteId: string
  zone: string
  lineOf: Map<string, string>
  shifts: HandShift[]
  /** By `date shift`. */
  teamOf: Map<string, string>
  states: HandState[]
  counts: HandCount[]
  failures: HandFailure[]
  /** How far the source of open states has spoken. */
  until: number
}

/** Something that happened at one instant, or within a quarter of an hour from it. */
export type Atom = Record<string, number | string> & { at: number }

const quarterMs = 900_000

export const msOf = (at: Date | string): number => new Date(at).getTime()

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Local date and minute of the day, as a clock on the wall shows them. */
export function wallClock(at: number, zone: string): { date: string; minute: number } {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(zone, clock)
  const [date = '', time = ''] = clock.format(at).split(' ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { date, minute: hours * 60 + minutes }
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) - 24 * hourMs).toISOString().slice(0, 10)

const turns = new Map<string, { shift: string; shiftDate: string; team: string }>()

function turnAt(at: number, plant: HandPlant) {
  const quarter = Math.floor(at / quarterMs) * quarterMs
  const key = `${plant.siteId}/${quarter}`
  const known = turns.get(key)
  if (known) return known
  const { date, minute } = wallClock(quarter, plant.zone)
  const found = plant.shifts.flatMap(({ id, startMinute, endMinute }) => {
    if (startMinute < endMinute) {
      return minute >= startMinute && minute < endMinute ? [{ shift: id, shiftDate: date }] : []
    }
    if (minute >= startMinute) return [{ shift: id, shiftDate: date }]
    return minute < endMinute ? [{ shift: id, shiftDate: dayBefore(date) }] : []
  })[0] ?? { shift: '', shiftDate: date }
  const team = plant.teamOf.get(`${found.shiftDate} ${found.shift}`) ?? ''
  const turn = { ...found, team }
  turns.set(key, turn)
  return turn
}

/** All events of a plant as atoms; `lost` atoms know their reason, the others their product. */
export function atomsOf(plant: HandPlant): { hours: Atom[]; lost: Atom[] } {
  const counts = Map.groupBy(plant.counts, hourKeyOfCount)
  const at = (machineId: string, ms: number, more: Record<string, number | string>): Atom => ({
    site: plant.siteId,
    machine: machineId,
    line: plant.lineOf.get(machineId) ?? '',
    ...turnAt(ms, plant),
    ...more,
    at: ms,
  })
  const productAt = (machineId: string, ms: number) => {
    const inHour = (counts.get(`${machineId}/${Math.floor(ms / hourMs)}`) ?? []).toSorted(
      (a, b) => msOf(a.at) - msOf(b.at),
    )
    return (inHour.find((count) => msOf(count.at) > ms) ?? inHour.at(-1))?.productId ?? ''
  }
  const cuts = Map.groupBy(plant.counts, ({ machineId }) => machineId)
  const hours: Atom[] = []
  const lost: Atom[] = []
  for (const state of plant.states) {
    const { machineId, category, reasonId } = state
    const from = msOf(state.startAt)
    const to = state.endAt ? msOf(state.endAt) : plant.until
    for (const [begin, end] of pieces(from, to, cuts.get(machineId) ?? [])) {
      const spent = (end - begin) / 1000
      const product = productAt(machineId, begin)
      hours.push(at(machineId, begin, { product, [`${category}_s`]: spent }))
      if (category !== 'down') continue
      const reason = reasonId ?? 'unqualified'
      lost.push(at(machineId, begin, { reason, lost_s: spent, stops: begin === from ? 1 : 0 }))
    }
  }
  for (const count of plant.counts) {
    const { machineId, productId: product, good, scrap, rework } = count
    const planned_run_s = count.plannedRunSPerPiece * (good + scrap + rework)
    const made = { product, good, scrap, rework, first_pass: count.firstPass, planned_run_s }
    const energy_kwh = count.energyKwh ?? 0
    hours.push(at(machineId, msOf(count.at) - 1, { ...made, energy_kwh }))
  }
  for (const { machineId, at: when, repairS } of plant.failures) {
    const product = productAt(machineId, msOf(when))
    const repaired = repairS == null ? {} : { repairs: 1, repair_s: repairS }
    hours.push(at(machineId, msOf(when), { product, failures: 1, ...repaired }))
  }
  return { hours, lost }
}

const hourKeyOfCount = ({ machineId, at }: HandCount): string =>
  `${machineId}/${Math.floor((msOf(at) - 1) / hourMs)}`

/** A stretch cut at every quarter of an hour and at every count in between. */
function pieces(from: number, to: number, counts: HandCount[]): [number, number][] {
  const points = new Set([from, to])
  for (let at = Math.ceil(from / quarterMs) * quarterMs; at < to; at += quarterMs) points.add(at)
  for (const count of counts) {
    const at = msOf(count.at)
    if (at > from && at < to && at % quarterMs !== 0) points.add(at)
  }
  const sorted = [...points].sort((a, b) => a - b)
  return sorted.slice(1).map((end, index) => [sorted[index] ?? from, end])
}

export const total = (atoms: Atom[], ...names: string[]): number =>
  atoms.reduce((sum, atom) => names.reduce((all, name) => all + Number(atom[name] ?? 0), sum), 0)

const ratio = (top: number, bottom: number): number | null => (bottom === 0 ? null : top / bottom)

const times = (...values: (number | null)[]): number | null =>
  values.reduce((all, value) => (all === null || value === null ? null : all * value), 1)

type Formula = (atoms: Atom[]) => number | null

const pbt = ['production_s', 'setup_s', 'delay_s', 'down_s']
const pq = ['good', 'scrap', 'rework']
const of =
  (top: string[], bottom: string[], scale = 100): Formula =>
  (atoms) =>
    times(ratio(total(atoms, ...top), total(atoms, ...bottom)), scale)
const sumOf =
  (name: string, scale = 1): Formula =>
  (atoms) =>
    total(atoms, name) * scale

/** ISO 22400-2 as the catalogue says that it reads it, written down once more. */
export const formulas: Record<string, Formula> = {
  oee: (atoms) => times(of(['planned_run_s'], pbt)(atoms), of(['good'], pq, 1)(atoms)),
  nee: (atoms) =>
    times(
      of(['production_s', 'setup_s'], pbt)(atoms),
      of(['planned_run_s'], ['production_s'], 1)(atoms),
      of(['good'], pq, 1)(atoms),
    ),
  availability: of(['production_s'], pbt),
  effectiveness: of(['planned_run_s'], ['production_s']),
  quality_ratio: of(['good'], pq),
  allocation_efficiency: of(['production_s', 'setup_s', 'delay_s'], pbt),
  utilization_efficiency: of(['production_s'], ['production_s', 'setup_s', 'delay_s']),
  setup_ratio: of(['setup_s'], ['setup_s', 'production_s']),
  technical_efficiency: of(['production_s'], ['production_s', 'delay_s']),
  output: sumOf('good'),
  scrap_quantity: sumOf('scrap'),
  scrap_ratio: of(['scrap'], pq),
  rework_ratio: of(['rework'], pq),
  first_pass_yield: of(['first_pass'], pq),
  defect_ppm: of(['scrap', 'rework'], pq, 1e6),
  energy_per_piece: (atoms) =>
    total(atoms, 'energy_kwh') === 0 ? null : of(['energy_kwh'], pq, 1)(atoms),
  mtbf: (atoms) =>
    total(atoms, 'production_s') === 0 ? null : of(['production_s'], ['failures'], 1 / 3600)(atoms),
  mttf: (atoms) =>
    total(atoms, 'production_s') === 0
      ? null
      : of(['production_s', 'setup_s'], ['failures'], 1 / 3600)(atoms),
  mttr: of(['repair_s'], ['repairs'], 1 / 60),
  failures: sumOf('failures'),
  downtime: sumOf('lost_s', 1 / 60),
  stops: sumOf('stops'),
}
