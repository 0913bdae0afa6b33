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
]

/**
 * Chinese words that nothing in the catalogue of the plant and no word of the grammar explains:
 * what they name would otherwise be left out of the answer.
 */
export function residueOf({ rest }: Question): string | undefined {
  const known = tables.reduce(
    (text, table) => text.replace(new RegExp(table.source, 'giu'), ' '),
    withoutLimit(rest),
  )
  return /\p{Script=Han}{2,}/u.exec(known.replace(fillers, ' '))?.[0]
}
