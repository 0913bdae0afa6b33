import { z } from 'zod'
import type { Reading } from './reading.ts'

const stretch = z.object({ reason: z.string().nullable(), note: z.string().nullable() }).nullable()
const stop = z.object({
  state: stretch,
  last_stop: stretch,
  alarms: z.array(z.object({ message: z.string().nullable() })),
})

/** What to look up in the documents for a stop: its reason, and apart from it what was noted. */
export function stopQueries(reading: Reading, data: unknown): Record<string, unknown>[] {
  const { state, last_stop, alarms } = stop.parse(data)
  const stopped = state?.reason ? state : last_stop
  const said = [stopped?.reason, stopped?.note ?? alarms[0]?.message].filter((one) => !!one)
  const queries = said.length > 0 ? said : [reading.question]
  return [...new Set(queries)].map((query) => ({
    query: query?.slice(0, 200),
    equipment: reading.equipment[0]?.id,
    limit: 3,
  }))
}
