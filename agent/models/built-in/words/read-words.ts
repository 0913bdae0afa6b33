import type { Intent } from '../reading.ts'
import { lasting } from '../slots/details.ts'
import { whatTookIt } from '../subjects/losses.ts'
import { shortOf } from '../subjects/shortages.ts'
import * as ending from './end-words.ts'
import { foretold, health, ofHealth, untilLimit, worn } from './health-words.ts'
import { willLast } from './no-records.ts'
import * as records from './record-words.ts'
import { wholeVerbs } from './spoken-verbs.ts'
import { spokenWords } from './spoken-words.ts'
import { analyse } from './why-words.ts'
import * as words from './words.ts'

const { anyOf } = records
const { intents } = words

const things = words.breakdowns.flatMap((one) => [one.words, one.noun])
// `进步最大` before 最大 alone.
const ends = [...words.movers.map(([known]) => known), ...ending.ends, ending.lateness]
/** From where to where the time of an order runs. */
const ofRuns =
  /开工|做完|完工|下达|交付|\b(?:start|finish|release|stole|steal\w*|single|threw|away)\b/iu
const figures = [
  // Of all plants it is a sum; elsewhere it may be anything.
  /(?<=(?:[两三四五]个?(?:工?厂|基地)|全公司|全集团|所有(?:工?厂|基地))[^,,。]{0,12})合起来/u,
  ...wholeVerbs,
  ...[whatTookIt, shortOf],
  ...[words.trends, ...spokenWords, ...things, ...ends, words.money, words.percent],
  ...[intents.moved, words.controlCharts, words.compares, words.comparesTime, words.counts],
  ...[words.sinceThen, words.shiftSteps, words.countedSites, records.orderNouns, ofRuns],
]
/** What is said of a figure beside its name, and says no more than that it is bad. */
const trouble =
  /\bstop\b|\b(?:hurts?|hit|hits)\b|因为|\broot\b|\b(?:troubles?|difficult(?:y|ies)|hassles?|headaches?|movers?)\b/iu
/** Before the name of a reason. */
const ofReason = /\b(?:caused\s+by|due\s+to|because\s+of)(?=\s{3,})/iu
const causes = [
  ...[intents.why, intents.attribute, intents.causeNoun],
  analyse,
  /\blosse?s?\b|损失|\broot\b|\bfactors?\b|\banalys\w+\b|根本|因为|因素|影响|引起|导致|造成|问题/iu,
]
const states = [intents.state, intents.telling, intents.stopped]
const lists = [...things, ...ends, words.counts]
const first = <T>(table: [RegExp, T][]): RegExp[] => table.map(([known]) => known)

