import { countOf } from '../../time/calendar.ts'
import type { Rewrite } from './rewrite.ts'

const limiting = '(?:超过?|大于|多于|高于|不到|少于|低于|不足|至少|超出)了?'

/** Numbers and limits in figures. */
export const limits: Rewrite[] = [
  [/,\s*有没有(?:到|达到|超过)\s*[\d.]+%?(?=\s*[??。]?$)/gu, () => ''],
  // `1,200 pieces`: one number.
  [/(?<=\d),(?=\d{3}(?!\d))/gu, () => ''],
  // `连五成都不到`: what falls short of a half, and no town.
  [
    /连?([一二两三四五六七八九])成都(?:不到|没到|没有|达不到)/gu,
    ([, tenth = '']) => `不到${10 * countOf(tenth)}%`,
  ],
  [/连?(\d+(?:\.\d+)?%?)都(?:不到|没到|达不到)/gu, ([, limit]) => `不到${limit}`],
  // `至少停了三次`: the limit is of how often.
  [
    /(至少|不到|超过|起码)(停|坏|报警|出故障)[了过]?(?=[\d一二两三四五六七八九十]+[次回])/gu,
    ([, limit, verb]) => `${verb}${limit}`,
  ],
  // A length that sets a limit names no time.
  [new RegExp(`(${limiting})\\s*半个?(?:小时|钟头)`, 'gu'), ([, limit]) => `${limit}30分钟`],
  [
    new RegExp(
      `(${limiting})\\s*([一二两三四五六七八九十]+)(个?(?:小时|钟头|分钟|次|件|天|%))`,
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
  // `九成` is 90%; 成都 is a town.
  [/([一二两三四五六七八九])成(?![都功本])/gu, ([, tenth = '']) => `${10 * countOf(tenth)}%`],
  // `OEE 有没有80%`: the figure tells.
  [/有没有(?:到|达到|超过)?\s*\d+(?:\.\d+)?%(?=\s*(?:[啊呢]|$|[,,。??]))/gu, () => '多少'],
]
