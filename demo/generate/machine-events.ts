import { hourMs } from '../../base/milliseconds.ts'
import { blocksBetween, type ShiftBlock } from '../demo-time.ts'
import type { Machine } from '../plant/plant.ts'
import { randomFor, roundByChance, roundTo } from '../random.ts'
import { progress, scrapAt, settingOffset, stories, storyPace } from '../stories.ts'
import type { StreamRow } from './rows.ts'
import { productionByHour, type Stretch, stretchesOf } from './stretches.ts'
import { campaignOf, orderIdOf, productOf, teamOf, type World } from './world.ts'

/** Half-open. A stretch that it cuts belongs to it, with its true start. */
export type Span = { fromMs: number; toMs: number }

export type MachineShift = { machine: Machine; block: ShiftBlock; stretches: Stretch[] }

export function machineShifts(
  world: World,
  machine: Machine,
  { fromMs, toMs }: Span,
): MachineShift[] {
  return blocksBetween(world.anchorMs, fromMs, toMs).map((block) => ({
    machine,
    block,
    stretches: stretchesOf(world, machine, block),
  }))
}

/** A stretch that is still on at the end of the span has no end yet. */
export function stateRows(
  shift: MachineShift,
  { fromMs, toMs }: Span,
): StreamRow<'machine_state'>[] {
  return shift.stretches
    .filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs)
    .map(({ startMs, endMs, state, category, reasonId, note }) => ({
      machineId: shift.machine.id,
      startAt: new Date(startMs),
      endAt: endMs < toMs ? new Date(endMs) : null,
      state,
      category,
      reasonId,
      note,
    }))
}

/** Pieces of each whole hour of the span, counted when the hour is over. */
export function countRows(
  world: World,
  shift: MachineShift,
  { fromMs, toMs }: Span,
): StreamRow<'production_count'>[] {
  const { block, stretches } = shift
  return productionByHour(block, stretches).flatMap((productionMs, hour) => {
    const endMs = block.startMs + (hour + 1) * hourMs
    if (endMs - hourMs < fromMs || endMs > toMs || productionMs === 0) return []
    return [countOf(world, shift, { hour, endMs, productionS: productionMs / 1000 })]
  })
}

type Hour = { hour: number; endMs: number; productionS: number }

function countOf(
  world: World,
  { machine, block }: MachineShift,
  { hour, endMs, productionS }: Hour,
): StreamRow<'production_count'> {
  const { site, line, operation } = machine
  const random = randomFor(world.seed, 'count', machine.id, block.index, hour)
  const campaign = campaignOf(line, block)
  const product = productOf(world, { site, line }, campaign)
  const plannedRunSPerPiece = roundTo(operation.runS * product.pace, 3)
  const team = { anchorMs: world.anchorMs, teamId: teamOf(block) }
  const pace = usualPace(world, machine) * storyPace(machine, block, team) + random.normal() * 0.015
  const pieces = roundByChance(random, (productionS * Math.min(0.99, pace)) / plannedRunSPerPiece)
  const scrap = Math.min(
    pieces,
    roundByChance(random, pieces * scrapRate(world, machine, { block, atMs: endMs })),
  )
  const rework = Math.min(pieces - scrap, roundByChance(random, pieces * 0.008))
  const good = pieces - scrap - rework
  const { runKw } = machine.class
  return {
    machineId: machine.id,
    at: new Date(endMs),
    productId: product.id,
    orderId: orderIdOf(machine, campaign),
    good,
    scrap,
    rework,
    firstPass: Math.max(0, good - roundByChance(random, pieces * 0.006)),
    plannedRunSPerPiece,
    energyKwh: roundTo(
      runKw * (0.25 + (0.75 * productionS) / 3600) * random.between(0.97, 1.03),
      2,
    ),
  }
}

/** Each machine has a usual speed of its own, a little below the planned one. */
const usualPace = ({ seed }: World, { id }: Machine): number =>
  randomFor(seed, 'pace', id).between(0.88, 0.95)

function scrapRate(
  { anchorMs, seed }: World,
  machine: Machine,
  { block, atMs }: { block: ShiftBlock; atMs: number },
): number {
  const { machineId, days, scrapGrowth } = stories.filler
  if (machine.id === stories.reflow.machineId) {
    return machine.class.scrapRate * scrapAt(ovenTemperature(seed, machine, block))
  }
  if (machine.id !== machineId) return machine.class.scrapRate
  return machine.class.scrapRate * (1 + (scrapGrowth - 1) * progress(anchorMs, atMs, days) ** 1.5)
}

function ovenTemperature(seed: number, machine: Machine, block: ShiftBlock): number {
  const { tagKey } = stories.reflow
  const usual = machine.class.tags.find(({ key }) => key === tagKey)?.usual ?? 0
  return usual + settingOffset(seed, { machineId: machine.id, tagKey, block })
}
