import type { Language, Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'

type Step = TaskPair['steps'][number]
type Call = { name: string; args: Record<string, unknown> }

export const done: Localized = { zh: '已执行', en: 'done' }
export const rejected: Localized = { zh: '已驳回', en: 'rejected' }
export const waiting: Localized = { zh: '等待审批', en: 'waiting for approval' }

/** What a model calls and then says. */
export const script = (calls: Call[], text: string | Localized) => [{ calls }, { text }]

export const noise: Localized = { zh: '主轴轴承异响', en: 'spindle bearing noise' }

export const draft = (equipment: string, title: Localized, more: Record<string, string> = {}) =>
  script(
    [{ name: 'open_maintenance_ticket', args: { equipment, title, ...more } }],
    '{{1.equipment}}: {{1.proposal.status}}, {{1.proposal.inbox_url}}',
  )

/** The usual request that the tasks about deciding begin with. */
export const asked: Step = {
  say: {
    zh: '给3号机开一张维修工单:主轴轴承异响',
    en: 'Open a ticket for machine 3: spindle bearing noise',
  },
  facts: ['SZ-CNC-03'],
  script: draft('SZ-CNC-03', noise),
}
/** Asks what became of the newest proposal. */
export const asksStatus = (word: Localized): Step => ({
  say: { zh: '提案 {{action}} 怎么样了?', en: 'What became of proposal {{action}}?' },
  facts: [word],
  script: script([{ name: 'action_status', args: { action_id: '{{action}}' } }], {
    zh: `{{1.title}}({{1.status}}):${statusIn('zh')}。`,
    en: `{{1.title}} ({{1.status}}): ${statusIn('en')}.`,
  }),
})

/** What the tool says, in the words of the language. */
const statusIn = (language: Language): string =>
  `{{1.status|done=${done[language]}|rejected=${rejected[language]}|pending=${waiting[language]}}}`

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
