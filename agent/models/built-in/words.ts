import type { Dimension, Grain } from './reading.ts'

/** The closed class of words: what people ask for. Names of things come from the store. */

export const intents = {
  openTicket:
    /(?<![打未已展])(?:开|建|创建|新建|提交|下|报|生成)(?![的了过])(?:一?[张个份条]|一下)?[^,,。:：?？]{0,20}(?:工单|维修单|检修单|点检单|保养单|维修申请|ticket|work\s*order)|(?:开|下|提|建)(?:一?[张个])\S{0,2}单(?:子)?(?![的有])|报修|报个[修障]|要报(?:个)?故障|(?<!\b(?:list|show|which|what|many|all|any|the|are|still|see)\s+(?:me\s+)?)\b(?:open|create|raise|file|log|submit|issue|make|schedule)\s+(?:me\s+)?(?:an?|one|the|new|preventive|corrective|inspection|maintenance|urgent)\b[^?]*?\b(?:tickets?|work\s*orders?)\b|\breport\s+(?:an?\s+)?(?:fault|breakdown|problem|issue|defect)\b|\b(?:need|want|like)\s+(?:an?|one)\s+(?:[\w-]+\s+){0,3}(?:ticket|work\s*order)\b|^(?!.*\b(?:show|list|which|what|how|see|any|all)\b)[^?]*\b(?:ticket|work\s*order)\b[^?]*\bplease\b/iu,
  changeTicket:
    /(?:把|将)?[^,,。]*(?:工单|维修单)\s*[\w-]*\s*(?:给我)?(?:关掉|关了(?!多少|几|没|吗)|关闭吧|关一下|结掉|取消掉?)|(?<!未|已|没有?)(?:关闭|关掉|取消|结束)(?:一下)?(?:这张|那张|该|这个|那个)?\s*[\w-]*\s*(?:工单|维修单)(?!的|有|数|率)|(?:关闭|关掉|取消|结掉)\s*[A-Z]{2,}(?:-[A-Z0-9]+)+|\b(?:close|cancel|reopen)\s+[A-Z]{2,}(?:-[A-Z0-9]+)+|^(?:please\s+|can\s+you\s+)?(?:close|cancel|reopen)\b[^?]*\b(?:tickets?|work\s*orders?)\b/iu,
  schedule:
    /重排|重新排|排产|排程|排一下|排[个下]产|重新安排|\bre-?schedul|\bre-?plan|\bre-?sequenc|\bneeds?\s+a\s+(?:new|better)\s+(?:schedule|plan)\b|\bplan\b[^?]*\b(?:again|anew|afresh)\b|\boptimi[sz]e\b[^?]*\b(?:schedule|plan|sequence|orders)\b|\b(?:propose|create|build|suggest|run|make|optimi[sz]e)\s+(?:me\s+)?(?:an?\s+|the\s+)?(?:new\s+|better\s+)?(?:production\s+)?(?:schedule|plan)\b|\bschedule\s+(?:the\s+)?(?:production|orders)/iu,
  orders:
    /订单|(?<![工维修检])单子|交期|交货|(?:能|会)?(?:按时|准时)交|\b(?<!work\s)orders?\b|\b(?:anything|what|who)\b.*\b(?:late|overdue)\b/iu,
  tickets:
    /工单|维修单|报修(?=.*(?:多少|几))|(?:维修|检修|保养|点检|报修)(?:的?(?:记录|历史)|过什么)|单子.{0,6}(?:维修|检修|保养|点检)|(?:维修|检修|保养|点检)的?单子|\btickets?\b|\bwork\s*orders?\b|\bmaintenance\s+(?:records?|history|log)\b|\b(?:inspections|repairs)\b.*\b(?:open|opened|done|closed)\b/iu,
  why: /为什么|为何|为啥|咋回事|咋停|怎么回事|什么原因|怎么(?:停|趴|坏|不[动转走])|怎么(?!样)(?:就|又|会|还)?(?=[^怎么,,]{0,8}(?:[低高差少多]了?|下降|上升|掉|跌|涨|升)(?:了|下来|上去|$|[?？]))|(?:什么|啥|谁)(?:让|使|拖|影响|导致|造成|把)|拖累|\bwhy\b|\bhow\s+come\b|\bwhat\s+(?:caused|causes|happened|stopped|made|makes|led\s+to)\b|\bwhat(?:'s|\s+is|\s+was|\s+lies)\s+(?:wrong|behind|dragging|pulling|driving|pushing|hurting)\b|\bcause\s+of\b|\breasons?\s+(?:for|behind)\b/iu,
  /** A figure that went up or down. */
  moved:
    /降低?|下滑|跌|掉(?!线)|滑坡|变[差低少高多大小好坏]|减少|恶化|走[低高]|上升|升[高了]|上涨|涨|提高|提升|增加|增多|改善|波动|变化|[低高差少多]了|下[来去]了?|拖[累低后]|\bdrop|\bf[ae]ll|\bfallen\b|\bdeclin|\bdecreas|\bdip(?:s|ped)?\b|\bslump|\bslid|\bs[aiu]nk\b|\bwors|\blower|\bdrag|\bpulling\b|\bris(?:e|es|en|ing)\b|\brose\b|\bclimb|\bincreas|\bimprov|\bhigher\b|\bbetter\b|\bjump|\bchang|\b(?:go|goes|going|gone|went)\s+(?:up|down)\b|\b(?:up|down)\s+(?:on|from|against)\b/iu,
  attribute:
    /归因|分解|解释|拖累|分析(?:一下)?[^,,。]*(?:变化|波动|下降|上升)|\bexplain|\bdecompos|\bbreak\s*down\s+the\s+change|\bdrivers?\s+of\b|\bdrove\b|\bbehind\b|\bdragg/iu,
  causeNoun: /原因|\breasons?\b|\bcauses?\b/iu,
  state:
    /状态|[开关]机?了[吗没]|现在|当前|目前|此刻|在运行|停了吗|停着|开着[吗没]|在(?:跑|转|动|运转|运行)(?!得)|跑着|恢复|在干什么|\bat\s+the\s+moment\b|\bstatus\b|\bstate\b|\bright\s+now\b|\bcurrently\b|\bnow\b|\brunning\b|\bis\b.*\b(?:down|stopped|idle|up)\b|\bare\s+(?:down|stopped|idle|running)\b/iu,
  /** What a machine tells of itself beside its state. */
  telling:
    /报警|告警|警报|干[嘛啥]|有没有(?:在)?(?:跑|转|开|动|运行|生产)|在(?:做|干|加工|生产)(?:什么|啥|哪)|(?:什么|哪[个张])(?:订单|单子)|怎么样|咋样|正常吗|\balarms?\b|\bworking\s+on\b|\bmaking\b|\b(?:what|which)\s+(?:order|product|part|job)\b|\bhow\s+is\b|\bhow's\b|\b(?:ok|okay|fine|normal)\b/iu,
  stopped:
    /停机|趴窝|宕机|停了|停着|停线|坏了|不[动转走]了|故障|\bdown\b|\bstopped\b|\bnot\s+running\b|\bidle\b/iu,
  howto:
    /怎么(?!样|了|回事|停|变)|(?:如何|怎样)(?!变|[\s,,。.??!!]*$)|步骤|方法|手册|说明书|规程|作业指导|文档|注意事项|是什么意思|代码含义|要做什么|该做什么|怎么办|要注意|注意什么|频次|频率|(?:多久|多长时间|几天|几个月)[^,,。]{0,6}(?:一次|一回|换)|\bhow\s+(?:do|to|can|should|must|often(?!\s+(?:did|was|were|has|have)))\b|\bprocedures?\b|\bsteps?\b|\bmanuals?\b|\binstructions?\b|\bdocuments?\b|\bsop\b|\bguide\b|\bwhat\s+(?:to|(?:should|can|do|must)\s+(?:i|we|you))\s+do\b|\bwhat\s+(?:now|next)\b|\bwhat\s+does\b.*\bmean\b/iu,
  /** What is written down somewhere, by the noun for it. */
  paper:
    /(?:什么|啥)意思|规定|规范|规程|流程|制度|指南|要求|标准|周期|[点检]查?表|办法|处置|\bpolic(?:y|ies)\b|\brules?\b|\bstandards?\b|\brequirements?\b|\bchecklists?\b|\bmeaning\b|\binterval\b|\blimits?\b|\bspec(?:ification)?s?\b|\btolerances?\b|限值|允许值/iu,
  definition:
    /怎么(?:计?算|定义|得出来|来的)|咋算|如何(?:计?算|定义)|什么是|(?:什么|啥)意思|是个?(?:什么|啥)指标|什么叫|定义|公式|含义|口径|计算(?:方[法式])?|\bcalculat(?:e|ed|es|ion)\b|\bcomputed?\b|\bdefin(?:e|ed|es|ition)\b|\bformula\b|\bwhat\s+does\b.*\bmean\b|\bmeaning\s+of\b|\bstands?\s+for\b/iu,
  /** The same where nothing else is said but the name of a metric. */
  whatIs:
    /^[\s,,请问]*(?:那|这个)?\s*(?:是|指的?是?)(?:什么|啥)(?:东西|意思|来的?)?[呢啊呀]?[\s??。]*$|^\s*(?:and\s+)?what(?:'s|\s+(?:exactly\s+)?(?:is|are))\s+(?:an?\s+)?(?:exactly|again)?[\s?.]*$|^\W*(?:please\s+)?(?:explain|解释(?:一下)?)(?:\s+what)?\s*(?:is|to\s+me)?[\s?.]*$|^[\s请帮我给]*(?:解释|介绍|说明|讲)(?:一下)?\s*$/iu,
  metrics:
    /(?:有哪些|哪些|什么|列出|所有|支持).*指标|指标(?:有哪些|目录|列表|中心)|\b(?:which|what|list|all|available|show)\b.*\b(?:metrics|kpis|indicators)\b/iu,
  equipment:
    /(?:有|是)(?:什么|啥)(?:机器|设备|机台|机床|产线|生产线|线)|(?:编号|设备号|机号)(?:是|叫|多少)|\bwhat(?:'s|\s+is)\s+the\s+id\b|\bid\s+of\b|(?:有哪些|哪些|列出|所有|多少台?|几[台条]).*(?:机器|设备|机台|机床|产线|生产线|线)|(?:机器|设备|产线)(?:清单|列表)|\b(?:which|what|list|all|show|how\s+many)\b.*\b(?:machines|equipment|lines|assets)\b|^\W*(?:the\s+)?(?:machines|equipment|lines|assets)\s+(?:on|at|in|of)\b/iu,
  help: /^(?:你好|您好|hi|hello|hey|help|帮助)[!!。.?？\s]*$|你(?:能|会|可以)(?:做|干)?(?:什么|啥)|能帮我做什么|\bwhat\s+can\s+you\s+do\b|\bhow\s+can\s+you\s+help\b/iu,
  actionStatus:
    /审批|批了吗|批准了|提案|提议|\bproposals?\b|\bapproved\b|\bapproval\b|\baction\s+status\b/iu,
  /** Points at something, and says nothing of it. */
  bareReference:
    /^\s*(?:那|这|and|but|so|then|or|what\s+about|how\s+about)?\s*(?:那个|这个|它|that|this|it|these|those)\s*(?:ones?)?\s*呢?\s*[?？。.!！]*\s*$/iu,
  question: /什么|多少|几|哪|吗|啥|咋|[?？]|\b(?:what|which|when|where|who|how)\b/iu,
}

export const counts =
  /多少|几[张个条次份]|数量|次数|总数|\bhow\s+many\b|\bnumber\s+of\b|\bcount\b/iu
/** A share instead of an amount. */
export const percent =
  /百分[比之率]|占比|比例|\b(?:in|as\s+(?:a\s+)?)\s*(?:percent(?:age)?|%)|\bpercent(?:age)?\b/iu
export const lates =
  /延期|要晚|晚了|拖期|逾期|脱期|误期|延后|延误|迟|超期|过期|赶不上|来不及|\blate\b|\boverdue\b|\bdelayed\b|\bbehind\b|\bmiss(?:ed|ing)?\b|\bslip/iu
export const compares =
  /环比|同比|对比|相比|比(?:上|前|昨)|比较|下降|上升|升高|下滑|变差|变好|\bcompar|\b(?:dropp?(?:ed)?|fell|rose|declined?|increased|decreased|worse|better)\b|\bvs\.?\b|\bversus\b|\bthan\b|\bchange[sd]?\s+from\b/iu
export const comparesTime =
  /环比|同比|前一个?(?:周|星期|月|天|日|年)|上一?周期|上期|\bprevious\s+period\b|\bperiod\s+before\b|\bmonth\s+before\b|\bweek\s+before\b/iu
export const trends =
  /趋势|走势|变化|曲线|逐[日天周月]|\bcurve|\bevolv|\btrend|\bover\s+time\b|\bdevelop/iu
export const lowest =
  /最低|最少|最小|最短|\blowest\b|\bleast\b|\bfewest\b|\bsmallest\b|\bshortest\b|\bbottom\b|从[低少小]到[高多大]|升序|\bascending\b/iu
export const highest =
  /最高|最多|最大|最长|最久|最频繁|最勤|最[费耗]|得最?[多久长]的|\bhighest\b|\bmost\b|\blargest\b|\blongest\b|\btop\b|\bbiggest\b|从[高多大]到[低少小]|降序|\bdescending\b|哪[个边家条台](?:更|比较)?[高多大]|谁(?:更)?[高多]|\bwhich\b.*\b(?:is|was)\s+higher\b/iu
export const worst =
  /最差|最拖|最晚|最迟|最糟|最烂|最不|最拉|最慢|拖后腿|垫底|倒数|哪[个边家条台](?:更|比较)?差|\bworst\b|\bpoorest\b|\bslowest\b|\bleast\s+(?:punctual|reliable|productive|efficient)\b/iu
export const best =
  /最好|最佳|最优|最棒|最牛|最快|哪[个边家条台](?:更|比较)?好|谁(?:更)?好|\bbest\b|\bfastest\b|\bquickest\b|\bbetter\b.*\bor\b/iu
/** Of the pictures, the one whose limits are worked out. */
export const controlCharts =
  /(?:SPC|统计过程)?\s*控制图|\b(?:spc|control)\s+charts?(?:\s+(?:of|for))?\b/iu
export const ranking =
  /排名|排行|排序|排[一个]?[下名队]|^\W*(?:please\s+)?(?:order|sort|rank)\b(?=.*\bby\b)|\bsort(?:ed)?\b|帕累托|前[一二三四五六七八九十\d]+(?!\s*个?(?:周|星期|天|日|月|年|班|小时|季))|\brank|\bpareto\b|\btop\s+\d+/iu

export const ticketKinds: [RegExp, 'corrective' | 'preventive' | 'inspection'][] = [
  [/预防性|预防|保养|\bpreventive\b|\bplanned\s+maintenance\b|\bpm\b/iu, 'preventive'],
  [/纠正性|纠正|故障维修|修复性|抢修|\bcorrective\b|\bbreakdown\b/iu, 'corrective'],
  [/点检|检查|巡检|\binspection/iu, 'inspection'],
]
export const ticketStatuses: [RegExp, 'open' | 'in_progress' | 'closed'][] = [
  [
    /处理中|进行中|正在(?:处理|维修|修|做)|在(?:处理|修)|\bin\s+progress\b|\bbeing\s+(?:worked|handled|repaired|done)\b/iu,
    'in_progress',
  ],
  [
    /未关闭|未完成|待处理|(?:没有?|尚未|还未)(?:被)?(?:关闭|关掉|关|干完|修完|完成|做完|处理|结)|打开的|开着的|开放|\bopen\b|\bunresolved\b|\boutstanding\b|\bnot\s+(?:yet\s+)?(?:closed|completed|finished|resolved|done)\b|\bunfinished\b/iu,
    'open',
  ],
  [/已关闭|已完成|关闭的|完成的|\bclosed\b|\bcompleted\b|\bresolved\b/iu, 'closed'],
]
export const priorities: [RegExp, 'low' | 'medium' | 'high' | 'urgent'][] = [
  [/紧急|加急|\burgent\b|\bemergency\b|\basap\b/iu, 'urgent'],
  [/高优先|优先级高|重要|\bhigh\b/iu, 'high'],
  [/低优先|优先级低|不急|\blow\s+priority\b/iu, 'low'],
]

/** Nouns of things that a figure can be broken down by. */
const nouns: [Dimension | Grain, string, string][] = [
  ['team', '(?:个|支)?班组|班(?!次)', 'teams?|crews?'],
  ['line', '条?(?:产线|生产线|线)', 'lines?'],
  ['machine', '台?(?:机器|设备|机台|机床|机)|台(?![时湾词])', 'machines?|equipment|assets?'],
  ['shift', '个?班次', 'shifts?'],
  ['product', '种?(?:产品|型号)', 'products?|parts?'],
  ['site', '个?(?:工厂|基地|厂区|站点|厂)', 'sites?|plants?|factor(?:y|ies)'],
  ['reason', '(?:停机)?原因', 'reasons?|causes?'],
  ['supplier', '家?供应商|家?供方', 'suppliers?|vendors?'],
  ['material', '种?(?:物料|材料|原料)', 'materials?'],
  ['hour', '个?小时', 'hours?|hourly'],
  ['day', '天|日', 'days?|daily'],
  ['week', '周|星期', 'weeks?|weekly'],
  ['month', '个?月', 'months?|monthly'],
]

const grains = new Set<string>(['hour', 'day', 'week', 'month'])

/** `the three plants`: to compare them is to compare no times. */
export const enumerated =
  /\bthe\s+(?:two|three|four|five|six)\s+(?!last|past|weeks?|days?|months?|hours?)|[两三四五六](?:个|座|家)?(?:工厂|基地|厂区|厂)/iu

export const breakdowns = nouns.map(([id, zh, en]) => ({
  id,
  isGrain: grains.has(id),
  words: new RegExp(
    `(?:各个?|每个?|按照?(?:\\S{1,3}[和、与])?|分|哪[个一条台种些几家]?(?:个|条|台|种|家)?|不同|逐|所有)(?:\\s*(?:${en})\\b|(?:${zh}))` +
      `|\\b(?:(?:by|per)\\s+(?:\\w+\\s*(?:,|and)\\s*)?|(?:each|which|what|every|across|among|all)\\s+(?:of\\s+)?(?:the\\s+)?)(?:${en})\\b` +
      (grains.has(id) ? '' : `|\\bthe\\s+(?:two|three|four|five|six)\\s+(?:${en})\\b`) +
      (id === 'site' ? '|[两三四五六](?:个|座|家)?(?:工厂|基地|厂区|厂)' : '') +
      (id === 'hour' ? '|\\bhourly\\b' : id === 'day' ? '|\\bdaily\\b' : '') +
      (id === 'week' ? '|\\bweekly\\b' : id === 'month' ? '|\\bmonthly\\b' : ''),
    'iu',
  ),
  noun: new RegExp(`${zh}|\\b(?:${en})\\b`, 'iu'),
}))

/** Of a schedule: what it should favour. */
export const objectives: [RegExp, 'setups' | 'throughput'][] = [
  [
    /少换型|少换线|换型(?:最|尽量)?少|减少换型|\b(?:few(?:er|est)?|less|least|minimi[sz]e|fewest)\b[^,.]*\b(?:set-?\s?ups?|changeovers?)\b|\b(?:set-?\s?ups?|changeovers?)\b[^,.]*\b(?:few|low|short|minim)/iu,
    'setups',
  ],
  [
    /尽[快早]完(?:成|工)|最早完(?:成|工)|\b(?:finish|complete)\s+(?:as\s+)?(?:early|soon)|\bthroughput\b|吞吐/iu,
    'throughput',
  ],
]
export const orderStatuses: [
  RegExp,
  'planned' | 'released' | 'running' | 'completed' | 'cancelled',
][] = [
  [/还?没(?:有)?开工|未开工|未开始|已下达|\breleased\b|\bnot\s+(?:yet\s+)?started\b/iu, 'released'],
  [
    /正在(?:生产|做|加工)|生产中|在产|进行中|\brunning\b(?!\s+(?:late|behind))|\bin\s+(?:production|progress)\b/iu,
    'running',
  ],
  [/(?<!未|没)(?:已完成|完工|做完)|\bcompleted\b|\bfinished\b/iu, 'completed'],
  [/已取消|\bcancell?ed\b/iu, 'cancelled'],
  [/计划中|\bplanned\b/iu, 'planned'],
]
export const failureCodes = /故障(?:代码|码|模式)|失效模式|\bfailure\s+(?:codes?|modes?)\b/iu

/** `与前一周对比`: what the window is compared with, not the window. */
export const comparedWith =
  /(?:与|和|同|跟|比|较)\s*(?:再?[前上]一个?(?:周期|周|星期|月|天|日|年)|(?:去年)同期)|(?<=\b(?:with|than|to|against|vs\.?|versus)\s+)the\s+(?:week|month|day|year)\s+before\b(?!\s+(?:last|yesterday))|\b(?:with|to|than|against)\s+(?:the\s+)?previous\s+(?:week|month|day|year|period)\b/giu

/** `so far`: what is not over yet. */
export const sinceThen =
  /(?:截至|截止|到)(?:目前|现在|此刻|今天)?(?:为止)?|\bso\s+far\b|\bto\s+date\b|\b(?:up\s+)?(?:to|until)\s+now\b/giu
