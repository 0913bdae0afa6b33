import { countOf } from './calendar.ts'

/** What is written short or said another way, in the words that the grammar reads. */
export const inPlainWords = (said: string): string =>
  rewrites.reduce(
    (text, [words, plain]) => text.replace(words, (...found: string[]) => plain(found)),
    said,
  )

const abbreviations: Record<string, string> = {
  ...{ wk: 'week', wks: 'weeks', mth: 'month', mths: 'months', qtr: 'quarter', yr: 'year' },
  ...{ hr: 'hour', hrs: 'hours', prev: 'previous', avg: 'average', lst: 'last', tkt: 'ticket' },
  ...{ pct: 'percent', atm: 'at the moment', mins: 'minutes', gimme: 'give me', wanna: 'want to' },
  ...{ sept: 'september', prod: 'production', pls: 'please', whats: 'what is', hows: 'how is' },
  ...{ ystd: 'yesterday', yest: 'yesterday', tdy: 'today', thx: 'thanks', w: 'with' },
}

const limits = '(?:超过?|大于|多于|高于|不到|少于|低于|不足|至少|超出)了?'

const rewrites: [RegExp, (found: string[]) => string][] = [
  [/\s&\s/gu, () => ' and '],
  // A length that sets a limit names no time.
  [new RegExp(`(${limits})\\s*半个?(?:小时|钟头)`, 'gu'), ([, limit]) => `${limit}30分钟`],
  [/\bhalf\s+an\s+hour\b/giu, () => '30 minutes'],
  [
    new RegExp(
      `(${limits})\\s*([一二两三四五六七八九十]+)(个?(?:小时|钟头|分钟|次|件|天|%))`,
      'gu',
    ),
    ([, limit, count = '', unit]) => `${limit}${countOf(count)}${unit}`,
  ],
  [
    /([一二两三四五六七八九十]+)(个?(?:小时|钟头|分钟|次|件|天))(?=及?以[上下内]|往[上下])/gu,
    ([, count = '', unit]) => `${countOf(count)}${unit}`,
  ],
  [/\b(than|over|least|exceed\w*)\s+an\s+hour\b/giu, ([, limit]) => `${limit} 1 hour`],
  // `2万个` is 20,000 pieces, and `9、10两个月` runs from one month to the other.
  [/(?<![\d.])(\d+(?:\.\d+)?)万/gu, ([, count]) => String(10_000 * Number(count))],
  [
    /(?<!\d)(\d{1,2})[、和](\d{1,2})(?:两个)?月份?/gu,
    ([, first, second]) => `${first}月到${second}月`,
  ],
  [/(?<=[昨今前]天)一整?天/gu, () => ''],
  // `failure-prone` is prone to failures.
  [/([a-z])-(?=(?:prone|related|wise)\b)/giu, ([, before]) => `${before} `],
  // `九成` is 90%; 成都 is a town.
  [/([一二两三四五六七八九])成(?![都功本])/gu, ([, tenth = '']) => `${10 * countOf(tenth)}%`],
  // `break it down by line` is no breakdown.
  [
    /\bbreak\s+(?:it|this|that|them|these|those)\s+down\b|^break\s+down\b|\bbr(?:eak|oken)\s+(?:it\s+)?(?:down|out|up)(?=\s+(?:by|per|into|for\s+each)\b)/giu,
    () => 'split',
  ],
  // Whoever is let down does not stand still.
  [/\blet(?:s|ting)?\s+((?:\w+\s+)?)down\b/giu, ([, whom]) => `disappoint ${whom}`],
  // `the lowest-output product`: the end and the figure are two words.
  [/\b(\w{3,}est|most|best|worst|top|bottom)-(?=[a-z])/giu, ([, end]) => `${end} `],
  [
    new RegExp(`\\b(?:${Object.keys(abbreviations).join('|')})\\b`, 'giu'),
    ([word = '']) => abbreviations[word.toLowerCase()] ?? word,
  ],
]
