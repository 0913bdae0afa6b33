/** Hourly facts by a plain minute-by-minute walk, written without a look at the SQL; for tests. */
import { hourMs, minuteMs } from '../../base/milliseconds.ts'
import { seeded } from '../../base/random.ts'
export type Plant = {
  zone: string
  machines: string[]
  products: string[]
  shifts: { id: string; startMinute: number; endMinute: number }[]
  roster: { shiftDate: string; shiftId: string; teamId: string }[]
  machine_state: State[]
  production_count: Count[]
  failure_event: Failure[]
}

type Category = 'production' | 'setup' | 'delay' | 'down' | 'planned_stop'
type State = {
  machineId: string
  startAt: Date
  endAt: Date
  state: string
  category: Category
  reasonId: string | null
}
type Count = {
  machineId: string
  at: Date
  productId: string
  good: number
  scrap: number
  rework: number
  firstPass: number
  plannedRunSPerPiece: number
  energyKwh: number
}
type Failure = { machineId: string; at: Date; repairS: number | null; component: string }

const days = 4
const categories: Category[] = ['production', 'setup', 'delay', 'down', 'planned_stop']

type Wanted = { zone: string; from: Date; cuts: number[]; seed: number }

/** Four days of two machines, on whole minutes; `cuts` are the starts of shifts. */
export function randomPlant({ zone, from, cuts, seed }: Wanted): Plant {
  const random = seeded(seed)
  const machines = ['M1', 'M2']
  const shifts = cuts.map((startMinute, index) => ({
    id: `s${index}`,
    startMinute,
    endMinute: cuts.length === 1 ? startMinute + 300 : (cuts[(index + 1) % cuts.length] ?? 0),
  }))
  const dates = Array.from({ length: days + 2 }, (_, index) =>
    isoDay(from.getTime() + (index - 1) * 24 * hourMs),
  )
  const roster = dates.flatMap((shiftDate, day) =>
    shifts
      .map(({ id }, index) => ({ shiftDate, shiftId: id, teamId: (day + index) % 2 ? 'A' : 'B' }))
      .filter(() => random() > 0.1),
  )
  const plant: Plant = {
    zone,
    machines,
    products: ['P1', 'P2'],
    shifts,
    roster,
    machine_state: [],
    production_count: [],
    failure_event: [],
  }
  for (const machine of machines) addEvents(plant, { machine, from, random })
  return plant
}

type Adding = { machine: string; from: Date; random: () => number }

function addEvents(plant: Plant, { machine, from, random }: Adding) {
  const end = from.getTime() + days * 24 * hourMs
  for (let at = from.getTime(); at < end; ) {
    const next = Math.min(end, at + Math.ceil(random() * 300) * minuteMs)
    const category = categories[Math.floor(random() * 5)] ?? 'production'
    const reasonId = random() > 0.5 ? 'tool' : null
    if (random() > 0.1) {
      const times = { startAt: new Date(at), endAt: new Date(next) }
      plant.machine_state.push({ machineId: machine, ...times, state: 'x', category, reasonId })
    }
    at = next
  }
  for (let at = from.getTime(); at < end; at += Math.ceil(random() * 90) * minuteMs) {
    const good = Math.floor(random() * 50)
    const productId = random() > 0.3 ? 'P1' : 'P2'
    const rest = {
      scrap: Math.floor(random() * 3),
      rework: 1,
      firstPass: good,
      plannedRunSPerPiece: 2,
    }
    plant.production_count.push({
      machineId: machine,
      at: new Date(at),
      productId,
      good,
      ...rest,
      energyKwh: 0.5,
    })
    if (random() > 0.8) {
      const repairS = random() > 0.5 ? 600 : null
      plant.failure_event.push({ machineId: machine, at: new Date(at), repairS, component: 'c' })
    }
  }
}

type Minute = { shift_id: string; shift_date: string; team_id: string }
type Fact = Record<string, unknown> & Record<Measure, number>
const measures = [
  ...(['production_s', 'setup_s', 'delay_s', 'down_s', 'planned_stop_s'] as const),
  ...(['good', 'scrap', 'rework', 'first_pass', 'planned_run_s', 'energy_kwh'] as const),
  ...(['failures', 'repairs', 'repair_s'] as const),
] as const
type Measure = (typeof measures)[number]

