import type { Question } from '../slots/question.ts'
import { dayToCome, months } from '../time/coming-days.ts'
import { asides } from '../typed/asides.ts'
import { blanked, withoutMatches } from '../typed/blanked.ts'
import { listed } from '../words/listed.ts'
import type { PurchaseReading } from './asked-change.ts'

const buys = listed({
  zh: '请购 采购 订购 订货 购买 购进 进货 [采申]购 [跟向找][^,,。]{2,10}要(?=\\s*[\\d一二两三]) (?<![预签])订(?=\\s*[\\d点些]) 买',
  en: `(?:we|i) need(?= \\d) | (?:order|buy|purchase|request|procure|reorder|re-order)(?= (?:(?:me|us|in|another|an extra) )?(?:\\d|some\\b|more\\b|a purchase)) | purchase (?:request|requisition|of)`,
})
/** The same of a material that is named. */
const wants = listed({
  zh: '[补进要加下备订][点些个]?(?=[\\d一二两三几]|货|点|些|单|$|[,,。]) 需要 还?缺 追加 补货 下单 叫货 来(?=[\\d点些])',
  en: `need | want | order | reorder | re-order | restock | top up | stock up | replenish | bring in | get (?:me|us|in) | purchase | buy | procure | requisition | request`,
})
const amount =
  /(?<![\w.-])(\d[\d,]*(?:\.\d+)?)\s*(公斤|千克|kg|kilos?|吨|tons?|tonnes?|t\b|件|个|只|支|片|块|根|套|米|升|pcs\b|pieces?|units?|litres?|liters?|l\b|m\b|克|g\b)?/iu
const units: [RegExp, string][] = [
  [/公斤|千克|kg|kilo/iu, 'kg'],
  [/吨|^t(?:onne|on)?s?$/iu, 't'],
  [/[件个只支片块根套]|pcs|pieces?|units?/iu, 'pcs'],
  [/升|^l$|lit(?:re|er)s?/iu, 'l'],
  [/米|^m$/iu, 'm'],
  [/^(?:克|g)$/iu, 'g'],
]
/** Begins with what is to be done, though no amount is told. */
const orders =
  /^(?:请|帮我|麻烦|please\s+|can\s+you\s+)*(?:请购|采购|订购|订货|购买|[买订]|order|buy|purchase|procure|request|(?:raise|file|make|create|put\s+in)\s+an?\s+purchase\s+(?:request|requisition|order))(?![\p{L}&&[^\p{Script=Han}]])|[采请订]购(?:一批|一些|一点)|(?:帮我|给我|替我|麻烦)\p{Script=Han}{0,4}(?:采购|请购|订购|订货|购买|补货)(?![单价部员周])/iv

/** What is to be bought; who wants to know, `采购在催`, buys nothing. */
export function readPurchase(question: Question): PurchaseReading | null {
  const { mentions, times, today } = question
  const said = withoutMatches(question.said, asides)
  const isNamed = mentions.some(({ entries }) => entries[0]?.kind === 'material')
  const verb = buys.exec(said) ?? (isNamed ? wants.exec(said) : null)
  if (verb === null) return null
  const nameless = blanked(said, [...mentions, ...times])
  const found = amountIn(nameless.slice(verb.index)) ?? amountIn(nameless)
  if (found === null && !orders.test(said.trim())) return null
  const unit = units.find(([words]) => found?.[2] && words.test(found[2]))?.[1]
  const neededBy = dayToCome(said, today)
  return {
    kind: 'purchase',
    ...(found?.[1] ? { quantity: Number(found[1].replaceAll(',', '')) } : {}),
    ...(unit ? { unit } : {}),
    ...(neededBy ? { neededBy } : {}),
  }
}

/** A number of a date or a size is no amount. */
const amountIn = (text: string): RegExpExecArray | null =>
  amount.exec(withoutMatches(text, noAmount))
const month = `(?:${months.join('|')})[a-z]*`
const noAmount = new RegExp(
  [
    /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[月日号]|(?:一|两|\d+)\s*(?:天|周|个?星期)/u.source,
    `\\b${month}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?\\b`,
    '\\b\\d{1,2}(?:st|nd|rd|th)\\b',
    `\\b\\d{1,2}\\s+${month}\\b`,
    '\\b\\d+\\s+(?:days?|weeks?)\\b',
    // `500克玻璃瓶`: how large one is.
    '(?<![\\d.])\\d{1,3}(?:\\.\\d+)?\\s*(?:克|毫升|毫米|厘米|(?:g|ml|mm|cm)\\b)',
  ].join('|'),
  'giu',
)
