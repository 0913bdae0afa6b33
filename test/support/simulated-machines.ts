/** Machines whose every second follows from a fixed seed, for live sources and for what they should total. */
import { seeded } from '../../base/random.ts'

export const machineIds = ['CNC-01', 'CNC-02']
const usualFirstTick = '2026-03-10T06:00:00Z'

export type MachineTick = {
  temperature: number
  /** 2: runs, 3: down, 1: idle. */
  state: 1 | 2 | 3
  /** Pieces since the controller was last switched on. */
  good: number
}

/** A tick is a second of the plant's time; JIDOKA_TEST_FIRST_TICK says when the first one was. */
export const tickTime = (tick: number): Date =>
  new Date(Date.parse(process.env.JIDOKA_TEST_FIRST_TICK ?? usualFirstTick) + tick * 1000)

/** All ticks of a machine up to `ticks`, the same each time. */
export function machineHistory(machineId: string, ticks: number): MachineTick[] {
  const random = seeded(1 + machineIds.indexOf(machineId))
  const history: MachineTick[] = []
  let now: MachineTick = { temperature: 40, state: 2, good: 100 }
  for (let tick = 0; tick < ticks; tick++) {
    const changes = random() < 0.02
    const state = changes ? (([1, 2, 3] as const)[Math.floor(random() * 3)] ?? 2) : now.state
    const made = now.state === 2 && random() < 0.1 ? 1 : 0
    const restarts = random() < 0.002
    const temperature = 40 + tick / 1e6 + Math.round(random() * 1000) / 100
    now = { temperature, state, good: restarts ? 0 : now.good + made }
    history.push(now)
  }
  return history
}
