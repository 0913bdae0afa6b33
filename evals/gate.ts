/**
 * `npm run evals -- --suite gate [--races 1000] [--kills 20] [--json]`
 *
 * The gate on a PostgreSQL server of its own: races of each kind between two processes, and kills at
 * each boundary from the decision to the effect, to another system and to what came of it.
 */
import { parseArgs } from 'node:util'
import { seedGate } from '../actions/test-gate.ts'
import { openTestServerDb } from '../store/test-db.ts'
import { deliveryBoundaries, killWhileDelivering } from '../test/support/delivery-kills.ts'
import { followUpBoundaries, killWhileFollowingUp } from '../test/support/follow-up-kills.ts'
import { planner } from '../test/support/gate-act.ts'
import { afterKill, approveAndKill, fileOne } from '../test/support/gate-kills.ts'
import { boundaries, startGateProcess } from '../test/support/gate-process.ts'
import { faultsAtRest, type RaceName, races, runRaces } from '../test/support/gate-races.ts'
import startTestServer from '../test/support/postgres-setup.ts'
import { startReceiver } from '../test/support/receivers.ts'
import { report } from './report.ts'

const { values: options } = parseArgs({
  options: {
    races: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const racesOfEach = Number(options.races)
const killsOfEach = Number(options.kills)
const tell = (line: string) => process.stderr.write(`${line}\n`)

type ServerDb = Awaited<ReturnType<typeof openTestServerDb>>
type GateProcess = Awaited<ReturnType<typeof startGateProcess>>
type Found = { cases: number; faults: string[] }

async function raceAll(db: ServerDb, a: GateProcess, b: GateProcess): Promise<Found> {
  const found: Found = { cases: 0, faults: [] }
  for (const kind of Object.keys(races) as RaceName[]) {
    const raced = await runRaces(db, { a, b }, kind, racesOfEach)
    const faults = await faultsAtRest(db, raced)
    tell(`${kind}: ${raced.length} races, ${faults.length} faults`)
    found.cases += raced.length
    found.faults.push(...faults)
  }
  return found
}

/** Kills at each boundary in turn; what `kill` finds wrong afterwards. */
async function killAll<Boundary extends string>(
  at: readonly Boundary[],
  kill: (boundary: Boundary) => Promise<string[]>,
): Promise<Found> {
  const found: Found = { cases: 0, faults: [] }
  for (const boundary of at) {
    const before = found.faults.length
    for (let run = 0; run < killsOfEach; run += 1) {
      found.faults.push(...(await kill(boundary)))
      found.cases += 1
    }
    const faults = found.faults.length - before
    tell(`killed when ${boundary}: ${killsOfEach} times, ${faults} faults`)
  }
  return found
}

async function measure(db: ServerDb): Promise<Record<'races' | 'kills', Found>> {
  await seedGate(db, [planner])
  const start = () => startGateProcess(db.url, 'never')
  const [a, b] = await Promise.all([start(), start()])
  const receiver = await startReceiver('cmms')
  try {
    const raced = await raceAll(db, a, b)
    const decided = await killAll(boundaries, async (boundary) => {
      const shown = await fileOne(db)
      await approveAndKill(db.url, shown, boundary)
      await b.execute()
      return faultsAtRest(db, [afterKill(shown, boundary)])
    })
    const opened = <T>(work: (one: ServerDb) => T) => work(db)
    const delivered = await killAll(deliveryBoundaries, (boundary) =>
      killWhileDelivering({ store: db.url, opened, receiver }, boundary),
    )
    const followedUp = await killAll(followUpBoundaries, (boundary) =>
      killWhileFollowingUp(db, boundary),
    )
    return { races: raced, kills: sumOf([decided, delivered, followedUp]) }
  } finally {
    await receiver.close()
    await Promise.all([a.kill(), b.kill()])
  }
}

const sumOf = (all: Found[]): Found => ({
  cases: all.reduce((sum, { cases }) => sum + cases, 0),
  faults: all.flatMap(({ faults }) => faults),
})

const stop = await startTestServer()
const db = await openTestServerDb()
const { races: raced, kills } = await measure(db).finally(async () => {
  await db.close()
  await stop?.()
})
for (const fault of [...raced.faults, ...kills.faults].slice(0, 20)) tell(fault)
const metrics = {
  ...{ races: raced.cases, race_faults: raced.faults.length },
  ...{ kills: kills.cases, kill_faults: kills.faults.length },
}
report({
  ...{ name: 'gate', cases: raced.cases + kills.cases, metrics },
  targets: { race_faults: { op: '==', value: 0 }, kill_faults: { op: '==', value: 0 } },
})