export function expectedFacts(plant: Plant) {
  const hours = new Map<string, Fact>()
  const downtime = new Map<string, Record<string, unknown> & { down_s: number; stops: number }>()
  const clock = wallClock(plant.zone)
  const minuteOf = (at: number): Minute => shiftAt(plant, clock(at))
  const factOf = (machine_id: string, at: number, product_id: string): Fact => {
    const hour = new Date(Math.floor(at / hourMs) * hourMs)
    const minute = minuteOf(at)
    const key = sortKey(machine_id, hour, product_id, minute.shift_id)
    const fact = hours.get(key) ?? newFact({ machine_id, hour, product_id, ...minute })
    hours.set(key, fact)
    return fact
  }
  for (const state of plant.machine_state) {
    const { machineId, startAt, endAt, category } = state
    for (let at = startAt.getTime(); at < endAt.getTime(); at += minuteMs) {
      factOf(machineId, at, productAt(plant, machineId, at))[`${category}_s`] += 60
      if (category === 'down') addDowntime(downtime, state, { at, ...minuteOf(at) })
    }
  }
  for (const count of plant.production_count) {
    addCount(factOf(count.machineId, count.at.getTime() - 1, count.productId), count)
  }
  for (const { machineId, at, repairS } of plant.failure_event) {
    const fact = factOf(machineId, at.getTime(), productAt(plant, machineId, at.getTime()))
    fact.failures += 1
    fact.repairs += repairS === null ? 0 : 1
    fact.repair_s += repairS ?? 0
  }
  return { hours: sorted(hours), downtime: sorted(downtime) }
}

function addCount(fact: Fact, count: Count) {
  fact.good += count.good
  fact.scrap += count.scrap
  fact.rework += count.rework
  fact.first_pass += count.firstPass
  fact.energy_kwh += count.energyKwh
  fact.planned_run_s += (count.good + count.scrap + count.rework) * count.plannedRunSPerPiece
}

function addDowntime(
  downtime: Map<string, Record<string, unknown> & { down_s: number; stops: number }>,
  { machineId, startAt, reasonId }: State,
  { at, ...minute }: Minute & { at: number },
) {
  const hour = new Date(Math.floor(at / hourMs) * hourMs)
  const reason_id = reasonId ?? 'unqualified'
  const key = sortKey(machineId, hour, minute.shift_id, reason_id)
  const fact = downtime.get(key) ?? {
    machine_id: machineId,
    hour,
    ...minute,
    reason_id,
    down_s: 0,
    stops: 0,
  }
  fact.down_s += 60
  if (at === startAt.getTime()) fact.stops += 1
  downtime.set(key, fact)
}

/** Product counted next within the hour of `at`, else last, else none. */
function productAt(plant: Plant, machineId: string, at: number): string {
  const hour = Math.floor(at / hourMs) * hourMs
  const counts = plant.production_count.filter(
    (count) =>
      count.machineId === machineId &&
      count.at.getTime() > hour &&
      count.at.getTime() <= hour + hourMs,
  )
  const next = counts.find((count) => count.at.getTime() > at) ?? counts.at(-1)
  return next?.productId ?? ''
}

/** Shifts of today and yesterday by wall clock; the later start wins. */
function shiftAt({ shifts, roster }: Plant, now: { day: string; minute: number }): Minute {
  const yesterday = isoDay(Date.parse(now.day) - 24 * hourMs)
  for (const { date, minute } of [
    { date: now.day, minute: now.minute },
    { date: yesterday, minute: now.minute + 1440 },
  ]) {
    for (const { id, startMinute, endMinute } of shifts) {
      const end = endMinute <= startMinute ? endMinute + 1440 : endMinute
      if (minute < startMinute || minute >= end) continue
      const team = roster.find((row) => row.shiftDate === date && row.shiftId === id)
      return { team_id: team?.teamId ?? '', shift_id: id, shift_date: date }
    }
  }
  return { team_id: '', shift_id: '', shift_date: now.day }
}

function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const seen = new Map<number, { day: string; minute: number }>()
  return (at: number) => {
    const start = Math.floor(at / minuteMs) * minuteMs
    const known = seen.get(start)
    if (known !== undefined) return known
    const [day = '', time = ''] = format.format(start).split(' ')
    const now = { day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }
    seen.set(start, now)
    return now
  }
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

const newFact = (dimensions: Record<string, unknown>): Fact =>
  ({ ...dimensions, ...Object.fromEntries(measures.map((name) => [name, 0])) }) as Fact

const sortKey = (machine: string, hour: Date, ...rest: string[]): string =>
  [machine, hour.toISOString(), ...rest].join('\0')

const sorted = <Row>(rows: Map<string, Row>): Row[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
