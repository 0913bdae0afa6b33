import { z } from 'zod'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const tickets = z.object({
  total: z.number(),
  window: z.object({ from: z.string().nullable(), to: z.string().nullable(), zone: z.string() }),
  tickets: z.array(
    z.object({
      id: z.string(),
      equipment: z.string(),
      kind: z.string(),
      status: z.string(),
      title: z.string(),
      opened_at: z.string(),
    }),
  ),
  truncated: z.boolean(),
  groups: z.array(z.object({ key: z.string(), count: z.number() })),
  freshness: z.string().nullable(),
})
type Tickets = z.output<typeof tickets>

const kindWords = {
  corrective: ['纠正性维修', 'corrective'],
  preventive: ['预防性维护', 'preventive'],
  inspection: ['点检', 'inspection'],
} as const
const statusWords: Record<string, readonly [string, string]> = {
  open: ['未处理', 'open'],
  in_progress: ['处理中', 'in progress'],
  closed: ['已关闭', 'closed'],
  cancelled: ['已取消', 'cancelled'],
}

/** A list of open tickets holds those in progress too. */
const unfinished = ['未关闭', 'open'] as const

export const composeTickets: Composer = (speech, { data }) => {
  const { say, instant, reading } = speech
  const found = tickets.parse(data)
  const { zone } = found.window
  const age =
    found.freshness === null
      ? ''
      : say(
          `数据截至 ${instant(found.freshness, zone)}。`,
          `Data until ${instant(found.freshness, zone)}.`,
        )
  const headline = say(
    `${spanOf(speech, found.window)}${subject(speech)}共有 **${found.total}** 张${kindOf(speech) || '维修'}工单。`,
    `${capital(`${kindOf(speech)}work orders`)} of ${subject(speech)}${spanOf(speech, found.window)}: **${found.total}**.`,
  )
  const groups = found.groups.map(({ key, count }) => `- ${key || say('未填', 'none')}: ${count}`)
  const rows =
    reading.count || groups.length > 0
      ? []
      : found.tickets.map((row) => ticketLine(speech, row, zone))
  const more =
    rows.length > 0 && found.truncated
      ? [say('(只显示最近的几张)', '(only the newest are shown)')]
      : []
  return [headline, ...groups, ...rows, ...more, age].filter(Boolean).join('\n')
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function spanOf({ say, instant }: Speech, { from, to, zone }: Tickets['window']): string {
  if (from === null && to === null) return say('', ' (all time)')
  const begin = from === null ? '' : instant(from, zone)
  const last = to === null ? '' : instant(new Date(Date.parse(to) - 1).toISOString(), zone)
  const end = last.slice(0, 10)
  return say(`${begin} 至 ${end || '现在'},`, `, ${begin} to ${end || 'now'}`)
}

function subject({ reading, say, nameOf, lexicon }: Speech): string {
  const [asset] = reading.equipment
  const own = lexicon.entries.filter(({ kind }) => kind === 'site')
  const site = reading.sites[0] ?? (own.length === 1 ? own[0]?.id : undefined)
  if (asset) return asset.id
  return site ? nameOf('site', site) : say('各厂', 'all sites')
}

function kindOf({ reading, say }: Speech): string {
  const { ticketKind, ticketStatus } = reading
  const status = ticketStatus
    ? ticketStatus === 'open'
      ? unfinished
      : statusWords.closed
    : undefined
  const kind = ticketKind ? kindWords[ticketKind] : undefined
  return [status, kind].map((word) => (word ? say(word[0], `${word[1]} `) : '')).join('')
}

function ticketLine(
  { say, instant }: Speech,
  row: Tickets['tickets'][number],
  zone: string,
): string {
  const status = statusWords[row.status] ?? [row.status, row.status]
  return `- ${row.id} · ${row.equipment} · ${say(status[0], status[1])} · ${instant(row.opened_at, zone)} · ${row.title}`
}

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

export const composeOrders: Composer = (speech, { data, figures }) => {
  const { say, reading, instant } = speech
  const found = orders.parse(data)
  const zone = figures?.[0]?.window.zone
  const [zh, en] = orderWords[reading.orderStatus ?? 'open'] ?? orderWords.open
  if (found.total === 0) return say(`没有${zh}的订单。`, `There are no ${en} orders.`)
  const headline = say(
    `${zh}订单 **${found.total}** 张,其中按当前排程会延期 **${found.late}** 张。`,
    `**${found.total}** ${en} orders; **${found.late}** of them are late by the current schedule.`,
  )
  const rows = found.orders.slice(0, 20).map((row) => {
    const late = row.late_h !== null && row.late_h > 0
    const lateness = late ? say(`,延期 ${row.late_h} 小时`, `, ${row.late_h} h late`) : ''
    const product = row.product_name ?? row.product
    return say(
      `- ${row.id}(${row.site}):${product} ${row.produced}/${row.quantity} 件,交期 ${instant(row.due_at, zone)}${lateness}`,
      `- ${row.id} (${row.site}): ${product} ${row.produced}/${row.quantity} pcs, due ${instant(row.due_at, zone)}${lateness}`,
    )
  })
  const more = found.truncated ? [say('(只显示一部分,按交期排列)', '(a part, by due time)')] : []
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
