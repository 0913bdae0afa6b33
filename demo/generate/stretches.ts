import { hourMs } from '../../base/milliseconds.ts'
import type { ShiftBlock } from '../demo-time.ts'
import type { Machine } from '../plant/plant.ts'
import { type Random, randomFor } from '../random.ts'
import {
  bottleneckOf,
  type Outage,
  progress,
  sagging,
  spindleOutages,
  stories,
} from '../stories.ts'
import { campaignOf, productOf, teamOf, type World } from './world.ts'

/** PackML state with its ISO 22400 time category, half-open in time. */
export type Stretch = {
  startMs: number
  endMs: number
  state: 'execute' | 'idle' | 'held' | 'suspended' | 'aborted' | 'stopped'
  category: 'production' | 'setup' | 'delay' | 'down' | 'planned_stop'
  reasonId: string | null
  note: string | null
}

type Stop = Pick<Stretch, 'state' | 'category' | 'reasonId'> & { durationS: number }

const mostStoppedS = 6.5 * 3600
const maintenanceEveryDays = 14

/** What a machine does in one shift: stretches that follow each other without gap or overlap. */
export function stretchesOf(world: World, machine: Machine, block: ShiftBlock): Stretch[] {
  const random = randomFor(world.seed, 'stretches', machine.id, block.index)
  const { changeover, others } = stopsOf({ world, machine, block, random })
  const stretches = layOut(random, block, { changeover, others })
  return spindleOutages(world.anchorMs, machine.id).reduce(cutIn, stretches)
}

type Given = { world: World; machine: Machine; block: ShiftBlock; random: Random }

function stopsOf(given: Given): { changeover: Stop[]; others: Stop[] } {
  const { machine, block, random } = given
  const changeover = changeoverOf(given)
  const stops = [
    ...plannedStops(machine, block),
    ...failures(given),
    ...waits(given),
    ...shortStops(given),
  ]
  let leftS = mostStoppedS
  const others = stops.filter(({ durationS }) => {
    leftS -= durationS
    return leftS > 0
  })
  return { changeover, others: shuffled(random, others) }
}

function changeoverOf({ world, machine, block, random }: Given): Stop[] {
  const { site, line, operation } = machine
  const campaign = campaignOf(line, block)
  if (campaign === campaignOf(line, { index: block.index - 1 })) return []
  const now = productOf(world, { site, line }, campaign)
  const before = productOf(world, { site, line }, campaign - 1)
  if (now.id === before.id) return []
  const share = now.family === before.family ? 0.4 : 1
  const durationS = Math.round(operation.setupS * share * random.between(0.9, 1.4))
  return [{ durationS, state: 'idle', category: 'setup', reasonId: 'changeover' }]
}

function plannedStops({ site, position }: Machine, { shiftId, day }: ShiftBlock): Stop[] {
  const planned = (durationS: number, reasonId: string): Stop => ({
    durationS,
    state: 'stopped',
    category: 'planned_stop',
    reasonId,
  })
  const stops = [planned(site.breakS, site.breakReasonId)]
  return isMaintenanceDay(position, day) && shiftId === 'day'
    ? [...stops, planned(7200, 'preventive-maintenance')]
    : stops
}

/** Each machine is maintained on a day shift every other week. */
export const isMaintenanceDay = (position: number, day: number): boolean =>
  (day + position * 5) % maintenanceEveryDays === 0

function failures({ machine, random }: Given): Stop[] {
  if (!random.chance(0.09)) return []
  const { reasonId } = random.pick(machine.class.failures)
  const durationS = Math.round(random.between(1500, 5400) + random.next() ** 3 * 7200)
  return [{ durationS, state: 'aborted', category: 'down', reasonId }]
}

