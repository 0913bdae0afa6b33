/** A small plant for tests: two sites, two lines and four machines each, known facts. */
import { hourMs } from '../base/milliseconds.ts'
import type { Principal } from '../base/principal.ts'
import { seeded } from '../base/random.ts'
import { type Db, schema } from '../store/index.ts'
import { rollUpSite } from './facts/recompute.ts'
import { seedMetrics } from './metrics/index.ts'

export type HourFact = typeof schema.factHour.$inferInsert
export type DowntimeFact = typeof schema.factDowntime.$inferInsert

/** Tuesday 2026-11-24 10:25 in Shanghai. */
export const plantNow = new Date('2026-11-24T02:25:00Z')
export const plantClock = () => plantNow

export const principalOf = (...sites: string[]): Principal => ({
  userId: `supervisor@${sites[0]}`,
  roles: sites.map((siteId) => ({ siteId, role: 'supervisor' })),
  language: 'en',
})

const shifts = [
  {
    id: 'night',
    nameZh: '夜班',
    nameEn: 'Night',
    startMinute: 0,
    endMinute: 480,
  },
  {
    id: 'day',
    nameZh: '白班',
    nameEn: 'Day',
    startMinute: 480,
    endMinute: 960,
  },
  {
    id: 'evening',
    nameZh: '中班',
    nameEn: 'Evening',
    startMinute: 960,
    endMinute: 1440,
  },
]
const teams = ['A', 'B', 'C', 'D']
const reasons = ['tool_change', 'no_material', 'unqualified']

export type Plant = { hours: HourFact[]; downtimes: DowntimeFact[] }

/** Facts of ten local days up to now, different for each machine and hour, the same each time. */
export function plantFacts(): Plant {
  const plant: Plant = { hours: [], downtimes: [] }
  const random = seeded(8)
  const first = Date.parse('2026-11-14T16:00:00Z')
  for (const [siteId, prefix] of [
    ['suzhou', 'SZ'],
    ['dongguan', 'DG'],
  ] as const) {
    for (let at = first; at < plantNow.getTime(); at += hourMs) {
      for (const machine of [1, 2, 3, 4]) addHour(plant, { siteId, prefix, machine, at, random })
    }
  }
  return plant
}

type Hour = {
  siteId: string
  prefix: string
  machine: number
  at: number
  random: () => number
}

function addHour(plant: Plant, { siteId, prefix, machine, at, random }: Hour): void {
  const local = new Date(at + 8 * hourMs)
  const shift = shifts[Math.floor(local.getUTCHours() / 8)]?.id ?? ''
  const shiftDate = local.toISOString().slice(0, 10)
  const team = teams[(local.getUTCDate() + Math.floor(local.getUTCHours() / 8)) % 4] ?? ''
  const where = {
    siteId,
    machineId: `${prefix}-CNC-0${machine}`,
    hour: new Date(at),
    teamId: team,
    shiftId: shift,
    shiftDate,
    lineId: `${prefix}-L${machine <= 2 ? 1 : 2}`,
  }
  const downS = random() < 0.3 ? Math.floor(random() * 1800) : 0
  const good = Math.floor(random() * 60)
  const scrap = Math.floor(random() * 4)
  const rework = Math.floor(random() * 3)
  const failed = downS > 1200 ? 1 : 0
  plant.hours.push({
    ...where,
    productId: machine % 2 === 0 ? 'P1' : 'P2',
    productionS: 3000 - downS,
    setupS: 200,
    delayS: 300,
    downS,
    plannedStopS: 100,
    good,
    scrap,
    rework,
    firstPass: Math.max(0, good - 1),
    plannedRunS: (good + scrap + rework) * (25 + 5 * machine),
    energyKwh: 2 + random(),
    failures: failed,
    repairs: failed,
    repairS: failed * downS,
  })
  if (downS === 0) return
  const reasonId = reasons[Math.floor(random() * 3)] ?? ''
  plant.downtimes.push({ ...where, reasonId, downS, stops: 1 })
}

/** Writes master data, metrics and the given facts the way collection does. */
export async function writePlant(db: Db, plant: Plant): Promise<void> {
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.site).values([
      {
        siteId: 'suzhou',
        nameZh: '苏州',
        nameEn: 'Suzhou',
        zone: 'Asia/Shanghai',
        aliases: ['SZ'],
      },
      {
        siteId: 'dongguan',
        nameZh: '东莞',
        nameEn: 'Dongguan',
        zone: 'Asia/Shanghai',
      },
    ])
    for (const [siteId, prefix] of [
      ['suzhou', 'SZ'],
      ['dongguan', 'DG'],
    ] as const) {
      await tx.orm.insert(schema.equipmentClass).values({
        siteId,
        id: 'cnc',
        nameZh: '数控机床',
        nameEn: 'CNC machining centre',
      })
      await tx.orm.insert(schema.equipment).values(equipmentOf(siteId, prefix))
      await tx.orm.insert(schema.product).values([
        { siteId, id: 'P1', nameZh: '轴', nameEn: 'Shaft', family: 'F' },
        { siteId, id: 'P2', nameZh: '法兰', nameEn: 'Flange', family: 'F' },
      ])
      await tx.orm.insert(schema.shift).values(shifts.map((shift) => ({ siteId, ...shift })))
      await tx.orm.insert(schema.team).values(
        teams.map((id, index) => ({
          siteId,
          id,
          nameZh: `${'甲乙丙丁'[index]}班`,
          nameEn: `Team ${id}`,
        })),
      )
      await tx.orm.insert(schema.downtimeReason).values([
        {
          siteId,
          id: 'tool_change',
          nameZh: '换刀',
          nameEn: 'Tool change',
          lossClass: 'setup',
        },
        {
          siteId,
          id: 'no_material',
          nameZh: '缺料',
          nameEn: 'No material',
          lossClass: 'material',
        },
        {
          siteId,
          id: 'unqualified',
          nameZh: '未说明',
          nameEn: 'Not stated',
          lossClass: 'other',
        },
      ])
    }
    await seedMetrics(tx, plantNow)
    if (plant.hours.length > 0) await tx.orm.insert(schema.factHour).values(plant.hours)
    if (plant.downtimes.length > 0) await tx.orm.insert(schema.factDowntime).values(plant.downtimes)
    for (const siteId of ['suzhou', 'dongguan']) await rollUpSite(tx, siteId)
  })
}

function equipmentOf(siteId: string, prefix: string) {
  const line = (n: number) => ({
    siteId,
    id: `${prefix}-L${n}`,
    level: 'line' as const,
    nameZh: `${n}号线`,
    nameEn: `Line ${n}`,
  })
  const machine = (n: number) => ({
    siteId,
    id: `${prefix}-CNC-0${n}`,
    parentId: `${prefix}-L${n <= 2 ? 1 : 2}`,
    lineId: `${prefix}-L${n <= 2 ? 1 : 2}`,
    level: 'machine' as const,
    nameZh: `${n}号加工中心`,
    nameEn: `Machining centre ${n}`,
    classId: 'cnc',
    criticality: n === 1 ? ('A' as const) : ('B' as const),
    aliases: [`${n}号机`, `CNC-0${n}`],
  })
  return [line(1), line(2), machine(1), machine(2), machine(3), machine(4)]
}
