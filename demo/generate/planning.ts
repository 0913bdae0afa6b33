import { dayMs, hourMs } from '../../base/milliseconds.ts'
import { localMidnight, shiftIds } from '../demo-time.ts'
import type { OperationPlan, SitePlan } from '../plant/plan-types.ts'
import { machinesOf } from '../plant/plant.ts'
import { stories } from '../stories.ts'
import { type Batch, batchesOf, type StreamRow, sources } from './rows.ts'
import { isMaintenanceDay } from './stretches.ts'
import { teamIds, type World } from './world.ts'

const breakAfterMinutes = 240
const shiftMinutes = 480
const windowDays = 14

/** People relieve each other there, and nobody recorded when: plans of the site say so. */
const withoutBreaks = 'suzhou'

/** Valley, flat and peak hours, CNY a kWh. */
const tariffs = [
  { startMinute: 0, endMinute: 420, pricePerKwh: 0.31 },
  { startMinute: 420, endMinute: 480, pricePerKwh: 0.64 },
  { startMinute: 480, endMinute: 660, pricePerKwh: 1.08 },
  { startMinute: 660, endMinute: 1020, pricePerKwh: 0.64 },
  { startMinute: 1020, endMinute: 1320, pricePerKwh: 1.08 },
  { startMinute: 1320, endMinute: 1440, pricePerKwh: 0.31 },
]

/** What a plan must respect beside orders and machines; sent once all that it points at is there. */
export function planningBatches(world: World, site: SitePlan): Batch[] {
  const master = batchesOf(site.id, sources.master)
  return [
    ...(site.id === withoutBreaks ? [] : [master('shift_break', breaksOf(site))]),
    master('worker', workersOf(site)),
    master('worker_absence', [absenceOf(world, site)]),
    master(
      'skill_need',
      site.products.flatMap(({ id: productId }) =>
        site.operations.map(({ seq, name }) => ({ productId, seq, skill: skillOf({ name }) })),
      ),
    ),
    master('energy_tariff', tariffs),
    batchesOf(site.id, sources.cmms)('machine_window', windowsOf(world, site)),
  ]
}

const breaksOf = ({ breakS }: SitePlan): StreamRow<'shift_break'>[] =>
  shiftIds.map((shiftId) => {
    const startMinute = startOf(shiftId) + breakAfterMinutes
    return { shiftId, startMinute, endMinute: startMinute + Math.round(breakS / 60) }
  })

const startOf = (shiftId: string): number =>
  ({ night: 0, day: shiftMinutes, evening: 2 * shiftMinutes })[shiftId] ?? 0

const skillOf = ({ name }: Pick<OperationPlan, 'name'>): string =>
  name.en.toLowerCase().replaceAll(' ', '-')

/** In each team one for each machine; they have numbers, no names. */
const workersOf = (site: SitePlan): StreamRow<'worker'>[] =>
  teamIds.flatMap((teamId) =>
    machinesOf(site).map(({ operation, position }) => ({
      id: workerId(site, teamId, position),
      ...{ teamId, skills: [skillOf(operation)] },
    })),
  )

const workerId = ({ prefix }: SitePlan, teamId: string, position: number): string =>
  `${prefix}-${teamId}${String(position + 1).padStart(2, '0')}`

/** One of the first team is away for three days from tomorrow on. */
const absenceOf = ({ anchorMs }: World, site: SitePlan): StreamRow<'worker_absence'> => ({
  workerId: workerId(site, teamIds[0], 0),
  fromAt: new Date(localMidnight(anchorMs, 1)),
  untilAt: new Date(localMidnight(anchorMs, 4)),
})

/** The service that each machine has every other week, and what a finding of its health asks for. */
function windowsOf({ anchorMs }: World, site: SitePlan): StreamRow<'machine_window'>[] {
  const days = Array.from({ length: windowDays }, (_, index) => index + 1)
  const services = machinesOf(site).flatMap(({ id, position }) =>
    days
      .filter((day) => isMaintenanceDay(position, day))
      .map((day) => ({
        ...{ id: `PM-${id}-${day}`, machineId: id, kind: 'maintenance' as const },
        ...spanOf(localMidnight(anchorMs, day) + 13 * hourMs, 2),
        reason: '定期保养 Preventive maintenance',
      })),
  )
  const { machineId } = stories.filler
  const finding = {
    ...{ id: `HF-${machineId}`, machineId, kind: 'health' as const },
    ...spanOf(localMidnight(anchorMs, 0) + 2 * dayMs + 8 * hourMs, 4),
    reason: '灌装重量漂移，停机校准 Fill weight drifts: stop for calibration',
  }
  return machineId.startsWith(site.prefix) ? [...services, finding] : services
}

const spanOf = (fromMs: number, hours: number) => ({
  fromAt: new Date(fromMs),
  untilAt: new Date(fromMs + hours * hourMs),
})
