import type { ResultWords } from './words-en.ts'

export const zh: ResultWords = {
  heading: '成效',
  lead: '已执行的提议承诺了什么，之后实测如何。',
  toInbox: '返回收件箱',
  none: '还没有实测结果',
  noneHint: '提议执行后，到了它所说的时间就会实测。',
  outcome: '实测成效',
  dueAt: '将于此时实测：',
  promised: (change) => `承诺：${change}。`,
  hits: { true: '已兑现。', false: '未兑现。' },
  between: (low, high) => `${low} 至 ${high}（80%）`,
  beside: (machines) => `与未采取行动的 ${machines} 对比。实测于`,
  alone: '没有可比设备：执行后与执行前相比。实测于',
  values: (before, after) => `之前 ${before}，之后 ${after}。`,
  unmeasured: (reason) => `无法实测：${reason}。`,
  reasons: {
    no_data: '执行后的时间没有数据',
    no_baseline: '执行前的时间没有数据',
    data_late: '执行后的数据没有按时到达',
    not_measurable: '该指标或设备已不存在',
    prediction_incomplete: '提议没有说明要实测什么',
  },
  tracks: '各类提议的兑现情况',
  columns: {
    tool: '提议',
    metric: '指标',
    measured: '已实测',
    hit: '兑现',
    sign: '方向正确',
    bias: '偏差',
    coverage: '落入区间',
  },
  of: (measured, all) => `${measured} / ${all}`,
  newest: '最新结果',
  explain:
    '兑现：方向与承诺一致，且至少达到一半。偏差：实测 ÷ 承诺 − 1。落入区间：实测变化在提议所说的区间内。',
}
