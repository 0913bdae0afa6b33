import { dayMs, hourMs } from '../../base/milliseconds.ts'
import type { TagPlan } from '../plant/plan-types.ts'
import { randomFor, roundTo } from '../random.ts'
import { progress, settingOffset, stories } from '../stories.ts'
import type { MachineShift, Span } from './machine-events.ts'
import { characteristicId, tagId } from './master.ts'
import type { StreamRow } from './rows.ts'
import { productionByHour } from './stretches.ts'
import { campaignOf, productOf, type World } from './world.ts'

/** A sensor is read on the hour when the machine ran for a quarter of it; a standing one says nothing. */
const leastRunningMs = hourMs / 4
const hoursBetweenSamples = 2
/** A historian thins what is old. */
const thinned = { olderThanMs: 30 * dayMs, everyHours: 4 }

export function measurementRows(
  world: World,
  shift: MachineShift,
  span: Span,
): StreamRow<'measurement'>[] {
  return runningHours(shift, span)
    .filter(({ atMs }) => isKept(world, atMs))
    .flatMap(({ hour, atMs }) =>
      shift.machine.class.tags.map((tag) => ({
        tagId: tagId(shift.machine.id, tag.key),
        at: new Date(atMs),
        value: readingOf(world, tag, { shift, hour, atMs }),
      })),
    )
}

function isKept({ anchorMs }: World, atMs: number): boolean {
  const ageMs = anchorMs - atMs
  return ageMs < thinned.olderThanMs || (ageMs / hourMs) % thinned.everyHours === 0
}

/** One piece every other hour from each machine of the operation that makes the characteristic. */
export function sampleRows(
  world: World,
  shift: MachineShift,
  span: Span,
): StreamRow<'quality_sample'>[] {
  const { machine, block } = shift
  const { site, line } = machine
  const { key, operationSeq, nominal, spread } = site.characteristic
  if (machine.operation.seq !== operationSeq) return []
  const product = productOf(world, { site, line }, campaignOf(line, block))
  return runningHours(shift, span)
    .filter(({ hour }) => hour % hoursBetweenSamples === 0)
    .map(({ hour, atMs }) => {
      const random = randomFor(world.seed, 'sample', machine.id, block.index, hour)
      const drift = key === 'fill-weight' ? fillDriftG(world, machine.id, atMs) : 0
      return {
        characteristicId: characteristicId(product.id, key),
        machineId: machine.id,
        at: new Date(atMs),
        value: roundTo(nominal + drift + random.normal() * spread, 4),
        sourceKey: `${machine.id}/${new Date(atMs).toISOString()}`,
      }
    })
}

type Reading = { shift: MachineShift; hour: number; atMs: number }

function runningHours(
  { block, stretches }: MachineShift,
  { fromMs, toMs }: Span,
): { hour: number; atMs: number }[] {
  return productionByHour(block, stretches)
    .map((productionMs, hour) => ({
      productionMs,
      hour,
      atMs: block.startMs + (hour + 1) * hourMs,
    }))
    .filter(
      ({ productionMs, atMs }) => productionMs >= leastRunningMs && atMs > fromMs && atMs <= toMs,
    )
}

function readingOf(world: World, tag: TagPlan, { shift, hour, atMs }: Reading): number {
  const { machine, block } = shift
  const own = randomFor(world.seed, 'sensor', machine.id, tag.key).between(-0.5, 0.5) * tag.spread
  const noise =
    randomFor(world.seed, 'value', machine.id, tag.key, block.index, hour).normal() * tag.spread
  const set = settingOffset(world.seed, { machineId: machine.id, tagKey: tag.key, block })
  // What is held by a controller varies less about what it was set to.
  const usual = tag.usual + (set === 0 ? own + noise : set + noise / 2)
  return roundTo(
    usual + wear(world, machine.id, { tag, atMs }) + fillTagDrift(world, machine.id, { tag, atMs }),
    3,
  )
}

type At = { tag: TagPlan; atMs: number }

/** Bearing wear gathers speed: slow at first, steep at the end. */
function wear({ anchorMs }: World, machineId: string, { tag, atMs }: At): number {
  const { spindle } = stories
  if (machineId !== spindle.machineId) return 0
  const worn = progress(anchorMs, atMs, spindle.wearDays) ** 1.7
  if (tag.key === 'vibration') return tag.usual * (spindle.vibrationGrowth - 1) * worn
  return tag.key === 'spindle-temperature' ? spindle.temperatureRiseC * worn : 0
}

const fillTagDrift = (world: World, machineId: string, { tag, atMs }: At): number =>
  tag.key === 'fill-weight' ? fillDriftG(world, machineId, atMs) : 0

function fillDriftG({ anchorMs }: World, machineId: string, atMs: number): number {
  const { filler } = stories
  return machineId === filler.machineId ? filler.driftG * progress(anchorMs, atMs, filler.days) : 0
}
