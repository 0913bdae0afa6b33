/** A plant of 36 machines over a year, the same each time: what the KPI bench reads. */

import { hourMs } from '../../../base/milliseconds.ts'
import { seeded } from '../../../base/random.ts'
import { type IngestDeps, ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'

export const siteId = 'bench'
export const zone = 'Asia/Shanghai'
/** Tuesday 2026-11-24, 10:00 in Shanghai. */
export const benchNow = new Date('2026-11-24T02:00:00Z')
const days = 365
const fromMs = Date.parse('2026-11-23T16:00:00Z') - days * 24 * hourMs
const toMs = benchNow.getTime()

const lines = ['L1', 'L2', 'L3']
export const machines = Array.from({ length: 36 }, (_, index) => ({
  id: `M${String(index + 1).padStart(2, '0')}`,
  lineId: lines[index % 3] ?? 'L1',
}))
const teams = ['A', 'B', 'C', 'D']
const products = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6']
const reasons = ['jam', 'tool', 'axis', 'coolant', 'sensor', 'operator', 'power', 'spindle']
const shifts = [
  { id: 'night', nameZh: '夜班', nameEn: 'Night', startMinute: 0, endMinute: 480 },
  { id: 'day', nameZh: '白班', nameEn: 'Day', startMinute: 480, endMinute: 960 },
  { id: 'evening', nameZh: '中班', nameEn: 'Evening', startMinute: 960, endMinute: 0 },
]

const named = (id: string) => ({ id, nameZh: id, nameEn: id })

type Random = () => number
const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low))
const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item

type State = StreamRow<'machine_state'>

function statesOf(random: Random, machineId: string): State[] {
  const rows: State[] = []
  const categories = ['setup', 'delay', 'delay', 'down', 'planned_stop'] as const
  for (let at = fromMs, running = true; at < toMs; running = !running) {
    const category = running ? 'production' : pick(random, categories)
    const spentMs = (running ? between(random, 1800, 12_600) : between(random, 120, 2700)) * 1000
    const end = Math.min(toMs, at + spentMs)
    rows.push({
      machineId,
      startAt: new Date(at),
      endAt: new Date(end),
      state: category === 'production' ? 'execute' : 'held',
      category,
      reasonId: category === 'down' ? pick(random, reasons) : null,
    })
    at = end
  }
  return rows
}

function countsOf(random: Random, machineId: string): StreamRow<'production_count'>[] {
  const rows: StreamRow<'production_count'>[] = []
  for (let at = fromMs + hourMs; at <= toMs; at += hourMs) {
    const good = between(random, 20, 60)
    rows.push({
      machineId,
      at: new Date(at),
      productId: products[Math.floor(at / hourMs / 31) % products.length] ?? 'P1',
      good,
      scrap: between(random, 0, 3),
      rework: between(random, 0, 2),
      firstPass: good - between(random, 0, 3),
      plannedRunSPerPiece: 45,
      energyKwh: between(random, 200, 900) / 100,
    })
  }
  return rows
}

function failuresOf(random: Random, machineId: string): StreamRow<'failure_event'>[] {
  return Array.from({ length: days / 5 }, () => ({
    machineId,
    at: new Date(fromMs + Math.floor(random() * ((toMs - fromMs) / 1000)) * 1000),
    repairS: between(random, 300, 9000),
  }))
}

function ordersOf(random: Random): StreamRow<'production_order'>[] {
  return Array.from({ length: days * 4 }, (_, index) => {
    const release = fromMs + index * 6 * hourMs
    const started = release + between(random, 0, 12) * hourMs
    const completed = started + between(random, 8, 60) * hourMs
    const done = completed < toMs
    const quantity = between(random, 100, 900)
    return {
      id: `O${index}`,
      productId: pick(random, products),
      quantity,
      producedQuantity: done ? quantity : 0,
      releaseAt: new Date(release),
      dueAt: new Date(release + 48 * hourMs),
      status: done ? 'completed' : 'running',
      startedAt: new Date(started),
      completedAt: done ? new Date(completed) : null,
    }
  })
}

function rosterOf(): StreamRow<'roster'>[] {
  return Array.from({ length: days + 2 }, (_, day) => day).flatMap((day) =>
    shifts.map(({ id }, index) => ({
      shiftDate: new Date(fromMs + (day * 24 + 12) * hourMs).toISOString().slice(0, 10),
      shiftId: id,
      teamId: teams[(day + index) % 4] ?? 'A',
    })),
  )
}

type Sent = { stream: string; rows: number; ms: number }

/** Sends the year through the door of ingestion; how long each stream took. */
export async function sendYear(deps: IngestDeps): Promise<Sent[]> {
  const random = seeded(365)
  const sent: Sent[] = []
  const send = async <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) => {
    const began = performance.now()
    const { refused } = await ingest(deps, { siteId, source: 'bench', stream, rows })
    if (refused[0]) throw new Error(`${stream} was refused: ${JSON.stringify(refused[0])}`)
    sent.push({ stream, rows: rows.length, ms: performance.now() - began })
  }
  await send('site', [{ nameZh: '基准', nameEn: 'Bench', zone }])
  await send('equipment', [
    ...lines.map((id) => ({ ...named(id), level: 'line' as const })),
    ...machines.map(({ id, lineId }) => ({ ...named(id), level: 'machine' as const, lineId })),
  ])
  await send('shift', shifts)
  await send('team', teams.map(named))
  await send('roster', rosterOf())
  await send(
    'downtime_reason',
    reasons.map((id) => ({ ...named(id), lossClass: 'failure' })),
  )
  await send(
    'product',
    products.map((id) => ({ ...named(id), family: 'F', standardCost: 12 })),
  )
  await send(
    'tag',
    machines.map(({ id }) => ({ ...named(`${id}.power`), equipmentId: id, unit: 'kW' })),
  )
  await send('production_order', ordersOf(random))
  await send(
    'failure_event',
    machines.flatMap(({ id }) => failuresOf(random, id)),
  )
  await send(
    'machine_state',
    machines.flatMap(({ id }) => statesOf(random, id)),
  )
  await send(
    'production_count',
    machines.flatMap(({ id }) => countsOf(random, id)),
  )
  return sent
}
