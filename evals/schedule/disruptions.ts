/** Ten things that happen on a day in the demo factory, each to a plan that was just published. */
import { hourMs } from '../../base/milliseconds.ts'
import { loadDemo } from '../../demo/index.ts'
import {
  type PlantRows,
  planSite,
  readPlantRows,
  type SitePlan,
  seedMetrics,
} from '../../factory/index.ts'
import { openTestDb } from '../../store/test-db.ts'

/** A Tuesday, 10:17 at the plant. */
const demoNow = new Date('2026-11-24T02:17:00Z')
const siteIds = ['suzhou', 'dongguan', 'chengdu'] as const

type DemoRows = ReadonlyMap<string, PlantRows>

/** What there is to plan at each site of the demo factory. */
export async function readDemoRows(): Promise<DemoRows> {
  const db = await openTestDb()
  try {
    await db.tx('ingest', (tx) => seedMetrics(tx, demoNow))
    await loadDemo({ db, clock: () => demoNow })
    const rows = new Map<string, PlantRows>()
    for (const siteId of siteIds) {
      rows.set(siteId, await db.tx('read', (tx) => readPlantRows(tx, siteId, demoNow)))
    }
    return rows
  } finally {
    await db.close()
  }
}

type World = Pick<Parameters<typeof planSite>[1], 'exclusions' | 'changes'>
type Disruption = { what: string; siteId: string; world: (plan: SitePlan) => World }

const after = (hours: number) => new Date(demoNow.getTime() + hours * hourMs)

const out = (siteId: string, machineId: string, [fromH, hours]: [number, number]): Disruption => ({
  ...{ what: `${machineId} is out for ${hours} h from hour ${fromH}`, siteId },
  world: () => ({ exclusions: [{ machineId, fromAt: after(fromH), hours }], changes: [] }),
})

/** The order whose work begins as the nth of those that have not begun, and how many hours from now it ends. */
function waiting({ slots }: SitePlan, nth: number): { orderId: string; endH: number } {
  const orders = [...Map.groupBy(slots, ({ orderId }) => orderId)]
    .map(([orderId, own]) => ({
      orderId,
      startMs: Math.min(...own.map(({ startAt }) => startAt.getTime())),
      endMs: Math.max(...own.map(({ endAt }) => endAt.getTime())),
    }))
    .filter(({ startMs }) => startMs > demoNow.getTime())
    .sort((a, b) => a.startMs - b.startMs)
  const { orderId = '', endMs = 0 } = orders[nth % orders.length] ?? {}
  return { orderId, endH: (endMs - demoNow.getTime()) / hourMs }
}

const rush = (siteId: string, nth: number): Disruption => ({
  ...{
    what: `the ${nth + 1}th order to begin is needed a day before it is planned to end`,
    siteId,
  },
  world: (plan) => {
    const { orderId, endH } = waiting(plan, nth)
    return {
      exclusions: [],
      changes: [{ orderId, kind: 'rush', untilAt: after(endH - 24) }],
    }
  },
})

const late = (siteId: string, nth: number, hours: number): Disruption => ({
  ...{ what: `what the ${nth + 1}th order needs comes in ${hours} h`, siteId },
  world: (plan) => ({
    exclusions: [],
    changes: [{ orderId: waiting(plan, nth).orderId, kind: 'wait', untilAt: after(hours) }],
  }),
})

const held = (siteId: string, nth: number): Disruption => ({
  ...{ what: `the ${nth + 1}th order is put on hold`, siteId },
  world: (plan) => ({
    exclusions: [],
    changes: [{ orderId: waiting(plan, nth).orderId, kind: 'wait', untilAt: null }],
  }),
})

/** Machine down, rush order, late material, quality hold, and a machine whose operator is absent for a shift. */
export const disruptions: Disruption[] = [
  out('suzhou', 'SZ-CNC-07', [0, 8]),
  out('suzhou', 'SZ-CNC-02', [3, 12]),
  out('dongguan', 'DG-SMT-02', [0, 8]),
  out('chengdu', 'CD-FIL-02', [2, 6]),
  rush('suzhou', 9),
  rush('dongguan', 7),
  late('chengdu', 0, 24),
  late('suzhou', 1, 24),
  held('dongguan', 0),
  out('chengdu', 'CD-PCK-01', [0, 8]),
]

export type Repaired = {
  what: string
  siteId: string
  /** Shares of what is still to begin: on another machine or in another sequence; anywhere else. */
  resequenced: number
  moved: number
  /** Weighted hours late: repaired, and planned anew in the same steps. */
  tardinessH: number
  freeH: number
  seconds: number
}

/** @throws AppError where the checker refuses a repaired plan */
export async function repair(
  demo: DemoRows,
  { what, siteId, world }: Disruption,
): Promise<Repaired> {
  const rows = demo.get(siteId)
  if (rows === undefined) throw new RangeError(`no site ${siteId}`)
  const frame = { now: demoNow, horizonHours: 168 }
  const calm = { exclusions: [], changes: [] }
  const plan = await planSite(rows, { ...frame, ...calm, objective: 'due_dates' })
  const published = { ...rows, slots: plan.slots, current: { id: 'P', publishedAt: demoNow } }
  const startedMs = performance.now()
  const { alternatives, operations } = await planSite(published, {
    ...{ ...frame, ...world(plan), objective: 'least_change' },
  })
  const seconds = (performance.now() - startedMs) / 1000
  const of = (objective: string) => alternatives.find((one) => one.objective === objective)
  const [repaired, free] = [of('least_change'), of('due_dates')]
  const running = rows.operations.filter(({ status }) => status === 'running').length
  const open = Math.max(1, operations - running)
  return {
    ...{ what, siteId, seconds },
    resequenced: (repaired?.resequenced ?? Number.NaN) / open,
    moved: (repaired?.moved ?? Number.NaN) / open,
    tardinessH: repaired?.indicators.weightedTardinessH ?? Number.NaN,
    freeH: free?.indicators.weightedTardinessH ?? Number.NaN,
  }
}
