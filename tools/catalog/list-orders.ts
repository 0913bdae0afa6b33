import { z } from 'zod'
import {
  findProduct,
  findSite,
  listOrders,
  type OrderList,
  orderStatuses,
  siteZone,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { defineTool, type Figure } from '../define-tool.ts'

const input = z.strictObject({
  site: z.string().min(1).optional().describe('Omitted: every site you may see.'),
  status: z.enum(orderStatuses).optional().describe('Omitted: every open one.'),
  product: z.string().min(1).optional(),
  late_only: z.boolean().default(false),
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
    'Production orders by due time: quantity, produced so far, status, priority (1 is most urgent), due time, end in the current schedule and hours late. Use late_only for what will miss its due time. `total` and `late` are exact whatever `limit` is. Lateness is by the current schedule; to improve it: propose_schedule.',
  effect: 'read',
  toolset: 'planning',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const now = ctx.clock()
    const { list, dimensions, zone } = await ctx.db.tx('read', (tx) => find(tx, given, now), {
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
        countFigure('order_count', list.total, { dimensions, zone, now, list }),
        countFigure('late_order_count', list.late, { dimensions, zone, now, list }),
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
  const siteId = site?.siteId ?? product?.siteId ?? null
  const productId = product?.id ?? null
  const list = await listOrders(
    tx,
    { siteId, status: given.status ?? null, productId, now },
    { lateOnly: given.late_only, limit: given.limit },
  )
  const dimensions = {
    ...(siteId ? { site: siteId } : {}),
    ...(productId ? { product: productId } : {}),
    status: given.status ?? 'open',
  }
  return { list, dimensions, zone: site?.zone ?? (await siteZone(tx)) }
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

type Counted = { dimensions: Record<string, string>; zone: string; now: Date; list: OrderList }

/** Orders as they stand now: the window is this instant. */
function countFigure(
  metric: string,
  value: number,
  { dimensions, zone, now, list }: Counted,
): Figure {
  const at = now.toISOString()
  const published = list.schedules.map(({ publishedAt }) => publishedAt.toISOString()).sort()
  return {
    metric,
    version: 1,
    value,
    unit: 'count',
    dimensions,
    window: { from: at, to: at, zone },
    rows: list.total,
    freshness: published.at(-1) ?? null,
    truncated: false,
  }
}