function waits({ world, machine, block, random }: Given): Stop[] {
  const wait = (durationS: number, reasonId: string): Stop => ({
    durationS: Math.round(durationS),
    state: 'suspended',
    category: 'delay',
    reasonId,
  })
  const stops = random.chance(0.3)
    ? [wait(random.between(900, 3600), random.pick(['starved', 'blocked', 'waiting-material']))]
    : []
  const { nightTeam, bottleneck } = stories
  const team = { anchorMs: world.anchorMs, teamId: teamOf(block) }
  if (block.shiftId === nightTeam.shiftId && sagging(machine, block, team)) {
    stops.push(wait(nightTeam.waitS * random.between(0.8, 1.2), nightTeam.reasonId))
  }
  const holder = bottleneckOf(machine, block)
  if (holder === machine.id) return []
  if (holder !== null) {
    const ids = machine.line.machines.map(({ id }) => id)
    const reasonId = ids.indexOf(machine.id) < ids.indexOf(holder) ? 'blocked' : 'starved'
    stops.push(wait(bottleneck.waitS * random.between(0.8, 1.2), reasonId))
  }
  return stops
}

function shortStops({ world, machine, block, random }: Given): Stop[] {
  const short = (reasonId: string, durationS: number): Stop => ({
    durationS: Math.round(durationS),
    state: 'held',
    category: 'delay',
    reasonId,
  })
  const usual = short(machine.class.minorStop.reasonId, random.between(500, 2400))
  const { machineId, wearDays, shortStopReasonId } = stories.spindle
  if (machine.id !== machineId) return [usual]
  const worn = progress(world.anchorMs, block.startMs, wearDays)
  const alarms = Math.floor(worn * 3 + random.next() * Math.ceil(worn))
  return [
    usual,
    ...Array.from({ length: alarms }, () => short(shortStopReasonId, random.between(200, 900))),
  ]
}

function layOut(
  random: Random,
  block: ShiftBlock,
  { changeover, others }: { changeover: Stop[]; others: Stop[] },
): Stretch[] {
  const stoppedS = [...changeover, ...others].reduce((sum, stop) => sum + stop.durationS, 0)
  const runS = (block.endMs - block.startMs) / 1000 - stoppedS
  const cuts = others
    .map(() => Math.round(random.between(0.02, 0.98) * runS))
    .toSorted((a, b) => a - b)
  const run = (durationS: number): Stop => ({
    durationS,
    state: 'execute',
    category: 'production',
    reasonId: null,
  })
  const running = others.flatMap((stop, index) => [
    run((cuts[index] ?? 0) - (cuts[index - 1] ?? 0)),
    stop,
  ])
  const last = run(runS - (cuts.at(-1) ?? 0))
  let atMs = block.startMs
  return [...changeover, ...running, last]
    .filter(({ durationS }) => durationS > 0)
    .map(({ durationS, ...kind }) => {
      const startMs = atMs
      atMs += durationS * 1000
      return { startMs, endMs: atMs, note: null, ...kind }
    })
}

/** Lays an outage over what would have been. All of it belongs to the shift in which it begins. */
function cutIn(stretches: Stretch[], { fromMs, toMs, note }: Outage): Stretch[] {
  const firstMs = stretches[0]?.startMs ?? 0
  const lastMs = stretches.at(-1)?.endMs ?? 0
  if (toMs <= firstMs || fromMs >= lastMs) return stretches
  const { reasonId } = stories.spindle
  const before = stretches.map((item) => ({ ...item, endMs: Math.min(item.endMs, fromMs) }))
  const after = stretches.map((item) => ({ ...item, startMs: Math.max(item.startMs, toMs) }))
  const begins = fromMs >= firstMs
  const outage: Stretch[] = begins
    ? [{ startMs: fromMs, endMs: toMs, state: 'aborted', category: 'down', reasonId, note }]
    : []
  return [...before.filter(lasting), ...outage, ...after.filter(lasting)]
}

const lasting = ({ startMs, endMs }: Stretch) => endMs > startMs

/** Milliseconds of production in each hour of a shift. */
export function productionByHour(block: ShiftBlock, stretches: Stretch[]): number[] {
  return Array.from({ length: (block.endMs - block.startMs) / hourMs }, (_, hour) => {
    const fromMs = block.startMs + hour * hourMs
    return stretches
      .filter(({ category }) => category === 'production')
      .reduce(
        (sum, { startMs, endMs }) =>
          sum + Math.max(0, Math.min(endMs, fromMs + hourMs) - Math.max(startMs, fromMs)),
        0,
      )
  })
}

function shuffled<Item>(random: Random, items: Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
