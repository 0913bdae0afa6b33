import { z } from 'zod'
import type { Figure } from '../../../../tools/index.ts'
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
type Window = Figure['window']

const mostRows = 20

export const composeOrders: Composer = (speech, { data, figures }) => {
  const { say, reading } = speech
  const found = orders.parse(data)
  const { window } = figures?.[0] ?? {}
  const { zone = 'UTC' } = window ?? {}
  const [zh, en] = orderWords[reading.orderStatus ?? 'open'] ?? orderWords.open
  const time = window === undefined ? '' : ofTime(speech, window)
  if (found.total === 0) return say(`没有${zh}的订单${time}。`, `There are no ${en} orders${time}.`)
  if (reading.orderId !== undefined) return oneOrder(speech, { found, zone })
  const headline = say(
    `${zh}订单 **${found.total}** 张${time},其中按当前排程会延期 **${found.late}** 张。`,
    `**${found.total}** ${en} orders${time}; **${found.late}** of them are late by the current schedule.`,
  )
  const shown = found.orders.slice(0, mostRows)
  const rows = shown.map((row) => orderLine(speech, row, zone))
  const isCut = found.truncated || found.orders.length > mostRows
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
  return [headline, ...rows, ...more, ...hint].join('\n')
}

/** When they are due or were completed, where a time was asked for. */
function ofTime({ say, reading, instant }: Speech, { from, to, zone }: Window): string {
  if (!reading.isOfTime) return ''
  const [zh, en] = reading.orderStatus === 'completed' ? ['完工', 'completed'] : ['交期', 'due']
  const [first, end] = [instant(from, zone), instant(to, zone)]
  const isOpen = from === to
  return say(
    `(${zh}在 ${first} 起${isOpen ? '' : `、${end} 前`})`,
    ` ${en} from ${first} on${isOpen ? '' : `, before ${end}`}`,
  )
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
