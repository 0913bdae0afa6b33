import type { Language } from '../../../../base/language.ts'
import type { Supposed } from '../acts/asked-change.ts'
import type { Intent, Reading } from '../reading.ts'
import { ticketKindWords, ticketStatusWords } from './asked.ts'
import { type Draft, type Looked, sayIn } from './draft.ts'

/** What kind of answer was looked for, where it is not a figure. */
const subjects: Partial<Record<Intent, Record<Language, string>>> = {
  explain: { zh: '变化原因', en: 'why it changed' },
  cause: { zh: '停机原因', en: 'why it stopped' },
  state: { zh: '设备状态', en: 'state now' },
  search: { zh: '文档', en: 'documents' },
  howto: { zh: '文档', en: 'documents' },
  orders: { zh: '生产订单', en: 'production orders' },
  late_order: { zh: '订单为什么延期', en: 'why an order is late' },
  schedule: { zh: '提议新排程', en: 'propose a schedule' },
  what_if: { zh: '试算排程', en: 'try a schedule' },
  stock: { zh: '库存推演', en: 'projected stock' },
  settings: { zh: '工艺窗口', en: 'process window' },
  lots: { zh: '批次追溯', en: 'trace of lots' },
  open_ticket: { zh: '提议维修工单', en: 'propose a maintenance ticket' },
  change_ticket: { zh: '提议修改工单', en: 'propose a change of a ticket' },
  change: { zh: '提议一项变更', en: 'propose a change' },
  metrics: { zh: '指标定义', en: 'definition' },
  equipment: { zh: '设备清单', en: 'list of equipment' },
}

export function subjectParts({ reading, language }: Looked): Draft[] {
  const label =
    reading.intent === 'tickets' ? ticketLabel(reading) : subjects[reading.intent]?.[language]
  if (label === undefined) return []
  const others = reading.intent === 'tickets' ? otherTickets(reading) : []
  return [{ kind: 'subject', label, span: null, source: 'said', others }]
}

/** How long a schedule keeps its machines free, and what it or a projection supposes. */
export function planParts({ reading: { keepFree, supposed, stock }, language }: Looked): Draft[] {
  const say = sayIn(language)
  const hours = keepFree?.[0]?.hours
  const labels = [
    ...(hours === undefined ? [] : [say(`停 ${hours} 小时`, `out for ${hours} h`)]),
    ...(supposed === undefined ? [] : [supposedWords[supposed.kind][language]]),
    ...[supposed?.order, supposed?.worker].flatMap((id) => id ?? []),
    ...(supposed?.until === undefined
      ? []
      : [say(`到 ${supposed.until}`, `until ${supposed.until}`)]),
    ...(stock?.days === undefined ? [] : [say(`${stock.days} 天内`, `within ${stock.days} days`)]),
    ...(stock?.late ?? []).map(({ days }) => say(`晚 ${days} 天`, `${days} days late`)),
    ...(stock?.demandPercent === undefined
      ? []
      : [say(`用量变化 ${stock.demandPercent}%`, `demand by ${stock.demandPercent} %`)]),
  ]
  return labels.map((label) => ({ kind: 'limit', label, span: null, source: 'said', others: [] }))
}

const supposedWords: Record<Supposed['kind'], Record<Language, string>> = {
  rush_order: { zh: '订单加急', en: 'a rush order' },
  late_material: { zh: '物料晚到', en: 'late material' },
  quality_hold: { zh: '质量扣留', en: 'a quality hold' },
  absent_operator: { zh: '有人不在', en: 'somebody away' },
}

function ticketLabel({ language, ticketKind, ticketStatus }: Reading): string {
  const kind = ticketKind ? ticketKindWords[ticketKind][language] : ''
  const status = ticketStatus ? ticketStatusWords[ticketStatus][language] : ''
  return language === 'zh'
    ? `${status}${kind}维修工单`
    : [status, kind, 'work orders'].filter((word) => word !== '').join(' ')
}

/** The same tickets, whether or not they are closed. */
function otherTickets(reading: Reading): Draft['others'] {
  const say = sayIn(reading.language)
  const states = ['open', 'in_progress', 'closed', undefined] as const
  return states
    .filter((state) => state !== reading.ticketStatus)
    .map((state) => {
      const { ticketStatus: _, ...rest } = reading
      const label = state
        ? ticketLabel({ ...rest, ticketStatus: state })
        : say(`全部${ticketLabel(rest)}`, `all ${ticketLabel(rest)}`)
      return { label, change: { ticketStatus: state } }
    })
}
