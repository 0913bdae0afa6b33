/**
 * The gate under load on a Postgres server: 1,000 races of each kind between two processes, and 20
 * kills at each boundary from decision to effect. Takes minutes; JIDOKA_TEST_POSTGRES_URL names the
 * server. The last line is one JSON object.
 */
import { seedGate } from '../actions/test-gate.ts'
import { openTestServerDb } from '../store/test-db.ts'
import { planner } from '../test/support/gate-act.ts'
import { afterKill, approveAndKill, fileOne } from '../test/support/gate-kills.ts'
import { boundaries, startGateProcess } from '../test/support/gate-process.ts'
import { faultsAtRest, type RaceName, races, runRaces } from '../test/support/gate-races.ts'

const timesOf = (name: string, usual: number) => Number(process.env[name] ?? usual)
const racesOfEach = timesOf('GATE_RACES', 1000)
const killsOfEach = timesOf('GATE_KILLS', 20)

const db = await openTestServerDb()
await seedGate(db, [planner])
const [a, b] = await Promise.all([
  startGateProcess(db.url, 'never'),
  startGateProcess(db.url, 'never'),
])
const failures: string[] = []
let cases = 0

const startedAt = performance.now()
for (const kind of Object.keys(races) as RaceName[]) {
  const raced = await runRaces(db, { a, b }, kind, racesOfEach)
  const faults = await faultsAtRest(db, raced)
  cases += raced.length
  failures.push(...faults)
  process.stderr.write(`${kind}: ${raced.length} races, ${faults.length} faults\n`)
}
const raceS = (performance.now() - startedAt) / 1000
for (const boundary of boundaries) {
  let faults = 0
  for (let run = 0; run < killsOfEach; run += 1) {
    const shown = await fileOne(db)
    await approveAndKill(db.url, shown, boundary)
    await b.execute()
    const found = await faultsAtRest(db, [afterKill(shown, boundary)])
    faults += found.length
    failures.push(...found)
    cases += 1
  }
  process.stderr.write(`killed when ${boundary}: ${killsOfEach} times, ${faults} faults\n`)
}
await Promise.all([a.kill(), b.kill()])
await db.close()

const passed = failures.length === 0
const metrics = {
  ...{ faults: failures.length, races_of_each: racesOfEach, kills_of_each: killsOfEach },
  race_s: Math.round(raceS),
}
const targets = {
  faults: { op: '=', value: 0 },
}
process.stdout.write(
  `${JSON.stringify({ name: 'gate', cases, metrics, targets, passed, failures: failures.slice(0, 20) })}\n`,
)
process.exitCode = passed ? 0 : 1
