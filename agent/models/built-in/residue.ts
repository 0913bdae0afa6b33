import type { Question } from './slots.ts'
import { spokenVerbs } from './spoken-metrics.ts'
import { withoutLimit } from './thresholds.ts'
import * as words from './words.ts'

/** Words of a question about figures that change nothing in what is asked. */
const fillers =
  /请问|帮我|帮忙|麻烦|我想|想要|想|知道|了解|看一?下|看看|查一?下|查询|查看|查|看|告诉我|给我|显示|列出|统计|分析|一下|情况|状况|怎么样|怎样|怎么|如何|多少|什么|哪里|哪儿|哪一?[个条台种天]?|谁|现在|当前|目前|如今|最近|近期|过去|其中|分别|各自|各个?|每[个一]?|所有|全部|全厂|全公司|公司|集团|整个|整体|总体|总共|总的|一共|合计|平均|大概|大约|左右|数据|数值|指标|结果|表现|水平|有没有|没有|我们|咱们|本厂|工厂|厂区|车间|产线|生产线|机器|设备|机台|机床|班组|班次|产品|型号|主要|具体|详细|以来|期间|时间|时候|哪段|发生|造成|导致|变化|下降|上升|提高|降低|减少|增加|趋势|对比|相比|比较|同期|之间|以及|还是|或者|分组|排序|排列|从高到低|从低到高|是不是|是否|得[最多少]|生产|倒数|排名|前[一二两三四五六七八九十]|老是|总是|经常|[的了吗呢吧啊呀么和与跟同及或在从到对按给为是有也都还最更比各每请个台条种次件张我你他她它于其此该这那以把被将让做出高低多少大小好差快慢长短]/gu

const tables = [
  ...spokenVerbs,
  ...words.breakdowns.flatMap((one) => [one.words, one.noun]),
  ...[words.lowest, words.highest, words.worst, words.best, words.ranking, words.trends],
  words.controlCharts,
  ...[words.compares, words.comparesTime, words.counts, words.intents.why],
  words.intents.causeNoun,
  words.intents.stopped,
].map((table) => new RegExp(table.source, 'giu'))

/**
 * Chinese words that nothing in the catalogue of the plant and no word of the grammar explains:
 * what they name would otherwise be left out of the answer.
 */
export function residueOf(question: Question): string | undefined {
  return /\p{Script=Han}{2,}/u.exec(unexplained(question).replace(fillers, ' '))?.[0]
}

const unexplained = ({ rest }: Question): string =>
  tables.reduce((text, table) => text.replace(table, ' '), withoutLimit(rest))

const englishFillers =
  /\b(?:what|which|when|where|whose|that|this|these|those|with|from|have|does|been|were|much|many|about|please|give|show|tell|list|look|need|want|know|into|over|under|than|then|there|their|them|they|your|ours|will|would|could|should|total|value|number|figures?|data|average|overall|doing|going|long|often)\b/giu

/** The same for a question of which nothing but a time or a place was understood. */
export const leftoverOf = (question: Question): string | undefined =>
  residueOf(question) ??
  /\b[a-z]{4,}\b/iu.exec(unexplained(question).replace(englishFillers, ' '))?.[0]

const wordsOfLists =
  /采购|维修|保养|检修|点检|检查|巡检|纠正性?|预防性?|工单|订单|单子|记录|紧急|重要|优先级?|未?已?(?:关闭|完成|处理|解决)|待处理|进行中|打开|开着|生产|延期|逾期|交期|交货|来不及|按时|准时|客户|新开|新增|新的/gu

const placeFirst =
  /^\s*(\p{Script=Han}{2,4}?)(?:厂区?|车间)?(?:的|还有|共有|有|(?=(?:维修)?工单|维修单|订单))/u

/** `东莞的工单`: a place that nobody of this reader's plant bears, right before what is listed. */
export function placeBefore(question: Question): string | undefined {
  const { rest } = question
  const place = placeFirst.exec(rest)?.[1]
  if (place === undefined) return undefined
  const left = unexplained({ ...question, rest: place })
    .replace(wordsOfLists, ' ')
    .replace(fillers, ' ')
  return left.trim() === place ? place : undefined
}
