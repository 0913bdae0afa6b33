import {
  type Control,
  comparableMachines,
  type Measure,
  type MeasureRequest,
  type Window,
} from '../actions/index.ts'
import { AppError } from '../base/app-error.ts'
import type { Clock } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { type KpiQuery, type KpiResult, queryKpi } from '../factory/index.ts'
import type { Db } from '../store/index.ts'

type Asking = { db: Db; clock: Clock; principal: Principal }
/** `metric` as the metric centre takes it: `downtime`, or `downtime@2` for that version. */
type Scope = Pick<MeasureRequest, 'siteId' | 'metric' | 'filters'>

/** As many earlier windows are looked at to learn what changes by itself. */
const earlierWindows = 6

/** What the metric centre says of an executed action, of its machine and of comparable ones. */
export const measureWith =
  (deps: { db: Db; clock: Clock }): Measure =>
  async (asked) => {
    const request = { ...asked, metric: `${asked.metric}@${asked.version}` }
    const { siteId, before, after } = request
    const principal: Principal = {
      ...{ userId: 'system', language: 'en' },
      roles: [{ siteId, role: 'system' }],
    }
    const asking = { ...deps, principal }
    return unlessUnknown(async () => {
      const [row] = (await compared(asking, request, {})).rows
      const whole = await read(asking, { ...request, filters: {} }, after)
      return {
        before: row?.before?.[0]?.value ?? null,
        after: row?.now[0]?.value ?? null,
        controls: await controlsOf(asking, request),
        earlier: changesOf(await valuesBefore(asking, request, before)),
        dataUntil: whole.freshness,
      }
    })
  }

/** Null where the metric centre knows a metric, version or filter no longer. */
export async function unlessUnknown<Found>(ask: () => Promise<Found>): Promise<Found | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AppError && /^(invalid_input|not_found)$/.test(error.code)) return null
    throw error
  }
}

async function controlsOf(asking: Asking, request: MeasureRequest): Promise<Control[]> {
  const { siteId, filters, before, after } = request
  const [machine, ...more] = filters.machine ?? []
  if (machine === undefined || more.length > 0) return []
  const stretch = { siteId, machine, from: before.from, to: after.to }
  const others = await comparableMachines(asking.db, stretch)
  if (others.length === 0) return []
  const scope = { ...request, filters: { ...filters, machine: others } }
  const { rows } = await compared(asking, scope, { dimensions: ['machine'] })
  return rows.flatMap(({ keys, now, before: then }) => {
    const [is, was] = [now[0]?.value ?? null, then?.[0]?.value ?? null]
    return is === null || was === null
      ? []
      : [{ machine: keys.machine ?? '', before: was, after: is }]
  })
}

/** A window and those before it, each as long, newest first; it stops where there are no data. */
export async function valuesBefore(
  asking: Asking,
  scope: Scope,
  window: Window,
): Promise<number[]> {
  const lengthMs = window.to.getTime() - window.from.getTime()
  const values: number[] = []
  for (let back = 0; back <= earlierWindows; back += 1) {
    const from = new Date(window.from.getTime() - back * lengthMs)
    const { rows } = await read(asking, scope, { from, to: new Date(from.getTime() + lengthMs) })
    const value = rows[0]?.now[0]?.value ?? null
    if (value === null) break
    values.push(value)
  }
  return values
}

/** Which version of a metric answers, and in what unit. */
export async function readMetric(asking: Asking, scope: Scope, window: Window) {
  const [metric] = (await read(asking, scope, window)).metrics
  if (metric === undefined) throw new AppError('internal', `${scope.metric} was not read`)
  return { version: metric.version, unit: metric.unit }
}

/** From each value to the next newer one. */
export const changesOf = (newestFirst: number[]): number[] =>
  newestFirst.slice(1).map((older, at) => (newestFirst[at] ?? older) - older)

const compared = (asking: Asking, request: MeasureRequest, more: Partial<KpiQuery>) =>
  queryKpi(
    { ...asking, language: 'en' },
    { ...queryOf(request), window: isoOf(request.after), compare: isoOf(request.before), ...more },
  )

const read = (asking: Asking, scope: Scope, window: Window): Promise<KpiResult> =>
  queryKpi({ ...asking, language: 'en' }, { ...queryOf(scope), window: isoOf(window) })

const queryOf = ({ siteId, metric, filters }: Scope) => ({
  metrics: [metric],
  filters: { ...filters, site: [siteId] },
})

const isoOf = ({ from, to }: Window) => ({ from: from.toISOString(), to: to.toISOString() })
