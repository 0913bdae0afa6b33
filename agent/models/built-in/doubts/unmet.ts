import { dimensionsOf } from '../arguments/figures.ts'
import type { Intent, Reading, Unmet } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { bareWhy } from '../thread/bare-why.ts'
import { isBeside } from '../thread/merge-readings.ts'
import { tomorrowOf } from '../time/calendar.ts'
import * as ending from '../words/end-words.ts'
import { listed } from '../words/listed.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { isInOtherUnit } from './asked-unit.ts'
import { unreachedIn } from './unreached.ts'

/** What a question asks for by its shape, and whether the reading of it tells that. */
type Sign = {
  asks: Unmet
  isSaid: (question: Question) => boolean
  isMet: (reading: Reading) => boolean
}

const { why, causeNoun, moved } = words.intents
const asksWhy = records.anyOf(why, causeNoun)
const apart = listed({
  zh: '分开 拆开 分别 各自 逐个 逐一 挨个',
  en: 'separately | respectively | one by one | side by side',
})
/** Whoever asks for a figure in so many words gets it. */
const asks = records.anyOf(
  words.intents.question,
  words.counts,
  /[看报查给]|\b(?:check|show|give|see|tell|get|need|want|pull)\b/u,
)
/** What a new schedule should favour, in whatever words. */
const favours = listed({
  zh: '越[^,,。越]{1,4}越 优先 为[主准先重] 目标 尽量 尽可能 最[少多快早低高]',
  en: 'as (?:few|little|much|many|early|soon|fast|cheaply|smoothly)\\b | prefer\\w* | priorit\\w* | minimi\\w+ | maximi\\w+ | optimi\\w+ | favou?r\\w* | focus\\w*',
})
const things = [
  ...(['sites', 'equipment', 'teams', 'shifts', 'products', 'suppliers', 'reasons'] as const),
]
const isSeveral = (reading: Reading): boolean => things.some((one) => reading[one].length > 1)
const hasRows = (reading: Reading): boolean =>
  dimensionsOf(reading).length > 0 ||
  reading.grain !== undefined ||
  reading.threshold !== undefined ||
  reading.metrics.length > 1
const improved = listed({
  zh: '变好 变差 改善(?!立项|项目|提案|小组|活动) 好转 恶化 进步 退步',
  en: 'improved | worsened | got (?:better|worse)',
})
const plannedOrNot =
  /(?<!非)计划内?停.*非计划|非计划.*(?<!非)计划内?停|\bplanned\b.*\bunplanned\b|\bunplanned\b.*\bplanned\b/iu
const neverMet = (): boolean => false
const isOver = /^(?:yesterday|last_)/u

const signs: Partial<Record<Intent, Sign[]>> = {
  orders: [{ asks: 'why_orders', isSaid: ({ rest }) => asksWhy.test(rest), isMet: neverMet }],
  tickets: [{ asks: 'why_listed', isSaid: ({ rest }) => why.test(rest), isMet: neverMet }],
  explain: [
    {
      asks: 'difference',
      isSaid: ({ said }) =>
        isBeside.test(said) || /比(?![例率重])/u.test(said) || bareWhy.test(said),
      isMet: (reading) => reading.ofWinner !== undefined || !isSeveral(reading),
    },
  ],
  schedule: [
    {
      asks: 'objective',
      isSaid: ({ said }) => favours.test(said),
      isMet: ({ objective, supposed }) => objective !== undefined || supposed !== undefined,
    },
  ],
  kpi: [
    {
      asks: 'why',
      // `最拖后腿的机器` asks for an end of a ranking.
      isSaid: ({ rest }) => asksWhy.test(rest.replace(ending.worst, ' ')),
      isMet: ({ dimensions }) => dimensions.includes('reason'),
    },
    {
      asks: 'times',
      isSaid: ({ rest, said, times }) =>
        times.length > 0 && words.comparesTime.test(rest) && words.comparesTime.test(said),
      isMet: ({ compare }) => compare !== undefined,
    },
    {
      asks: 'times',
      isSaid: ({ said, times }) => times.length > 0 && improved.test(said),
      isMet: ({ compare, moved, grain, dimensions }) =>
        dimensions.length === 0 || [compare, moved, grain].some((one) => one !== undefined),
    },
    // `OEE dropped last week`: that it did is told beside the time before, or by its causes.
    {
      asks: 'why',
      isSaid: ({ rest }) => moved.test(rest) && !asks.test(rest),
      isMet: (reading) =>
        hasRows(reading) || reading.compare !== undefined || reading.order !== undefined,
    },
    { asks: 'split', isSaid: ({ rest }) => apart.test(rest), isMet: hasRows },
    // One call tells one of them.
    { asks: 'split', isSaid: ({ said }) => plannedOrNot.test(said), isMet: hasRows },
  ],
}

