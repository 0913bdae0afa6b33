/** What the explorer asks for, as it stands in its address: shared and bookmarked as it is. */

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
}

const textKeys = ['metrics', 'by', 'period', 'from', 'to', 'grain', 'compare', 'order'] as const
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

export function searchOf(view: View): ExploreSearch {
  const { metrics, by, filters, window, grain, compare, order, limit, show } = view
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
  }
}

const compareText = (compare: Exclude<View['compare'], 'none'>): string =>
  compare === 'previous_period' ? compare : `${compare.from}..${compare.to}`

/** Arguments of the tool query_kpi. */
export function queryOf(view: View): Record<string, unknown> {
  const { metrics, by, filters, window, grain, compare, order, limit } = view
  return {
    metrics,
    ...(by.length > 0 ? { dimensions: by } : {}),
    ...(Object.keys(filters).length > 0 ? { filters } : {}),
    window: 'from' in window ? window : withoutNull(window),
    grain,
    ...(compare === 'none' ? {} : { compare }),
    ...(order === null ? {} : { order }),
    limit,
  }
}

const withoutNull = ({ period, n }: { period: string; n: number | null }) =>
  n === null ? { period } : { period, n }

const join = (ids: string[]): string =>
  ids.map((id) => id.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')

const split = (text = ''): string[] =>
  text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('%2C', ',').replaceAll('%25', '%'))
