/** What the explorer asks for, as it stands in its address: shared and bookmarked as it is. */
import type { KpiQuery } from '../../server/http/contract.ts'

export const dimensions = [
  ...(['site', 'line', 'machine', 'product', 'team', 'shift', 'reason'] as const),
  ...(['material', 'supplier'] as const),
]
export type Dimension = (typeof dimensions)[number]

export const periods = [
  ...(['today', 'yesterday', 'last_n_days', 'last_n_hours', 'this_week', 'last_week'] as const),
  ...(['this_month', 'last_month', 'this_shift', 'last_shift'] as const),
]
export const grains = ['none', 'hour', 'shift', 'day', 'week', 'month'] as const

/** Flat, so that an address stays readable: lists are joined by commas. */
export type ExploreSearch = {
  metrics?: string
  by?: string
  period?: string
  n?: number
  from?: string
  to?: string
  grain?: string
  /** `previous_period`, or two instants: `from..to`. */
  compare?: string
  /** `oee.desc`, `oee.change.asc`, `time.asc`. */
  order?: string
  limit?: number
  show?: 'table'
  /** The saved view that this question began from: `suzhou/view_1`. */
  view?: string
} & { [D in Dimension]?: string }

export type Span = { from: string; to: string }
export type View = {
  metrics: string[]
  by: string[]
  filters: Record<string, string[]>
  /** A period, or else a span in plant time. */
  window: { period: string; n: number | null } | Span
  grain: string
  compare: 'none' | 'previous_period' | Span
  order: { by: string; direction: 'asc' | 'desc' } | null
  limit: number
  show: 'chart' | 'table'
  saved: SavedKey | null
}
export type SavedKey = { siteId: string; id: string }

const textKeys = [
  ...(['metrics', 'by', 'period', 'from', 'to', 'grain', 'compare', 'order', 'view'] as const),
]
const defaults = { metrics: 'oee', period: 'last_n_days', n: 14, grain: 'day', limit: 50 }

/** Keeps what an address may hold; whether it makes sense is said by the server. */
export function readSearch(given: Record<string, unknown>): ExploreSearch {
  const search: ExploreSearch = {}
  for (const key of [...textKeys, ...dimensions]) {
    const value = given[key]
    if (typeof value === 'string' || typeof value === 'number') search[key] = String(value)
  }
  for (const key of ['n', 'limit'] as const) {
    const value = Number(given[key])
    if (given[key] !== undefined && Number.isFinite(value)) search[key] = value
  }
  return given.show === 'table' ? { ...search, show: 'table' } : search
}

export function viewOf(search: ExploreSearch): View {
  const filters = dimensions.flatMap((dimension) => {
    const values = split(search[dimension])
    return values.length === 0 ? [] : [[dimension, values] as const]
  })
  return {
    metrics: split(search.metrics ?? defaults.metrics),
    by: split(search.by),
    filters: Object.fromEntries(filters),
    window: windowOf(search),
    // A first look is a line through the days; whoever asks for a split wants its bars.
    grain: search.grain ?? (search.by === undefined ? defaults.grain : 'none'),
    compare: compareOf(search.compare),
    order: orderOf(search.order),
    limit: search.limit ?? defaults.limit,
    show: search.show ?? 'chart',
    saved: savedOf(search.view),
  }
}

function windowOf({ period, n, from, to }: ExploreSearch): View['window'] {
  if (from !== undefined || to !== undefined) return { from: from ?? '', to: to ?? '' }
  if (period === undefined) return { period: defaults.period, n: n ?? defaults.n }
  return { period, n: countsBack(period) ? (n ?? defaults.n) : null }
}

export const countsBack = (period: string): boolean => period.startsWith('last_n_')

function compareOf(text = 'none'): View['compare'] {
  if (text === 'none' || text === 'previous_period') return text
  const [from = '', to = ''] = text.split('..')
  return { from, to }
}

function orderOf(text: string | undefined): View['order'] {
  const [, by, direction] = /^(.+)\.(asc|desc)$/.exec(text ?? '') ?? []
  return by === undefined ? null : { by, direction: direction === 'asc' ? 'asc' : 'desc' }
}

function savedOf(text = ''): SavedKey | null {
  const [, siteId, id] = /^([^/]+)\/([^/]+)$/.exec(text) ?? []
  return siteId === undefined || id === undefined ? null : { siteId, id }
}

/** A link to a saved view that says nothing of the question itself. */
export const isBareLink = ({ view, ...rest }: ExploreSearch): boolean =>
  view !== undefined && Object.keys(rest).length === 0

export function searchOf(view: View): ExploreSearch {
  const { metrics, by, filters, window, grain, compare, order, limit, show, saved } = view
  return {
    metrics: join(metrics),
    by: join(by),
    ...Object.fromEntries(
      Object.entries(filters).flatMap(([key, ids]) => (ids.length > 0 ? [[key, join(ids)]] : [])),
    ),
    ...('from' in window ? window : { period: window.period }),
    ...('n' in window && window.n !== null ? { n: window.n } : {}),
    grain,
    ...(compare === 'none' ? {} : { compare: compareText(compare) }),
    ...(order === null ? {} : { order: `${order.by}.${order.direction}` }),
    ...(limit === defaults.limit ? {} : { limit }),
    ...(show === 'table' ? { show } : {}),
    ...(saved === null ? {} : { view: `${saved.siteId}/${saved.id}` }),
  }
}

const compareText = (compare: Exclude<View['compare'], 'none'>): string =>
  compare === 'previous_period' ? compare : `${compare.from}..${compare.to}`

/** Arguments of the tool query_kpi. */
export function queryOf(view: View): KpiQuery {
  const { metrics, by, filters, window, grain, compare, order, limit } = view
  return {
    metrics,
    ...(by.length > 0 ? { dimensions: by as Dimension[] } : {}),
    ...(Object.keys(filters).length > 0 ? { filters } : {}),
    window: 'from' in window ? window : withoutNull(window),
    grain: grain as KpiQuery['grain'],
    ...(compare === 'none' ? {} : { compare }),
    ...(order === null ? {} : { order }),
    limit,
  }
}

type Period = NonNullable<KpiQuery['window']['period']>

/** What the server knows no word for it refuses by name. */
const withoutNull = ({ period, n }: { period: string; n: number | null }) =>
  n === null ? { period: period as Period } : { period: period as Period, n }

/** The view that asks a kept question. */
export function viewOfQuery(query: KpiQuery, { show, saved }: Pick<View, 'show' | 'saved'>): View {
  const { filters = {}, window, compare = 'none' } = query
  const period = window.period ?? ''
  const kept = dimensions.flatMap((one) => (filters[one]?.length ? [[one, filters[one]]] : []))
  return {
    ...{ metrics: query.metrics, by: query.dimensions ?? [], show, saved },
    filters: Object.fromEntries(kept) as View['filters'],
    window:
      period === ''
        ? { from: window.from ?? '', to: window.to ?? '' }
        : { period, n: countsBack(period) ? (window.n ?? defaults.n) : null },
    ...{ grain: query.grain ?? 'none', compare, order: query.order ?? null },
    limit: query.limit ?? defaults.limit,
  }
}

/** Whether two views ask the same; how they are shown counts too. */
export const sameQuestion = (a: View, b: View): boolean =>
  a.show === b.show && JSON.stringify(queryOf(a)) === JSON.stringify(queryOf(b))

const join = (ids: string[]): string =>
  ids.map((id) => id.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')

const split = (text = ''): string[] =>
  text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('%2C', ',').replaceAll('%25', '%'))
