import type { Language } from '../../../../base/language.ts'
import { askBack } from '../../../answer.ts'
import type { Reading } from '../reading.ts'
import { type Kind, kindsOf } from './kinds.ts'

const inWords: Record<Exclude<Kind, 'none'>, Record<Language, string>> = {
  query_kpi: { zh: '指标的数字', en: 'a figure' },
  explain_kpi: { zh: '数字变化的原因', en: 'why a figure moved' },
  list_metrics: { zh: '指标的定义', en: 'what a figure means' },
  read_machine_state: { zh: '设备现在的状态', en: 'the state of a machine now' },
  find_equipment: { zh: '有哪些设备', en: 'which machines there are' },
  search_knowledge: { zh: '文档里的规定', en: 'what the documents say' },
  list_tickets: { zh: '维修工单', en: 'tickets' },
  list_orders: { zh: '生产订单', en: 'orders' },
  open_maintenance_ticket: { zh: '新开一张工单', en: 'a new ticket' },
  propose_schedule: { zh: '重新排程', en: 'a new schedule' },
  propose_change: { zh: '一项更改', en: 'a change' },
}

/** Says what was read and what is likelier meant, instead of an answer to another question. */
export function askWhichKind({ language, intent, likelier = 'none' }: Reading): string {
  const own = kindsOf[intent]?.[0] ?? 'none'
  const read = own === 'none' ? '' : inWords[own][language]
  const likely = likelier === 'none' ? null : inWords[likelier][language]
  return askBack((likely === null ? perhapsNone : either)[language](read, likely ?? ''))
}

const either: Record<Language, (read: string, likely: string) => string> = {
  zh: (read, likely) => `您要的是“${read}”,还是“${likely}”?请换个说法再说一次。`,
  en: (read, likely) =>
    `Do you want ${read}, or ${likely}? Say it in other words, and I answer the one that you mean.`,
}
const perhapsNone: Record<Language, (read: string) => string> = {
  zh: (read) =>
    `我把它读成了“${read}”,但它更像是在问这里没有数据的事。请换个说法,说清要看哪个数字、设备或文档。`,
  en: (read) =>
    `I read it as a wish for ${read}, but it sounds like something that no data here tell. Say it in other words: which figure, machine or document do you mean?`,
}
