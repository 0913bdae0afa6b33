import { type MachineTick, machineHistory, machineIds, tickTime } from './simulated-machines.ts'

const names = { 1: 'idle', 2: 'execute', 3: 'aborted' } as const

/** What the simulated machines should total, by plain counting. */
export function expectedTotals(ticks: number) {
  const machines = machineIds.map((machineId) => {
    const history = machineHistory(machineId, ticks)
    return { machineId, history, starts: startsOf(history) }
  })
  return {
    measurements: machines.length * ticks,
    good: machines.reduce((sum, { history }) => sum + goodOf(history), 0),
    states: machines.flatMap(({ machineId, history, starts }) =>
      starts.map((tick, at) => {
        const end = starts[at + 1]
        const until = end === undefined ? 'open' : tickTime(end).toISOString()
        const state = names[history[tick]?.state ?? 1]
        return `${machineId} ${tickTime(tick).toISOString()} ${until} ${state}`
      }),
    ),
  }
}

function goodOf(history: MachineTick[]): number {
  return history.slice(1).reduce((sum, { good }, before) => {
    const by = good - (history[before]?.good ?? 0)
    return sum + (by < 0 ? good : by)
  }, 0)
}

const startsOf = (history: MachineTick[]): number[] =>
  history.flatMap(({ state }, tick) => (state === history[tick - 1]?.state ? [] : [tick]))
