import { z } from 'zod'
import type { Reading } from '../reading.ts'

const stretch = z
  .object({
    ...{ category: z.string(), reason: z.string().nullable(), note: z.string().nullable() },
    since: z.string(),
  })
  .nullable()
const stop = z.object({
  state: stretch,
  last_stop: stretch,
  alarms: z.array(z.object({ at: z.string(), code: z.string(), message: z.string().nullable() })),
})

/** An alarm that came this long before a stop, at most, belongs to it. */
const leadMs = 10 * 60_000

/** What to look up in the documents for a stop: its alarm, and its reason with what somebody noted. */
export function stopQueries(reading: Reading, data: unknown): Record<string, unknown>[] {
  const { state, last_stop, alarms } = stop.parse(data)
  const stopped = state === null || state.category === 'production' ? last_stop : state
  const since = Date.parse(stopped?.since ?? '') - leadMs
  const alarm = alarms.find(({ at }) => Date.parse(at) >= since)
  const reason = [stopped?.reason, stopped?.note].filter(Boolean).join(' ')
  // The message of an alarm speaks one language, its code is found in both.
  const code = reason === '' ? `${alarm?.code ?? ''} ${alarm?.message ?? ''}`.trim() : alarm?.code
  const known = [code, reason].filter((one) => !!one)
  const queries = known.length > 0 ? known : [reading.question]
  return queries.map((query) => ({
    query: query?.slice(0, 200),
    equipment: reading.equipment[0]?.id,
    limit: 3,
  }))
}