/** What no row and no tool tells, in words that are asked back about. */
const untold: Partial<
  Record<Intent, [said: RegExp, isMet: (reading: Reading, question: Question) => boolean][]>
> = {
  kpi: [
    // `which did not stop`: the figure of those that did would be told.
    [
      listed({
        zh: '(?<!有|停|了|是)没有?(?:\\s{2,}|停|坏|报废|出过?(?:故障|问题|废)|做|生产|开工|发生|返工) (?:从没|从未|不曾|未曾)',
        en: "(?:did|do|does|has|have|had) ?(?:not|n't|never) (?:stop|fail|break|scrap|produce|run|have any|had any|make any)\\w* | (?:had|with|made) no | without any | zero (?:stops?|scrap|failures?|downtime) | none of",
      }),
      ({ threshold, order }) => threshold !== undefined || order !== undefined,
    ],
    [
      listed({
        zh: '(?:什么时候|啥时候|何时|几点)(?!.{0,4}最) 第[一几][次回个]',
        en: 'when (?:was|were|did|is) | (?:the )?first (?:time|stop|failure|hour)',
      }),
      ({ grain, order }) => grain !== undefined || order !== undefined,
    ],
    [
      listed({
        zh: '一个人 预计 预测 将会 (?:还)?能[做产出](?:到|出)?[多几] 会[做产]',
        en: "alone | (?:him|her)self | will | won't | going to | expected to | likely to",
      }),
      ({ metrics, window }, { today }) =>
        metrics.some((id) => id.startsWith('stock')) ||
        (window?.kind === 'named' && isOver.test(window.name)) ||
        (window?.kind === 'range' && window.from >= tomorrowOf(today)),
    ],
    // Both ends of a ranking: one call tells one of them.
    [
      listed({
        zh: '前[\\d一二三四五六七八九十]+[^,,。]{0,8}(?:后|倒数)[\\d一二三四五六七八九十]+ (?:后|倒数)[\\d一二三四五六七八九十]+[^,,。]{0,8}前[\\d一二三四五六七八九十]+',
        en: '(?:top|best|first) \\w+ and (?:the )?(?:bottom|worst|last) \\w+',
      }),
      () => false,
    ],
    [
      listed({
        zh: '它们?俩 [这那]?俩个? [这那]两[个条台款种]都? 两者',
        en: '(?:the )?two of them | both of (?:them|those) | them both',
      }),
      isSeveral,
    ],
    // How long ago a machine last failed is no count of failures.
    [
      listed({
        zh: '最久(?:都|一直)?(?:没有?|未) (?:最长时间|好久)(?:没有?|未)',
        en: 'longest (?:time )?(?:without|since)',
      }),
      () => false,
    ],
    // How long one lasts on average is another figure than how long all did.
    [
      listed({
        zh: '(?:平均)?每次停机',
        en: '(?:per|each|every) (?:single )?(?:stop|stoppage|failure|breakdown)',
      }),
      ({ metrics, dimensions }) => !metrics.includes('downtime') || dimensions.length > 0,
    ],
    // The share that a part has in the whole is no ratio of the part.
    [
      listed({
        zh: '(?:\\s{2,}|报废|废品|停机|产量)(?:里头?|里面|当中|中)[^,,。]{0,12}占 占[^,,。]{0,10}(?:总|全部|整个)?(?:报废|停机|产量)的 其中[^,,。]{0,10}占',
        en: '(?:share|percent(?:age)?|proportion|part|%) of (?:all |the |our |total )*(?:\\s{2,}|scrap|stops?|downtime|output)[^,?]*(?:came?|comes|from|due|because|caused)',
      }),
      // `哪一个占得最多`: which one, not how much of it.
      ({ order, dimensions }) => order !== undefined && dimensions.length > 0,
    ],
  ],
  orders: [
    [words.money, () => false],
    // Which lots an order has, its list does not tell.
    [listed({ zh: '哪[些几]?个?批 批次', en: 'lots | batch(?:es)?' }), () => false],
    // No order is more urgent than another but by its date.
    [
      listed({
        zh: '[急加插]急?单 (?:加急|紧急|特急|优先)的?(?:订单|单子?)',
        en: '(?:urgent|rush|express|expedited|priority|hot) (?:\\w+ )?(?:orders?|jobs?)',
      }),
      () => false,
    ],
    // What customers will still order, nobody knows.
    [
      listed({
        zh: '(?:会|将|预计|预测)[^,,。]{0,6}(?:下单|订[购货]) 客户(?:会|要|将)?(?:再)?下(?:多少|几)',
        en: 'will (?:\\w+ ){0,2}(?:order|buy|want|need)(?! (?:be|is)\\b)',
      }),
      () => false,
    ],
    [records.anyOf(ending.highest, ending.lowest), ({ onlyLate }) => onlyLate === true],
    [
      listed({
        zh: '哪一?[个家些]客户 [按各每]个?客户 什么客户 客户是谁 谁的',
        en: "who (?:came|comes|was|is|arrived|has|had) (?:in )?(?:late|early|absent|sick|off) | who(?:'s| is| are)? (?:the )?customers? | customer (?:of|behind) | (?:which|what|by|per|each) customer(?:'s|s)?(?! orders?\\b) | whose | for whom",
      }),
      () => false,
    ],
  ],
  tickets: [
    // No ticket has a date by which it must be done.
    [records.lates, ({ orderId }) => orderId !== undefined],
    [
      records.anyOf(
        words.money,
        /(?:平均)?多久|多长时间|平均|维修工(?!单)|师傅|谁|\bhow\s+long\b|\baverage\b|\bwho\b|\btechnicians?\b|\bmechanics?\b/u,
      ),
      () => false,
    ],
  ],
  state: [
    [/谁|\bwho(?:se)?\b/iu, () => false],
    [listed({ zh: '哪一?个?班组? 各班组?', en: '(?:which|what) (?:crews?|teams?)' }), () => false],
    // Which machines are down is told of all, and no other state.
    [
      listed({
        zh: `
          空闲 闲着 闲置 待机 等料 待料 空转 (?:哪些?|哪几|几|多少)[台个条]?(?:机器|设备|机台|机床|产线|线)?(?:现在|目前|还|正|都|是)*(?:在(?:跑|转|动|干活|运行|运转|生产)|开着|开机)
          (?<!没|没有|未)(?:开着|在(?:跑|转|运行|运转|生产)|运行(?:中|着)?)的?(?:机器|设备|机台|机床|产线|线)?(?:有|是)?(?:哪|几|多少)
        `,
        en: `
          idle | idling | starved | on standby | (?:which|what|how many|list|show) (?:\\w+ ){0,8}?(?<!not |n't |stopped )(?:running|producing|working) |
          what(?:'s| is| are)? (?:all )?(?:currently )?(?:running|producing)
        `,
      }),
      ({ equipment }) => equipment.length > 0,
    ],
  ],
}

/** A sign that came to nothing: what was read would be told as if it were what was asked for. */
export function unmetBy(
  reading: Reading,
  question: Question,
): Pick<Reading, 'unmet' | 'unknown' | 'unusable'> {
  const { intent } = reading
  const unreached = unreachedIn(reading, question)
  if (unreached !== undefined) return { unknown: unreached, unusable: true }
  if (intent === 'kpi' && reading.metrics.length === 0) return {}
  const sign = signs[intent]?.find((one) => one.isSaid(question) && !one.isMet(reading))
  if (sign !== undefined) return { unmet: sign.asks }
  if (intent === 'kpi' && isInOtherUnit(reading, question)) return { unmet: 'unit' }
  const [words] =
    untold[intent]?.find(
      ([said, isMet]) => said.test(question.rest) && !isMet(reading, question),
    ) ?? []
  const found = words?.exec(question.rest)
  if (!found) return {}
  // What was named stands as it was said.
  const unknown = question.said.slice(found.index, found.index + found[0].length).trim()
  return { unknown, unusable: true }
}
