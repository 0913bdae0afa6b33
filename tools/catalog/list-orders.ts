import { z } from 'zod'
import {
  findProduct,
  findSite,
  listOrders,
  type OrderList,
  orderStatuses,
  siteZone,
  ticketWindow,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool, type Figure } from '../define-tool.ts'

const input = z.strictObject({
  site: z.string().min(1).optional().describe('Omitted: every site you may see.'),
  status: z.enum(orderStatuses).optional().describe('Omitted: every open one.'),
  product: z.string().min(1).optional(),
  late_only: z.boolean().default(false),
  from: z.string().optional().describe('Due, or completed, from then on.'),
  to: z.string().optional().describe('Excluded.'),
  limit: z.int().min(0).max(200).default(20),
})

const output = z.strictObject({
  total: z.int(),
  late: z.int(),
  orders: z.array(
    z.strictObject({
      id: z.string(),
      site: z.string(),
      product: z.string(),
      product_name: z.string().nullable(),
      quantity: z.int(),
      produced: z.int(),
      status: z.string(),
      priority: z.int(),
      release_at: z.string(),
      due_at: z.string(),
      completed_at: z.string().nullable(),
      scheduled_end_at: z.string().nullable(),
      late_h: z.number().nullable().describe('Hours after due, negative when early.'),
    }),
  ),
  truncated: z.boolean(),
  schedules: z.array(
    z.strictObject({ site: z.string(), id: z.string(), published_at: z.string() }),
  ),
})

type Input = z.output<typeof input>

export const listOrdersTool = defineTool({
  name: 'list_orders',
  title: { zh: '查询生产订单', en: 'List production orders' },
  description:
    'Production orders by due time: quantity, produced so far, status, priority (1: most urgent), end in the current schedule, hours late. late_only: what will miss its due time. `total` and `late` ignore `limit`. To improve lateness: propose_schedule.',
  effect: 'read',
  toolset: 'planning',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const now = ctx.clock()
    const { list, dimensions, window } = await ctx.db.tx('read', (tx) => find(tx, given, now), {
      principal: ctx.principal,
      signal: ctx.signal,
    })
    const matching = given.late_only ? list.late : list.total
    return {
      data: {
        total: list.total,
        late: list.late,
        orders: list.rows.map((row) => shown(row, ctx.language)),
        truncated: list.rows.length < matching,
        schedules: list.schedules.map(({ siteId, id, publishedAt }) => ({
          site: siteId,
          id,
          published_at: publishedAt.toISOString(),
        })),
      },
      figures: [
        countFigure('order_count', list.total, { dimensions, window, list }),
        countFigure('late_order_count', list.late, { dimensions, window, list }),
      ],
    }
  },
})

async function find(tx: Tx, given: Input, now: Date) {
  const site = given.site === undefined ? null : await findSite(tx, given.site)
  const product =
    given.product === undefined
      ? null
      : await findProduct(tx, { siteId: site?.siteId ?? null, typed: given.product })
  const place = site ?? (product ? await findSite(tx, product.siteId) : null)
  const siteId = place?.siteId ?? null
  const productId = product?.id ?? null
  const zone = place?.zone ?? (await siteZone(tx))
  const span = ticketWindow({ from: given.from, to: given.to, zone })
  const list = await listOrders(
    tx,
    { siteId, status: given.status ?? null, productId, ...span, now },
    { lateOnly: given.late_only, limit: given.limit },
  )
  const dimensions = {
    ...(siteId ? { site: siteId } : {}),
    ...(productId ? { product: productId } : {}),
    status: given.status ?? 'open',
  }
  // Orders as they stand now, where no time is asked for.
  const [from, to] = [span.from ?? now, span.to ?? span.from ?? now].map((at) => at.toISOString())
  return { list, dimensions, window: { from: from ?? '', to: to ?? '', zone } }
}

function shown(row: OrderList['rows'][number], language: 'zh' | 'en') {
  return {
    id: row.id,
    site: row.siteId,
    product: row.productId,
    product_name: language === 'zh' ? row.productZh : row.productEn,
    quantity: row.quantity,
    produced: row.produced,
    status: row.status,
    priority: row.priority,
    release_at: row.releaseAt.toISOString(),
    due_at: row.dueAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
    scheduled_end_at: row.scheduledEndAt?.toISOString() ?? null,
    late_h: row.latenessH === null ? null : Math.round(row.latenessH * 10) / 10,
  }
}

type Counted = Pick<Figure, 'dimensions' | 'window'> & { list: OrderList }

function countFigure(metric: string, value: number, { dimensions, window, list }: Counted): Figure {
  const published = list.schedules.map(({ publishedAt }) => publishedAt.toISOString()).sort()
  return {
    metric,
    version: 1,
    value,
    unit: 'count',
    dimensions,
    window,
    rows: list.total,
    freshness: published.at(-1) ?? null,
    truncated: false,
  }
}
