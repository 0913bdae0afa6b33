import type { MetricFacts } from './entry.ts'

/** Which rows of a breakdown are asked for, in the metric's own unit. */
export type Threshold = { side: 'below' | 'above'; value: number; said: string }

const below =
  '低于|小于|少于|不到|不足|未达到?|没达到?|\\b(?:below|under|less\\s+than|lower\\s+than|fewer\\s+than)'
const above =
  '高于|大于|多于|超过|超出|\\b(?:above|over|more\\s+than|higher\\s+than|greater\\s+than|exceed(?:s|ed|ing)?)'
const limit = new RegExp(
  `(${below}|${above})\\s*(\\d+(?:\\.\\d+)?)\\s*(%|个?小时|分钟|秒|件|次|hours?\\b|hrs?\\b|h\\b|minutes?\\b|mins?\\b|seconds?\\b|pcs\\b|pieces\\b|parts\\b|times\\b)?`,
  'iu',
)

/** `more than 10 hours` is no time of day. */
export const withoutLimit = (text: string): string => text.replace(limit, ' ')

/** The limit that a question sets, null for none; `unclear` where its unit is not the metric's. */
export function readThreshold(
  rest: string,
  metric: MetricFacts | undefined,
): Threshold | 'unclear' | null {
  const found = limit.exec(rest)
  if (found === null) return null
  const [said, words = '', digits = '', unit = ''] = found
  const factor = factorTo(metric?.unit ?? '', unit)
  if (factor === null) return 'unclear'
  const side = new RegExp(`^(?:${below})`, 'iu').test(words) ? 'below' : 'above'
  return { side, value: Number(digits) * factor, said: said.trim() }
}

const seconds: [RegExp, number][] = [
  [/小时|^h/iu, 3600],
  [/分钟|^min/iu, 60],
  [/秒|^sec/iu, 1],
]

function factorTo(unit: string, said: string): number | null {
  const spoken = seconds.find(([words]) => words.test(said))?.[1]
  const own = { h: 3600, min: 60, s: 1 }[unit]
  if (spoken !== undefined) return own === undefined ? null : spoken / own
  if (own !== undefined) return said === '' ? 1 : null
  if (unit === '%') return said === '%' || said === '' ? 1 : null
  return said === '%' ? null : 1
}
