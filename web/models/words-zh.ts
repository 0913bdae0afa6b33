import type { ModelWords } from './words-en.ts'

export const zh: ModelWords = {
  heading: '语言模型用量',
  lead: '已配置的模型为您做了什么。内置模型不产生费用，不计入。',
  leadAll: '已配置的模型为所有人做了什么。内置模型不产生费用，不计入。',
  days: '时间',
  span: (days) => (days === 1 ? '今天' : days === 366 ? '最近一年' : `最近 ${days} 天`),
  today: '今天',
  tokensToday: '今日 token',
  costToday: '今日费用',
  tokens: (count) => `${count} token`,
  of: (most) => `限额 ${most}`,
  noLimit: '未设限额',
  each: (limits) =>
    `每人每日：${limits.length === 0 ? '未设限额' : `最多 ${limits.join('、')}`}。每日从 UTC 00:00 起算。`,
  reset: '每日从 UTC 00:00 起算。超出限额后，内置模型仍会回答它能理解的问题。',
  none: '这段时间没有用过语言模型',
  noneHint: '内置模型能理解的问题不会再问其他模型。',
  lines: '按日期和模型',
  columns: {
    day: '日期（UTC）',
    person: '人员',
    model: '模型',
    calls: '调用次数',
    tokens: 'token',
    cost: '费用',
  },
  total: '合计',
}