/** What is said of a sensor's value, and of when a machine stopped. */
const ofMachines = anyOf(
  /多[久长大高]|高低|[偏过太][高低大小]|[大高低]不[大高低]|超标|超限|曲线|读数|一直|又|刚才|最近一次/u,
  /[往朝向]?哪[边头]?[飘漂偏跑]|飘|漂移?|走偏/u,
  /[炉水油料缸槽]温|震动?|抖|动静|咋变的?|变的?|怎么走的?|够不够|[走变](?:成|的)|\b(?:\w+ing|temps?)\b/u,
  /\b(?:enough|bar|kpa|mpa|rpm|amps?|volts?|hz|hot|warm|cold|vib(?:rat\w+|es?|s)?|readings?|reads?|stop|latest|active|throw\w*|thrown|rais(?:e|es|ed|ing)|history|trips?)\b/u,
)
const ofTickets = anyOf(
  // What stands on the one that is pointed at.
  /等着|(?<=[那这]张)\p{Script=Han}{1,6}?(?=的?单子?)|\p{Script=Han}{1,6}(?=[那这]张单)|弄/u,
  /上一?[次回趟]|最近一次|什么时候|啥时候|哪天|几号|\b(?:serviced|repaired|maintained|inspected|overhauled)\b|因为|由于|原因|带|挂|标|属于|关于|涉及|有关|闹|犯|出|趟|回|次|干|做|完/u,
  /\b(?:carry|carries|carrying|carried|tagged|marked|classed|coded|labelled|labeled|booked|assigned|filed|due|because|reason|caused?|mentions?|mentioning|against|related|concerning|visited|mended|patched|sitting|waiting|hanging|lying|left|undone|unfixed|still|yet)\b/u,
  /新[增建开提]|[开增建提报登下]了?(?:过|的)?|产生|维修|检修|保养|维护|点检|报修|修过?|历史|以前|之前/u,
  /内容|收尾|了结|闭环|销|处理|[没未]修|挂[着起]?|任务|代码|模式|类|状态|单子?|挂着?|还|活/u,
  /\b(?:maintenance|repairs?|services?|jobs?|orders?|tasks?|requests?|visits?|codes?|modes?|coded|history|log|records?|status|past|previous|new|wos?|pms?)\b/u,
  /\b(?:open|rais|fil|creat|clos|cancell?|log|report|book|enter|submitt|issu|servic|fix|repair)(?:ed|es|e|s)?\b|\b(?:done|backlog)\b/u,
)
/** `那个漏液的单子`: what it is for stands in its title. */
const ofWhat = /(?<=[那这][个张])\p{Script=Han}{2,6}(?=的(?:工|维修)?单)/u
const ofOrders = anyOf(
  /[交赶]不[上出了]/u,
  /\bjobs?\b|进展|一步|压着|堆着|欠着|以后|之后|出来/u,
  /到期|交期|赶|及|来得|悬|黄|泡汤|危险|够呛|催|紧|急|拖|误|干完|做完|搞定|弄完|剩|欠|压|排|哪一?步|到哪|步|阶段|卡|多久|还要|数量|件/u,
  /\b(?:track|trouble|danger|jeopardy|wise|wrapped|floor|active|ongoing|slip\w*|left|build|bag|shipped|plate|hit|blown?|promis\w*|commit\w*|stuck|held|waiting|sitting|undone|yet|wip|works)\b/u,
  /生产|客户|进度|状态|情况|未完成?|没?做?完成?|[没未]?交(?:了|付|货|出)|[没未]交|在手|手[上头]|待[完做]|剩下|下达|单子|开[工始]|结束|可能|加工|什么时候|啥时候/u,
  /\b(?:status|state|progress\w*|production|customers?|open|book(?:s|ed)?|backlog|left|remaining|outstanding|unfinished|pending|queue|pipeline|hand)\b/u,
  /\b(?:finish\w*|complet\w*|done|order(?:ed|s)?|due|dates?|deadlines?|promised?|ship(?:ped|ping)?|deliver(?:y|ed|ies|ing)?|mak(?:e|es|ing)|made|produc\w+|working)\b/u,
  /\b(?:start\w*|schedule[d]?|plan(?:ned)?|running|risk|being|coming|way|ready|far|quantit(?:y|ies)|stand)\b|\bin\s+time\b/u,
)
const ofSchedules = anyOf(
  /别排活?|不排活?|排(?:产|程|单|一|下|个|好|满|顺|进|开|得|不)*|(?:新|老|现|旧|原)?(?:有|来|在)?的?(?:计划|方案|版本)|一?版|避开|空出来?|腾出?来?|[留让绕预][开出着]|停(?:机|产|工|用|下|着|掉)*|坏[了掉着]*|[大维检抢]?修(?:理|着|好)?|保养|维护|故障|不能用|用不[了上]/u,
  /目标|优先|原则|[为作][主准先重]|顺序|次序|换[型线模产](?:次数|时间|太多)?|[改变调][动整]|越.{0,2}越.|(?:尽量|尽可能)?[少多快早晚低高](?:点|些|一点|一些|一下)?|最[少多快早晚低高大小]|产[量出能]|延期|拖期?|插单|加急|紧急|乱|不[行对]|合理|(?:后面|前面|剩下|余下|手[上头]|接下来)的?|人[手员]?|不在|请假|[病事]假|休[假息]|缺[勤岗]|来不了|(?:操作|员)[工员]?|省电|节[能电]|电费|[最按]低|考虑|兼顾|以内|之内|活|单子?/u,
  /\b(?:fil(?:e|ed)|schedul\w*|plan\w*|sequenc\w*|re-?\w+|version|proposal|optimi\w+|objective|goal|aim\w*|target|prefer\w*|priorit\w*|favou?r\w*|focus\w*|focused|minimi\w+|maximi\w+|sav\w+|cheap\w*|least|change\w*|disrupt\w*|move\w*|stick|fresh|los(?:e|es|ing|t)|current|present|existing|deadlines?)\b/u,
  /\b(?:free|avoid\w*|without|exclud\w*|except|leav\w+|unavailable|maintenance|service[ds]?|repair\w*|broke\w*|down|out|stop\w*|idle|was|as\s+if|operators?|workers?|away|absent|sick|off|leave|energy|electricity|power|rush|urgent|expedite\w*|mess\w*|overload\w*|bottleneck\w*)\b/u,
)
const ofEquipment =
  /\bbelongs?\b|重要[度性]|(?<=重要[度性])\s*[ABC]级?|\b(?:critical(?:ity)?|[ABC](?=-critical|\s*$))|\bids?\b|\bnames?\b|\binstalled\b|属于|归属?|都?由|组成|构成|名字|编号|装了?|从头到尾/iu

/** The word classes that a reading of each kind makes something of. */
export const read: Partial<Record<Intent, RegExp[]>> = {
  kpi: [
    ...figures,
    words.withFactors,
    intents.causeNoun,
    intents.why,
    intents.stopped,
    trouble,
    ofReason,
  ],
  explain: [...figures, ...causes],
  state: [
    ...states,
    ofMachines,
    words.trends,
    ...things,
    ...causes,
    words.counts,
    records.orderNouns,
  ],
  health: [
    health,
    foretold,
    willLast,
    untilLimit,
    worn,
    ofHealth,
    ...states,
    ofMachines,
    words.trends,
    ...lists,
  ],
  tickets: [
    ...[ofWhat, records.ticketNouns, records.failureCodes, records.lates, records.openTicket],
    ...[records.ticketKinds, records.ticketStatuses, records.priorities].flatMap(first),
    ...first(records.ticketGroupings),
    ...[ofTickets, ...lists],
  ],
  orders: [...first(records.orderStatuses), records.orderNouns, records.lates, ofOrders, ...lists],
  schedule: [
    ...[records.schedule, records.scheduleLoosely, records.orderNouns, records.lates],
    ...first(records.objectives),
    ...[ofSchedules, ofOrders, lasting, ...lists],
  ],
  metrics: [intents.metrics, intents.definition, /算(?:不算)?[进入到]?/u, ...causes],
  equipment: [...lists, intents.equipment, words.howManyOf, ofEquipment],
}
