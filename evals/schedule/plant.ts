import {
  type GivenPlantProblem,
  openTeam,
  parseInstance,
  readPlantProblem,
  solve,
  solvePlant,
} from '../../scheduling/index.ts'
import type { Part } from './part.ts'
import { serverShare } from './server-share.ts'

const hour = 3600
const day = 24 * hour

/**
 * A plant that grows with its work: a machine for each 50 operations in groups of three alike, two shifts
 * with a break, eight families with set-ups between them, orders of five operations. With a day for each there
 * is more to do than can be done: what is late is never nothing, so that two plans can be told apart. With
 * two days all can be in time.
 */
function largePlant(operations: number, daysEach = 1): GivenPlantProblem {
  const orders = Math.round(operations / 5)
  const groups = Math.max(4, Math.round(operations / 150))
  const machinesOf = (group: number) => [0, 1, 2].map((nth) => `G${group}-${nth}`)
  const nights = Array.from({ length: 60 }, (_, at) => ({
    ...{ fromS: at * day + 16 * hour, toS: (at + 1) * day, kind: 'break' as const },
  }))
  const rests = Array.from({ length: 60 }, (_, at) => ({
    ...{ fromS: at * day + 8 * hour, toS: at * day + 8 * hour + 1800, kind: 'break' as const },
  }))
  const familyNames = Array.from({ length: 8 }, (_, at) => `F${at}`)
  return {
    machines: Array.from({ length: groups }, (_, group) => machinesOf(group))
      .flat()
      .map((id) => ({ id, windows: [...nights, ...rests] })),
    setups: familyNames.flatMap((from, a) =>
      familyNames
        .filter((to) => to !== from)
        .map((to, b) => ({ from, to, setupS: 600 + 300 * ((3 * a + 5 * b) % 7) })),
    ),
    orders: Array.from({ length: orders }, (_, at) => ({
      ...{ id: `O${at}`, family: `F${(at * 5) % 8}`, weight: 1 + (at % 5) },
      ...{
        releaseS: ((at * 7) % 10) * 8 * hour,
        dueS: ((at * 7) % 10) * 8 * hour + daysEach * day,
      },
      operations: [0, 1, 2, 3, 4].map((nth) => ({
        ...{ seq: 10 * (nth + 1), pausable: (at + nth) % 2 === 0 },
        alternatives: machinesOf((at * 3 + nth * nth + nth) % groups).map((machineId, way) => ({
          ...{ machineId, runS: 1500 + 420 * ((at * 11 + nth * 5) % 13) + 120 * way },
        })),
      })),
    })),
  }
}

type Objective = NonNullable<GivenPlantProblem['objective']>
/** Values of the objective, level by level, since when. */
type Curve = { seconds: number; objective: number[] }[]

async function curveOf(given: GivenPlantProblem, seconds: number): Promise<Curve> {
  const curve: Curve = []
  const { objective, seconds: atEnd } = await solvePlant(readPlantProblem(given), {
    seconds,
    onBetter: (better) => void curve.push(better),
  })
  return [...curve, { seconds: atEnd, objective }]
}

/**
 * How far above its result of a minute a plan of 1,000 operations is after a second, in percent, on the
 * first level of the objective in which they differ; infinite where the minute leaves nothing of it.
 */
async function aboveMinute(objective: Objective, daysEach: number): Promise<number> {
  const curve = await curveOf({ ...largePlant(1000, daysEach), objective }, 60)
  const within = curve.findLast(({ seconds }) => seconds <= 1)?.objective ?? [Number.NaN]
  const best = curve.at(-1)?.objective ?? []
  const level = within.findIndex((value, at) => value !== best[at])
  if (level === -1) return 0
  const [value = Number.NaN, least = Number.NaN] = [within[level], best[level]]
  return Math.round(((value - least) / least) * 1000) / 10
}

/** Milliseconds from giving up until the best so far is there. */
async function cancelMs(work: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const controller = new AbortController()
  const done = work(controller.signal)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const atMs = performance.now()
  controller.abort()
  await done
  return performance.now() - atMs
}

const square = (size: number) =>
  [
    `${size} ${size}`,
    ...Array.from({ length: size }, (_, job) =>
      Array.from(
        { length: size },
        (_, at) => `${(job + at * 7) % size} ${1 + ((job * at) % 99)}`,
      ).join(' '),
    ),
  ].join('\n')

/** Large plants, how soon a search ends that is given up, and what the server notices of one; wall clock. */
export async function measurePlant(tell: (line: string) => void): Promise<Part> {
  const [first] = await curveOf(largePlant(10_000), 4)
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const above = {
    above_60s_percent_throughput: await aboveMinute([{ makespan: 1 }], 1),
    above_60s_percent_dates_kept: await aboveMinute([{ tardiness: 1 }, { makespan: 1 }], 2),
    above_60s_percent_overloaded: await aboveMinute([{ tardiness: 1 }], 1),
  }
  const problem = readPlantProblem(largePlant(1000))
  const team = openTeam(2)
  const shop = parseInstance(square(29), { name: 'square' })
  const cancelled = [
    await cancelMs((signal) => solvePlant(problem, { seconds: 60, signal })),
    await cancelMs((signal) => solve(shop, { seconds: 60, threads: team, signal })),
  ].map(Math.round)
  await team.close()
  const share = await serverShare(largePlant(1000))
  const metrics = {
    first_10000_s: Math.round((first?.seconds ?? Number.NaN) * 100) / 100,
    memory_mb: memoryMb,
    ...above,
    cancel_plant_ms: cancelled[0] ?? Number.NaN,
    cancel_classic_ms: cancelled[1] ?? Number.NaN,
    server_p95_while_solving_over_idle: Math.round(share * 100) / 100,
  }
  tell(JSON.stringify(metrics))
  return {
    metrics,
    targets: {
      first_10000_s: { op: '<=', value: 2 },
      memory_mb: { op: '<=', value: 500 },
      above_60s_percent_throughput: { op: '<=', value: 5 },
      above_60s_percent_dates_kept: { op: '<=', value: 5 },
      above_60s_percent_overloaded: { op: '<=', value: 5 },
      cancel_plant_ms: { op: '<=', value: 50 },
      cancel_classic_ms: { op: '<=', value: 50 },
      server_p95_while_solving_over_idle: { op: '<=', value: 1.25 },
    },
    cases: [],
  }
}
