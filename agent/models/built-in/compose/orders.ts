import { z } from 'zod'
import type { Reading } from '../reading.ts'
import { isoDay, todayIn } from '../time/calendar.ts'
import { wholeDates } from '../time/windows.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const orders = z.object({
  total: z.number(),
  late: z.number(),
  orders: z.array(
    z.object({
      id: z.string(),
      site: z.string(),
      product: z.string(),
      product_name: z.string().nullable(),
      quantity: z.number(),
      produced: z.number(),
      due_at: z.string(),
      completed_at: z.string().nullable(),
      late_h: z.number().nullable(),
    }),
  ),
  truncated: z.boolean(),
})

const orderWords = {
  open: ['未完成', 'open'],
  planned: ['计划中', 'planned'],
  released: ['已下达未开工', 'released'],
  running: ['正在生产', 'running'],
  completed: ['已完成', 'completed'],
  cancelled: ['已取消', 'cancelled'],
} as const

type Found = z.output<typeof orders>
type Order = Found['orders'][number]

const mostRows = 20

export const composeOrders: Composer = (speech, { data, figures }) => {
  const { say, reading } = speech
  const found = orders.parse(data)
  const { from: now = '', zone = 'UTC' } = figures?.[0]?.window ?? {}
  const [zh, en] = orderWords[reading.orderStatus ?? 'open'] ?? orderWords.open
  if (found.total === 0) return say(`没有${zh}的订单。`, `There are no ${en} orders.`)
  if (reading.orderId !== undefined) return oneOrder(speech, { found, zone })
  const asked = ofTime(reading, found.orders, { now, zone })
  const headline = say(
    `${zh}订单 **${found.total}** 张,其中按当前排程会延期 **${found.late}** 张。`,
    `**${found.total}** ${en} orders; **${found.late}** of them are late by the current schedule.`,
  )
  const rows = asked.orders.slice(0, mostRows).map((row) => orderLine(speech, row, zone))
  const isCut = found.truncated || asked.orders.length > mostRows
  const more = isCut ? [say('(只显示一部分,按交期排列)', '(a part, by due time)')] : []
  const hint =
    found.late > 0 && reading.onlyLate
      ? [
          say(
            '可以说“重新排程”,我会提出一个新排程供审批。',
            'Say “reschedule” and I will propose a new schedule for approval.',
          ),
        ]
      : []
  return [headline, ...ofTimeLine(speech, asked), ...rows, ...more, ...hint].join('\n')
}

type At = { now: string; zone: string }
type OfTime = { orders: Order[]; dates?: { from: string; to?: string } }

/** Those that are due, or were completed, in the time that was asked for. */
function ofTime({ orderTime, window }: Reading, all: Order[], { now, zone }: At): OfTime {
  if (orderTime === undefined || window === undefined || now === '') return { orders: all }
  const dates = wholeDates(window, todayIn(zone, new Date(now)))
  const dayOf = (iso: string | null) => {
    if (iso === null) return null
    const { year, month, day } = todayIn(zone, new Date(iso))
    return isoDay(year, month, day)
  }
  const orders = all.filter((row) => {
    const at = dayOf(row[orderTime])
    const until = dates.to?.slice(0, 10)
    return at !== null && at >= dates.from.slice(0, 10) && (until === undefined || at < until)
  })
  return { orders, dates }
}

function ofTimeLine({ say, reading }: Speech, { orders: { length }, dates }: OfTime): string[] {
  if (dates === undefined) return []
  const { from, to } = dates
  const [zh, en] = reading.orderTime === 'due_at' ? ['交期', 'due'] : ['完工', 'completed']
  return [
    say(
      `${zh}在 ${from} 起${to === undefined ? '' : `、${to} 前`}的:**${length}** 张。`,
      `${en} from ${from} on${to === undefined ? '' : `, before ${to}`}: **${length}**.`,
    ),
  ]
}

function oneOrder(speech: Speech, { found, zone }: { found: Found; zone: string }): string {
  const { noData, reading } = speech
  const { orderId = '', orderStatus = 'open' } = reading
  const [zh, en] = orderWords[orderStatus]
  const row = found.orders.find(({ id }) => id.toLowerCase() === orderId.toLowerCase())
  if (row !== undefined) return orderLine(speech, row, zone)
  return noData(
    `${zh}的订单里没有 ${orderId}(您能查看的 ${found.total} 张之中)。`,
    `${orderId} is none of the ${found.total} ${en} orders that you may see.`,
  )
}

function orderLine({ say, instant }: Speech, row: Order, zone: string): string {
  const late = row.late_h !== null && row.late_h > 0
  const lateness = late ? say(`,延期 ${row.late_h} 小时`, `, ${row.late_h} h late`) : ''
  const product = row.product_name ?? row.product
  return say(
    `- ${row.id}(${row.site}):${product} ${row.produced}/${row.quantity} 件,交期 ${instant(row.due_at, zone)}${lateness}`,
    `- ${row.id} (${row.site}): ${product} ${row.produced}/${row.quantity} pcs, due ${instant(row.due_at, zone)}${lateness}`,
  )
}
