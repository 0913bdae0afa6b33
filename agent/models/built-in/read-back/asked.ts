import type { Language } from '../../../../base/language.ts'
import type { EntryKind } from '../lexicon/entry.ts'
import { entryOf, type Lexicon } from '../lexicon/lexicon.ts'
import type { Dimension, Grain, Reading } from '../reading.ts'
import { windowWords } from './window-words.ts'

/** By the names that people use, or by ids where a name is used twice. */
export type Naming = 'names' | 'ids'
type Telling = { reading: Reading; lexicon: Lexicon; naming: Naming }

export const splitWords: Record<Dimension | Grain, Record<Language, string>> = {
  site: { zh: '按工厂', en: 'by site' },
  line: { zh: '按产线', en: 'by line' },
  machine: { zh: '按设备', en: 'by machine' },
  team: { zh: '按班组', en: 'by team' },
  shift: { zh: '按班次', en: 'by shift' },
  product: { zh: '按产品', en: 'by product' },
  reason: { zh: '按停机原因', en: 'by reason' },
  supplier: { zh: '按供应商', en: 'by supplier' },
  material: { zh: '按物料', en: 'by material' },
  hour: { zh: '按小时', en: 'by hour' },
  day: { zh: '按天', en: 'by day' },
  week: { zh: '按周', en: 'by week' },
  month: { zh: '按月', en: 'by month' },
}

/** Slots of a scope with what their names are found by. */
export const scopeSlots = [
  ['teams', 'team'],
  ['shifts', 'shift'],
  ['products', 'product'],
  ['reasons', 'reason'],
  ['suppliers', 'supplier'],
  ['materials', 'material'],
] as const satisfies [keyof Reading, EntryKind][]

/** A reading as a plain question that stands alone; null for what is no question about figures or lists. */
export function asked(telling: Telling): string | null {
  const { reading } = telling
  const [scope, window] = [scopeWords(telling), reading.window ? windowIn(telling) : '']
  const zh = reading.language === 'zh'
  const about = (subject: string) => (scope === '' ? subject : `${subject} of ${scope}`)
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(' ')
  switch (reading.intent) {
    case 'kpi': {
      const [subject, shape] = [metricWords(telling), shapeWords(reading)]
      const splits = [...reading.dimensions, ...(reading.grain ? [reading.grain] : [])]
      const split = splits.map((one) => splitWords[one][reading.language]).join(' ')
      return zh
        ? join(scope, window, split, subject, shape)
        : join(about(subject), split, window, shape)
    }
    case 'explain':
      return zh
        ? join(`为什么${scope}`, window, `${metricWords(telling)}变化了?`)
        : `${join(`Why did ${about(metricWords(telling))} change`, window)}?`
    case 'tickets': {
      const subject = join(...ticketWords(reading))
      return zh ? join(scope, window, subject) : join(about(subject), window)
    }
    case 'orders': {
      const late = reading.onlyLate ? { zh: '延期的', en: 'Late' } : { zh: '', en: '' }
      return zh
        ? join(scope, `${late.zh}订单`)
        : about(join(late.en, late.en ? 'orders' : 'Orders'))
    }
    case 'state':
      return zh ? `${scope} 现在的状态` : `What is the state of ${scope} now?`
    case 'health':
      return zh
        ? `${scope}健康状况怎么样?`
        : join('How healthy', scope ? `is ${scope}?` : 'are the machines?')
    case 'cause':
      return zh ? `${scope} 为什么停机?` : `Why is ${scope} down?`
    case 'metrics':
      return zh ? `${metricWords(telling)}怎么算?` : `How is ${metricWords(telling)} calculated?`
    default:
      return null
  }
}

const windowIn = ({ reading, lexicon }: Telling): string =>
  reading.window ? windowWords(reading.window, reading.language, lexicon) : ''

const named = ({ lexicon, naming, reading }: Telling, kind: EntryKind, id: string): string =>
  naming === 'ids' ? id : (entryOf(lexicon, kind, id)?.[reading.language] ?? id)

function metricWords(telling: Telling): string {
  const { metrics, language } = telling.reading
  return metrics.map((id) => named(telling, 'metric', id)).join(language === 'zh' ? '和' : ' and ')
}

function scopeWords(telling: Telling): string {
  const { reading } = telling
  const places =
    reading.equipment.length > 0
      ? reading.equipment.map(({ id }) => named(telling, 'equipment', id))
      : reading.sites.map((id) => named(telling, 'site', id))
  const others = scopeSlots.flatMap(([slot, kind]) =>
    reading[slot].map((id) => named(telling, kind, id)),
  )
  return [...places, ...others].join(reading.language === 'zh' ? ' ' : ', ')
}

function shapeWords({ language, compare, order, limit, threshold }: Reading): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const end = order === 'lowest' ? say('最低的', 'lowest') : say('最高的', 'highest')
  return [
    ...(order ? [limit ? say(`${end} ${limit} 个`, `${end} ${limit}`) : end] : []),
    ...(threshold && threshold !== 'unclear' ? [threshold.said] : []),
    ...(compare === 'previous' ? [say('与上一周期对比', 'compared with the previous period')] : []),
    ...(typeof compare === 'object' ? [say('同比', 'year on year')] : []),
  ].join(' ')
}

export const ticketKindWords = {
  corrective: { zh: '纠正性', en: 'corrective' },
  preventive: { zh: '预防性', en: 'preventive' },
  inspection: { zh: '点检', en: 'inspection' },
} as const
export const ticketStatusWords = {
  open: { zh: '未关闭', en: 'open' },
  in_progress: { zh: '处理中', en: 'in progress' },
  closed: { zh: '已关闭', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const

function ticketWords({ language, ticketKind, ticketStatus, count }: Reading): string[] {
  const zh = language === 'zh'
  const status = ticketStatus ? ticketStatusWords[ticketStatus][language] : ''
  const kind = ticketKind ? ticketKindWords[ticketKind][language] : ''
  if (zh) return [status && `${status}的`, `${kind}维修工单`, count ? '有多少' : '']
  return [count ? 'How many' : 'List', status, kind, 'work orders']
}
