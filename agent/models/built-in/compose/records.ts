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
  return [headline, nextLine(speech, found), ...groups, ...rows, ...more, age]
    .filter(Boolean)
    .join('\n')
}

/** `1号磨床下次保养什么时候`: the next one is known where its ticket is open already. */
function nextLine({ say, reading }: Speech, { tickets: rows }: Tickets): string {
  const isPlanned = rows.some(({ status }) => status === 'open' || status === 'in_progress')
  if (!asksNext.test(reading.question) || isPlanned || rows.length === 0) return ''
  return say(
    '下一张还没有开出来;已有的如下。',
    'The next one is not opened yet; these are those that were.',
  )
}
const asksNext = /下一?[次回张]|\bnext\b/iu

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function spanOf({ say, instant }: Speech, { from, to, zone }: Tickets['window']): string {
  if (from === null && to === null) return say('', ' (all time)')
  const begin = from === null ? '' : instant(from, zone)
  const last = to === null ? '' : instant(new Date(Date.parse(to) - 1).toISOString(), zone)
  const end = last.slice(0, 10)
  if (begin !== '' && begin === end) return say(`${begin},`, `, ${begin}`)
  return say(`${begin} 至 ${end || '现在'},`, `, ${begin} to ${end || 'now'}`)
}

function subject({ reading, say, nameOf, lexicon }: Speech): string {
  const [asset] = reading.equipment
  const own = lexicon.entries.filter(({ kind }) => kind === 'site')
  const site = reading.sites[0] ?? (own.length === 1 ? own[0]?.id : undefined)
  if (asset) return `${nameOf('equipment', asset.id)} (${asset.id})`
  return site ? nameOf('site', site) : say('各厂', 'all sites')
}

function kindOf({ reading, say }: Speech): string {
  const { ticketKind, ticketStatus } = reading
  const status = ticketStatus
    ? ticketStatus === 'open'
      ? unfinished
      : statusWords[ticketStatus]
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
