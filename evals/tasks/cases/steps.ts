import type { Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'

type Step = TaskPair['steps'][number]
type Call = { name: string; args: Record<string, unknown> }

/** What a model calls and then says. */
export const script = (calls: Call[], text: string | Localized) => [{ calls }, { text }]

/** Asks what became of the newest proposal. */
export const asksStatus = (word: Localized): Step => ({
  say: { zh: '提案 {{action}} 怎么样了?', en: 'What became of proposal {{action}}?' },
  facts: [word],
  script: script([{ name: 'action_status', args: { action_id: '{{action}}' } }], {
    zh: `{{1.title}}({{1.status}}):${word.zh}。`,
    en: `{{1.title}} ({{1.status}}): ${word.en}.`,
  }),
})

export const done: Localized = { zh: '已执行', en: 'done' }
export const rejected: Localized = { zh: '已驳回', en: 'rejected' }
export const waiting: Localized = { zh: '等待审批', en: 'waiting for approval' }

export const approved = (as: string): Step => ({ decide: 'approve', as, outcome: 'approved' })

/** A model that has nothing to call. */
export const asks = (text: Localized) => [
  { text: { zh: `[[ask]] ${text.zh}`, en: `[[ask]] ${text.en}` } },
]
export const abstains = (reason: string) => [
  {
    text: {
      zh: `[[abstain:${reason}]] 无法回答。`,
      en: `[[abstain:${reason}]] That cannot be answered.`,
    },
  },
]
