import { dayMs } from '../../base/milliseconds.ts'
import { historyDays, localDate, localMidnight, shiftIds, zone } from '../demo-time.ts'
import type { SitePlan } from '../plant/plan-types.ts'
import { classesOf, machinesOf } from '../plant/plant.ts'
import { commonReasons, failureModes } from '../plant/reasons.ts'
import { storyReasons } from '../stories.ts'
import { type Batch, batchesOf, namesOf, type StreamRow, sources } from './rows.ts'
import { teamIds, teamOf, type World } from './world.ts'

/** The roster reaches beyond the anchor, so that a demo that stays open keeps its teams. */
const rosterDaysAhead = 180

const shifts = [
  { id: 'day', nameZh: '白班', nameEn: 'Day shift', startMinute: 480, endMinute: 960 },
  { id: 'evening', nameZh: '中班', nameEn: 'Evening shift', startMinute: 960, endMinute: 0 },
  { id: 'night', nameZh: '夜班', nameEn: 'Night shift', startMinute: 0, endMinute: 480 },
]
const teamNamesZh = { A: '甲班', B: '乙班', C: '丙班', D: '丁班' }

/** What the plant is made of, in the order in which rows point at each other. */
export function masterBatches(world: World, site: SitePlan): Batch[] {
  const batch = batchesOf(site.id, sources.master)
  return [
    batch('site', [{ ...namesOf(site.name), zone, currency: 'CNY', aliases: [...site.aliases] }]),
    batch(
      'equipment_class',
      classesOf(site).map(({ id, name }) => ({ id, ...namesOf(name) })),
    ),
    batch('equipment', equipmentOf(site)),
    batch('tag', tagsOf(site)),
    batch('machine_parameter', settingsOf(site)),
    batch('shift', shifts),
    batch('team', teams()),
    batch('roster', rosterOf(world)),
    batch('downtime_reason', reasonsOf(site)),
    batch(
      'failure_mode',
      failureModes.map(({ id, name }) => ({ id, ...namesOf(name) })),
    ),
    ...productBatches(site),
    batch('metric_target', [{ metricId: 'oee', scopeId: site.id, target: site.oeeTarget * 100 }]),
  ]
}

function equipmentOf(site: SitePlan): StreamRow<'equipment'>[] {
  const areas = site.areas.map(({ id, name }) => ({ id, level: 'area' as const, ...namesOf(name) }))
  const lines = site.lines.map(({ id, areaId, name, aliases }) => ({
    id,
    level: 'line' as const,
    parentId: areaId,
    areaId,
    ...namesOf(name),
    aliases: [...aliases],
  }))
  const machines = machinesOf(site).map(({ id, plan, line }) => ({
    id,
    level: 'machine' as const,
    parentId: line.id,
    lineId: line.id,
    areaId: line.areaId,
    ...namesOf(plan.name),
    classId: plan.classId,
    criticality: plan.criticality,
    aliases: [...new Set([...plan.aliases, plan.name.zh, id])],
  }))
  return [...areas, ...lines, ...machines]
}

function tagsOf(site: SitePlan): StreamRow<'tag'>[] {
  return machinesOf(site).flatMap((machine) =>
    machine.class.tags.map(({ key, name, unit, low, high }) => ({
      id: tagId(machine.id, key),
      equipmentId: machine.id,
      ...namesOf(name),
      unit,
      lowLimit: low ?? null,
      highLimit: high ?? null,
    })),
  )
}

/** What can be set, and the tag that tells what it was run at. */
function settingsOf(site: SitePlan): StreamRow<'machine_parameter'>[] {
  return machinesOf(site).flatMap(({ id, class: { settings = [], tags } }) =>
    settings.flatMap(({ key, lower, upper }) =>
      tags
        .filter((tag) => tag.key === key)
        .map(({ name, unit, usual }) => ({
          ...{ machineId: id, id: key, ...namesOf(name), unit, value: usual },
          ...{ lowerLimit: lower, upperLimit: upper, tagId: tagId(id, key) },
        })),
    ),
  )
}

export const tagId = (machineId: string, key: string): string => `${machineId}.${key}`

function teams(): StreamRow<'team'>[] {
  return teamIds.map((id) => ({
    id,
    nameZh: teamNamesZh[id],
    nameEn: `Team ${id}`,
    aliases: [`${id}班`, `${id}组`, `team ${id}`],
  }))
}

function rosterOf({ anchorMs }: World): StreamRow<'roster'>[] {
  const days = Array.from(
    { length: historyDays + rosterDaysAhead + 2 },
    (_, index) => index - historyDays - 1,
  )
  return days.flatMap((day) =>
    shiftIds.map((shiftId) => ({
      shiftDate: localDate(localMidnight(anchorMs, day) + dayMs / 2),
      shiftId,
      teamId: teamOf({ shiftId, day }),
    })),
  )
}

function reasonsOf(site: SitePlan): StreamRow<'downtime_reason'>[] {
  const ofClasses = classesOf(site).flatMap(({ failures, minorStop }) => [
    ...failures.map(({ reasonId, name }) => ({
      id: reasonId,
      parentId: 'failure',
      ...namesOf(name),
      lossClass: 'failure' as const,
    })),
    {
      id: minorStop.reasonId,
      parentId: 'minor-stop',
      ...namesOf(minorStop.name),
      lossClass: 'minor_stop' as const,
    },
  ])
  const common = [...commonReasons, ...storyReasons].map(({ name, ...reason }) => ({
    ...reason,
    ...namesOf(name),
  }))
  return [...new Map([...common, ...ofClasses].map((reason) => [reason.id, reason])).values()]
}

function productBatches(site: SitePlan): Batch[] {
  const batch = batchesOf(site.id, sources.master)
  return [
    batch(
      'product',
      site.products.map(({ id, name, family, aliases, cost }) => ({
        id,
        ...namesOf(name),
        family,
        standardCost: cost,
        aliases: [...aliases],
      })),
    ),
    batch(
      'routing_operation',
      site.products.flatMap(({ id, pace }) =>
        site.operations.map(({ seq, name, machineIds, runS, setupS }) => ({
          productId: id,
          seq,
          ...namesOf(name),
          machineIds: [...machineIds],
          runSPerPiece: runS * pace,
          setupS,
        })),
      ),
    ),
    batch('characteristic', characteristics(site)),
  ]
}

/** Of each product one that the machines hold, and one that is tested to breaking. */
function characteristics({
  products,
  characteristic,
  strength,
}: SitePlan): StreamRow<'characteristic'>[] {
  const { nominal, tolerance } = characteristic
  const row = ({ key, name, unit }: SitePlan['strength'] | SitePlan['characteristic']) =>
    products.map(({ id: productId }) => ({
      ...{ id: characteristicId(productId, key), productId, ...namesOf(name), unit },
    }))
  return [
    ...row(characteristic).map((one) => ({
      ...{ ...one, nominal, lowerLimit: nominal - tolerance, upperLimit: nominal + tolerance },
    })),
    ...row(strength).map((one) => ({
      ...{ ...one, nominal: strength.nominal, lowerLimit: strength.lowerLimit },
    })),
  ]
}

export const characteristicId = (productId: string, key: string): string => `${productId}.${key}`
