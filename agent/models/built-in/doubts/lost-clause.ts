import { filed, type Intent, papers, type Reading } from '../reading.ts'
import { clausesOf } from '../typed/clauses.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { listed } from '../words/listed.ts'
import { lookedUp } from './looked-up.ts'

/** What is read as one, or told of papers in the words of the whole. */
const heardWhole = new Set<Intent>([
  ...filed,
  ...papers,
  ...(['what_if', 'help', 'action_status', 'outside'] as const),
])

/**
 * A question or an order of the message of which nothing came: without it the same is looked up, and by itself it
 * would ask for something else. `…, and who is on it`, `…,帮我改成5000`: half an answer must say which half it is.
 */
export function lostClause(
  readings: Reading[],
  { said, context }: { said: string; context: ParseContext },
  read: (said: string, context: ParseContext) => Reading[],
): string | undefined {
  const { previous: _, ...fresh } = context
  const clauses = clausesOf(said)
  if (clauses.length < 2 || readings.some(({ intent }) => heardWhole.has(intent))) return undefined
  const isMet = (clause: string) =>
    always.test(clause) || readings.some((one) => meets[kindOf(one)]?.test(clause))
  const open = clauses.filter(
    (clause) => (asks.test(clause) || orders.test(clause)) && !isMet(clause),
  )
  const calls = open.length === 0 ? null : lookedUp(readings, context)
  if (calls === null) return undefined
  return open.find((clause) => {
    if (read(clause, fresh).every((one) => readings.some((of) => isOf(one, of)))) return false
    const rest = read(withoutPart(said, clause), context)
    return rest.length === readings.length && lookedUp(rest, context) === calls
  })
}

/** A figure by reason explains. */
const kindOf = ({ intent, dimensions }: Reading): Intent =>
  dimensions.includes('reason') ? 'explain' : intent

/** The same asked once more. */
const isOf = (one: Reading, { intent, metrics }: Reading): boolean =>
  one.intent === intent && one.metrics.every((id) => metrics.includes(id))

const withoutPart = (said: string, part: string): string =>
  said.replace(part, '').replace(/^[\s,,??。.]+|[\s,,。]+$/gu, '')

const asks =
  /什么|啥|哪|谁|多少|几|吗|[了过]没|有没有|是不是|会不会|能不能|要不要|怎么|咋|为何|多[久长高大]|^(?:(?:and|but|so|also|then|or)\s+)*(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|any)\b/iu

/** Wants something done, and not told. */
const orders =
  /(?:帮我|给我|替我|麻烦你?|请你?|把).{0,12}(?:[改调设加减删关填录换](?!个?[问说法图])|取消|停掉|停了|启动|重启|修正|更正|通知|导出|打印|备份)|^(?:顺便|然后|再|并且?|就|直接)*(?:[改调设加减删]|取消|换成)[成到为掉]?\D{0,4}\d|^(?:(?:and|then|also|please|just|pls|so|can\s+you|could\s+you)\s+)*(?:change|raise|lower|subtract|delete|remove|cancel|stop|start|restart|turn|switch|adjust|fix|correct|update|edit|overwrite|(?:e?mail|export|print)(?=\s)|notify|set|add\s+\d)\b/iu

/** Says once more that something is asked, or of how many. */
const always =
  /^(?:(?:一共|总共|合计|到底|平均|下来|[一三两]个?厂|加起来|一起看|现在|每\p{Script=Han}{1,2}|还|有|是|停了?|跑|做|到)*(?:多少|几)\p{Script=Han}{0,3}|在吗|那个谁|what\s+(?:was|is|were)\s+(?:it|they|that)|who\s+is\s+it|(?:and\s+)?which\s+(?:one\s+)?(?:is|was)\s+(?:it|that)|对吗|有吗|能?列?给我看看吗?|(?:and\s+)?(?:how\s+(?:many|much)|any|any\s+kind|what\s+percent|which(?:\s+(?:ones?|is\s+it))?|can\s+(?:it|you|u)(?:\s+\w+){0,6}|would\s+you\b.*))\W*$|[是哪]哪?[个台条家张][^,,]{0,6}$|是不是一路|瞅瞅/iu

const why = {
  zh: '为[什啥] 原因 咋 怎么 毛病 问题 谁惹 引起 查查 什么情况 啥情况',
  en: 'why | how come | reasons? | causes? | explain | move | what for | which machine',
}
const far = '差 长 高 多少个?点'
const ofState = {
  zh: `${why.zh} 停 跑 转 恢复 修好 缓过来 趴 好了?没 等[啥什] 卡在 状态 正常吗 报警 几点`,
  en: `${why.en} | running | runing | up | down | back | standing | normal | waiting | going | alarms? | which sensor`,
}
/** What the answer to a question of a kind tells anyway. */
const meets: Partial<Record<Intent, RegExp>> = {
  kpi: listed({
    zh: `${far} 怎么走 咋走 谁的?.{0,6}[多少高低长短久] 谁最 时间吃得 准时率 有没有(?:达?到|超过)?\\s*\\d 合计 几个 还够`,
    en: 'who\\b.*\\b(?:more|most|less|least|best|worst) | which is (?:the )?(?:lower|higher|better|worse|highest|lowest|best|worst) | how many (?:pieces|hours|minutes)',
  }),
  explain: listed({ ...why, zh: `${why.zh} ${far}` }),
  cause: listed(ofState),
  state: listed(ofState),
  metrics: listed({
    zh: '算 口径 价格? 公式 定义 含 区别 年化 抵',
    en: 'calculat\\w+ | calcualted | formula | defined | includ\\w+ | goes into | counts? | worked out',
  }),
  equipment: listed({ zh: '编号 在哪 哪条线', en: 'ids? | where' }),
  orders: listed({
    zh: '多少 几 进度 交期 什么时候',
    en: 'progress | how many | how much | when | finished',
  }),
  stock: listed({
    zh: '多少 几 风险 怎么?样 断料 缺 哪[样种个]',
    en: 'run (?:short|dry|out) | how many | how much | when | risk',
  }),
  tickets: listed({ zh: '几张 多少 列', en: 'tickets | how many' }),
  health: listed({
    zh: '要命 处理 苗头 毛病 多久 几天 风险 扛 身体',
    en: 'how (?:long|many days) | risk | fail\\w* | wrong | which sensor',
  }),
  lots: listed({
    zh: '走了 去了?哪 用[到在]了?哪 哪些?批',
    en: 'where | who | came of | customers | which lots',
  }),
}
