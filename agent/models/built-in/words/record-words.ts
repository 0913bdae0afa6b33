/** Words for what is listed, and for what is asked to be done: tickets, orders, schedules. */

/** Any of several tables of words, as one. */
export const anyOf = (...tables: RegExp[]): RegExp =>
  new RegExp(tables.map(({ source }) => source).join('|'), 'iu')

/** Asks what there is; whoever wants something done says no such word. */
export const listing = anyOf(
  /多少|(?<![好这那十])几(?=[张个条份次回单件])|哪[些几张个]|有没有|有无|[吗么][??]?$|历史|清单|列表|列[一个出]|统计|过(?:几|多少|什么|啥|哪)|都?有(?:啥|什么|哪)/u,
  /\b(?:list|show|which|what|whose|how\s+(?:many|much|often)|any(?!\s+(?:more|longer))|are\s+there|is\s+there|did|does(?!\s+not)|history|backlog|overview|count)\b/u,
)

export const ticketNouns = anyOf(
  /工单|修[机理]单|(?:维修|检修|点检|保养|抢修|报修|维护)(?:的)?(?:单|任务|活)|单子.{0,6}(?:维修|检修|保养|点检)|(?:故障|异常|报修)单|[张个]单子?.{0,3}[没未待](?:修|关|处理)|开了?过?(?:几|多少)[张个]单|[没未]关的?单|的单子?(?:关|结|修)(?:了|掉|好|完)/u,
  /(?:维修|检修|保养|点检|报修|维护)(?:的)?(?:记录|历史|情况)|(?:抢修|纠正性维修|预防性?(?:维护|保养)|计划保养)(?!计划|.*(?:多久|几天|周期))/u,
  /(?:都)?(?<!返)修(?:理)?[了过](?:些|点)?(?:什么|啥|哪|几|多少)|修了?(?:几|多少)[次回趟]|(?:开|报|提|下)了?(?:几|多少)[张个]?(?:维修|工)?单|(?:干|做)了(?:几|多少|哪些?)[次个]?(?:维修|保养|点检|检修)/u,
  /上一?[次回趟](?:的)?(?:保养|维修|检修|点检|修)|(?:保养|维修|检修|点检|修)(?:过)?(?:是|在)?(?:什么时候|啥时候|哪天|几号)|最近一次(?:保养|维修|检修|点检|修)/u,
  /\bticketed\b|\bnext\s+(?:service|maintenance|inspection|overhaul|pm)\b|\blast\s+(?:serviced|repaired|maintained|inspected|fixed|overhauled|service|repair|inspection|overhaul)\b|\b(?:was|were|been)\b[^?]*\blast\s+(?:serviced|repaired|maintained|inspected|fixed)\b/u,
  /报修(?=.{0,3}(?:多少|几|过))|(?:维修|检修|保养|点检|报修|修)过(?=几|多少|什么|啥|哪|没|吗)|报过.{0,4}修/u,
  /修(?:着|好|完|过)?的(?:那些?|几张)?单子?(?![位价件])|(?:它|[这那]台|该机)的?(?:报修|维修)?单子?(?![位价件据元])/u,
  /(?<!谁.*)(?:有人|已经?)?报(?:过修|修了|过了?)[吗么没]|\b(?:already|anyone|anybody|someone|somebody|been|yet)\b[^?]{0,12}\breported\b|\breported\s+(?:already|yet|before)\b/u,
  /(?:点检|保养|检修|维修|巡检)(?:任务)?(?:还)?(?:没|未)(?:有)?(?:做|完成|关|修|干|处理)/u,
  /\b(?:open|in\s+progress|outstanding|pending|left)\s+(?:in|for|with|on)\s+maintenance\b/u,
  /\b(?:tickets?|tix|tkts?|work\s*orders?|pms)\b|(?<![\w-])wos?(?![\w-])/u,
  /\b(?:maintenance|repair|service|corrective|preventive|inspection|breakdown)\s+(?:jobs?|tasks?|orders?|requests?|records?|history|log|backlog|visits?)\b/u,
  /\b(?:overheat\w*|leak\w*|nois\w+|vibrat\w+|breakdown|plugged|blocked)\s+jobs?\b/u,
  /\bjobs?\b(?=.*\b(?:open|outstanding|pending|closed|maintenance)\b)|\b(?:open|outstanding|pending)\s+(?:\w+\s+)?jobs?\b/u,
  /\b(?:inspections|repairs)\b.*\b(?:open(?:ed)?|done|closed|in\s+progress|under\s*way|pending|outstanding|ongoing|left|waiting|overdue|scheduled)\b|\b(?:open|outstanding|pending|ongoing|unfinished|overdue)\s+(?:\w+\s+)?(?:inspections?|repairs?|maintenance)\b|\bwhat\b[^?]*\b(?:been|was|were|got|gets?|we|they|maintenance)\s+(?:\w+\s+)?(?:repaired|fixed|serviced|mended|patched\s+up)\b|\bwhat\s+did\b[^?]*\b(?:repair|fix|mend|service)\b|\bhow\s+(?:often|many\s+times)\b[^?]*\b(?:repaired|serviced|mended|visited)\b|\b(?:maintenance|repair|service)\s+(?:done|carried\s+out|performed|visits?)\b|\b(?:repairs|fixes)\s+(?:were|was|did)\b/u,
)

const making =
  /(?<![打未已展查看问列数算停]|停下)(?:开|建|创建|新建|新增|新开|提交?|下|报|生成|起|弄|搞|来|登记|申请|填|录|派|安排|约|补|挂)(?!着)/u
    .source
const aRecord =
  /(?:工单|维修单|检修单|点检单|保养单|抢修单|维修申请|维修|检修|ticket|work\s*order)/u.source
const created =
  '(?:open|create|raise|file|log|submit|issue|make|book|put\\s+in|write(?:\\s+up)?|enter|register|request|start|generate|set\\s+up|schedule|need|want|like|give\\s+me|get\\s+me)'
const enRecord =
  '(?:ticket|work\\s*order|wo|repair(?:\\s+(?:order|request|job))?|maintenance\\s+(?:request|job|order|task)|inspection(?:\\s+job)?|job|check(?:-?up)?(?=\\s+(?:of|on|for))|overhaul|service\\s+visit)'

export const openTicket = anyOf(
  new RegExp(
    `${making}(?![的了过])(?:一?[张个份条次]|一下)?[^,,。::??]{0,20}${aRecord}(?!的|记录|历史)`,
    'u',
  ),
  /(?<!什么时候|何时|哪天|几号|多久|[没未已谁])预?约(?:一?[次个]|一?下)(?:保养|维护|点检)(?!计划|了|过|的|记录)/u,
  /(?:开|下|提|建|报|派|补)(?:一?[张个])(?:[高中低]优先级的?|紧急的?|\S{0,2})单(?:子)?(?![的有])|报修(?!过|了?[几多]|记录|历史|单|的单)|报个?[修障]|[要得需](?:维修|检修|修)[^。??]{0,8}(?:报|开|提)一?[下个]|(?:要报|报)(?:个|一?个)?故障/u,
  /(?:^|[\s,,;;。也再]|给我|帮我|请|麻烦|给[^,,。]{1,14})(?:(?:开|提|建)一?[张个份]|报一?张)(?=[\s。.!!,,]|$)/u,
  /(?:登记|录入?|上报)一?[个条下]?(?:设备)?(?:故障|问题|异常)(?!代码|率|次|时|记录|的)|(?:^|[.!;,]\s*)(?:ticket|work\s+order)(?:\s+please)?\s*(?:[.!,;]|$)/u,
  /\b(?:open|raise|log|file|create)\s+(?:me\s+)?one\b(?=\s+(?:for|on)\b|\s*[,.:])/u,
  /(?:叫|喊|派|让|找|请|通知|安排)(?:一?个|下)?(?:机修|维修|人|师傅|设备科|设备部|保全)(?:.{0,6}(?:来|看|修|处理|检查|过)|(?:[。.!!]|$))|(?:派|来)个?人(?:来|过来)?[看修]|安排(?:一下|一次)?(?:维修|检修|抢修|保养|点检)|(?<!已)(?:开|提|建)单(?!位|据|的|子?(?:有|都))/u,
  new RegExp(
    `\\b${created}\\s+(?:me\\s+|up\\s+)?(?:an?|one|the|new|preventive|corrective|inspection|maintenance|urgent)\\b[^?]*?\\b${enRecord}\\b`,
    'u',
  ),
  new RegExp(
    `\\b(?:need|want|create|raise|make|log|submit|file|register|enter)\\s+(?:(?:urgent|new|corrective|preventive|inspection|maintenance)\\s+){0,2}${enRecord}\\b`,
    'u',
  ),
  /\b(?:open|raise|create|log)\s*一?[张个]\s*(?:ticket|work\s*order|工单|维修单)/u,
  /\bopen\s+(?:ticket|work\s*order)\b|\blog\s+(?:it|this)\b/u,
  /\breport\s+(?:an?\s+)?(?:fault|breakdown|problem|issue|defect|leak|failure|damage|noise)\b|\breport\b[^?]*\bto\s+maintenance\b/u,
  /\b(?:get|have|send|call|ask|tell)\s+(?:maintenance|someone|somebody|a\s+(?:technician|mechanic|fitter))\b[^?]*\b(?:look|fix|check|repair|come|see)\b/u,
  /\b(?:ticket|work\s*order)\b[^?]*\bplease\b|^\W*(?:an?\s+)?(?:\w+\s+){0,2}(?:ticket|work\s*order)\s+(?:for|on)\b[^:?]*(?::|\s[-–—]\s|[;,]\s)(?!.*\?)|^\W*new\s+(?:ticket|work\s*order)\b/u,
  /\b(?:needs?|wants?)\s+(?:a\s+)?(?:repair|fixing|looking\s+at)\b/u,
)

/** `主轴异响，报一个`: of a figure it only asks to be told. */
export const reportOne =
  /(?:^|[\s,,;;。也再]|给我|帮我|请|麻烦|给[^,,。]{1,14})报一?[个份](?=[\s。.!!,,]|$)/u

/** `anything still open on filler 2?`: of a machine that is named. */
export const stillOpen = anyOf(
  /(?:还有|有没有|有什么|有啥)[^,,。]{0,6}(?:没[关处修弄]|未[关处修]|挂着|遗留)/u,
  /\b(?:any(?:thing)?|what(?:'s|\s+is)?|something)\b[^?]*\b(?:open|outstanding|pending|unresolved|unfixed|left\s+to\s+(?:fix|repair|do))\b/u,
)

/** `那张链条润滑的单子`: of a machine, a ticket. */
export const thatSlip =
  /[那这]张.{0,8}单(?!位|个)|有(?:没有)?(?:报修|维修)?单子?(?:[吗么没]|[??]?$)/u

/** Of a ticket that is named by its id, or pointed at. */
export const changeTicket = anyOf(
  /(?:把|将)?[^,,。]*(?:工单|维修单)\s*[\w-]*\s*(?:给我|可以|能)?(?:关掉|关了(?!多少|几|没|吗)|关闭吧|关一下|结掉|取消掉?)/u,
  /(?<!未|已|没有?)(?:关闭|关掉|取消|结束)(?:一下)?(?:这张|那张|该|这个|那个)?\s*[\w-]*\s*(?:工单|维修单)(?!的|有|数|率)/u,
  /(?:工单|维修单|单子).{0,8}优先级?.{0,4}[提改调升降设]|[提改调升降设].{0,4}(?:工单|维修单).{0,4}优先/u,
  /\b(?:raise|change|set|lower|bump|increase|escalate)\b(?!\s+(?:an?|one|new|another)\b)[^?]*\b(?:priority\b[^?]*\bticket|ticket\b[^?]*\bpriority)\b/u,
  /^(?:请|帮我|麻烦|把|将|那|就)*(?:关[掉闭了]|取消|结掉)(?:这|那|第.|最[后上]|头)一?[张单个]/u,
  /^(?:please\s+|then\s+|and\s+)*(?:close|cancel|reopen)\s+(?:the\s+)?(?:(?:first|last|second|that|this|top)(?:\s+(?:one|ticket))?|it)\W*$/u,
  /^(?:please\s+|can\s+you\s+)?(?:close|cancel|reopen)\b[^?]*\b(?:tickets?|work\s*orders?)\b/u,
)

type Status = 'open' | 'in_progress' | 'closed' | 'cancelled'
export const inProgress = /处理中|进行中|\bin\s+progress\b/iu
/** Sets how urgent it is, and does not only say that it is. */
export const setsPriority =
  /[设改调提升降]\S{0,6}[高低急]|优先级|\bpriorit|\b(?:to|as)\s+(?:high|low|medium|urgent)\b/iu
/** `别关`, `don't cancel it yet`: what is not to be done. */
export const undone =
  /(?:别|不要|不能|先不|暂不|暂时不|不用|不必|无需|勿)(?:急着|给我|再|先)*(?:关(?!注)|取消|作废|结[单掉案]|开[单工]|建单|重排|排产|下单|采购|报修|派单|改(?=[优状工单]))|\b(?:don'?t|do\s+not|never|no\s+need\s+to|not\s+to|hold\s+off(?:\s+on)?|without)\s+(?:yet\s+)?(?:clos|cancel|open(?:ing)?\b|re-?open|rais|re-?schedul|re-?plan|order(?:ing)?\b|buy|fil(?:e|ing)\b)\w*/iu
/** A machine that a schedule must do without, pointed at. */
export const withoutIt =
  /(?:避开|绕[开过]|不[用排]|别[用排]|空出)(?:它|[这那]台(?:机器|设备|机床)?)|\b(?:without|around|avoid(?:ing)?|free)\s+(?:it|that\s+(?:one|machine)|this\s+(?:one|machine))\b/iu
/** What is to become of a ticket. */
export const ticketEnds: [RegExp, Status][] = [
  [/重新?打?开|再(?:打)?开|没修好|\bre-?open|\bopen\b(?=.*\bagain\b)/iu, 'open'],
  [
    /取消|作废|撤[了销回掉]|误报|不用修|\bcancel|\bwithdraw|\bdrop\b|\bvoid\b|\bfalse\s+alarm\b|\bby\s+mistake\b/iu,
    'cancelled',
  ],
  [
    /(?<!已经?)关(?:了|掉|闭|单|一下|吧)|结(?:单|掉|案|了|束)|完结|办结|\bclos(?:e|ed)\b|\bcomplete\b|\bresolve\b|\b(?:to|as)\s+(?:closed|done|completed|finished|resolved)\b/iu,
    'closed',
  ],
  [
    /处理中|进行中|开始(?:处理|维修|修|干|做)|(?:已经?)?在(?:修|处理|干)|\bin\s+progress\b|\bunder\s*way\b|\bstart(?:ed|ing)?\b|\bbeg[aiu]n|\bbeing\s+(?:worked|repaired)\b/iu,
    'in_progress',
  ],
  [
    /修好了|修完了?|搞定了?|完成了?|做完了?|\bdone\b|\bfinished\b|\bfixed\b|\brepaired\b/iu,
    'closed',
  ],
]

export const ticketKinds: [RegExp, 'corrective' | 'preventive' | 'inspection'][] = [
  [
    /预防性|预防|保养|\bpreventi(?:ve|tive)\b|\bplanned\s+maintenance\b|\bnext\s+(?:service|maintenance)\b|\bpms?\b/iu,
    'preventive',
  ],
  [/纠正性|纠正|故障维修|修复性|抢修|\bcorrective\b|\bbreakdown\b/iu, 'corrective'],
  [/点检|检查|巡检|\binspection/iu, 'inspection'],
]

const not = '(?:未|没有?|尚未|还未|还没有?|没有?被)'
const isnt = "(?:not|n't|un|yet\\s+to\\s+be)\\s*(?:yet\\s+|been\\s+)*"
/** The first that fits: what is not closed is no closed one. */
export const ticketStatuses: [RegExp, Status][] = [
  [/取消|作废|撤销|\bcancell?ed\b|\bwithdrawn\b/iu, 'cancelled'],
  [
    /处理中|进行中|正在(?:处理|维修|修|做)|在(?:处理|修)(?!过)|\bin[\s-]+progress\b|\bbeing\s+(?:worked|handled|repaired|done)\b|\bunder\s*way\b/iu,
    'in_progress',
  ],
  [
    anyOf(
      new RegExp(
        `${not}(?:处理|关|干|修|完|做|结|弄|搞|收尾|了结|闭环|销)|等着?(?:修|处理)|未关闭|待(?:处理|办|修|完成)|打开的|开着|挂[着起]|开放|还(?:剩|有).{0,6}(?:没|未)|积压|剩`,
        'u',
      ),
      new RegExp(
        `(?<!\\bdid\\b.*)\\bopen\\b|\\b(?:unresolved|outstanding|pending|unfinished|unclosed|backlog|remaining)\\b|${isnt}(?:closed?|completed?|finished?|resolved?|done)\\b|\\b(?:still\\s+)?to\\s+be\\s+done\\b`,
        'u',
      ),
    ),
    'open',
  ],
  [
    /已关闭|已?完成|关闭的?|关[掉了]|结掉|(?:做|修|干|处理)完|修好|结单|\bclosed?\b|\bcompleted?\b|\bfinished\b|\bresolved\b|\bdone\b/iu,
    'closed',
  ],
]
export const priorities: [RegExp, 'low' | 'medium' | 'high' | 'urgent'][] = [
  [
    /最高(?:优先|级)|优先级?[^,,。]{0,3}最高|\bhighest\b|\btop\s+priority\b|(?<=^|[\s,,。])(?:比较|很|挺|有点|非常)?急(?=$|[\s,,。!!])|(?<!不)紧急|加急|特急|火急|马上|立刻|立马|赶紧(?=.{0,4}(?:处理|报|修))|\burgent(?:ly)?\b|\bemergency\b|\basap\b/iu,
    'urgent',
  ],
  [
    /不急|低优先|优先级?(?:改|调|降|设)?[成为到]?低|降[为到]低|\blow(?:est)?(?:\s+priority)?\b/iu,
    'low',
  ],
  [/高优先|优先级?(?:改|调|升|设|提)?[高成为到]?\S{0,2}高|重要|\bhigh\b/iu, 'high'],
  [/中优先|优先级?\S{0,3}中|普通|\bmedium\b|\bnormal\s+priority\b/iu, 'medium'],
]
export const ticketGroupings: [RegExp, 'status' | 'kind'][] = [
  [
    /[按各分每](?:个|种|照)?状态|状态分[布别]|\b(?:by|per|each|every)\s+status\b|\bstatus\s+(?:breakdown|split)\b/iu,
    'status',
  ],
  [
    /[按各分每](?:个|种|照)?(?:类型|类别|种类|类)|\b(?:by|per|each|every)\s+(?:kind|type|category)\b|\b(?:kind|type)\s+(?:breakdown|split)\b/iu,
    'kind',
  ],
]
export const failureCodes = /故障(?:代码|码|模式)|失效模式|\bfailure\s+(?:codes?|modes?)\b/iu

export const orderNouns = anyOf(
  /(?:客户|生产|销售)的?(?:单子|单(?!位))|(?<![工维修检])单(?=.{0,4}(?:赶|拖|悬|黄|误|交|催|没完|没干|没做))|(?:生产|在跑|在产|在做)的?(?:工单|任务单)|(?:工单|任务单)(?:.{0,4}(?:在跑|在产|投产))/u,
  /\b(?:anything|what|whats|what's)\b.*\b(?:slipping|going\s+to\s+slip|behind\s+schedule|at\s+risk)\b|\b(?:anything|what|what's|whats)\b.*\bleft\s+to\s+(?:make|build|produce|do|ship|run|finish)\b|\b(?:going\s+to|gonna|will)\s+be\s+late\b|\bstill\s+to\s+be\s+(?:made|built|produced|shipped|finished|done)\b|\border\s+(?:book|wise|status|backlog|list)\b|\b(?<!maintenance\s)(?<!repair\s)jobs?\b(?=.*\b(?:not\s+started|unstarted|waiting\s+to\s+start|released|running|in\s+production|on\s+the\s+floor|in\s+the\s+works|started|released|late)\b)|\bdeliver(?:y|ies)\s+(?:promises?|dates?|commitments?)\b/u,
  /[晚拖迟延急]单|订单|(?<![工维修检])单子|交期|交货|(?:能|会)?(?:按时|准时)交/u,
  /生产单|(?:几|多少|哪些?|哪几|什么|啥|的|张|欠|没交|未交)(?:张|个)?单(?!件|位|个|台|耗|价|独)|(?<![工维修检报简清名菜保养抽开关下结])单(?=[没未要会都还])/u,
  /\b(?<!work\s)(?<!repair\s)(?<!maintenance\s)(?<!\bin\s)orders?\b(?!\s+by\b)/u,
  /\bmiss(?:es|ed|ing)?\s+(?:any|our|some|the)?\s*due\s+dates?\b|\bwhat(?:'s|s|\s+is|\s+are)?\s+(?:coming\s+)?due\b|\b(?:what|which)\w*\b[^?]*\breleased\b(?=[^?]*\b(?:not|yet|\w+n't|started)\b)|\bplanned\s+but\s+not\s+(?:yet\s+)?released\b/u,
  /\bjobs?\b(?=.*\b(?:deadlines?|due|late|miss\w*|behind|customers?)\b)|\b(?:anything|what|who)\b.*\b(?:late|overdue)\b|\b(?:deliver|ship)\b.*\blate\b/u,
)
export const lates = anyOf(
  /[晚拖迟]单|延期|要晚|晚了|会晚|拖期?|逾期|脱期|误期|误点|延后|延误|迟|超期|过期|赶不上|来不及|交不[了出上]|(?:拖|延)到.{0,3}(?:交期|以后|后)|悬了?(?=[??。]|$|的|$)|悬着?|黄了|泡汤|要黄|赶不[出完及]|来得及|赶得[上及]|误(?:了|掉)?(?:交|期)|交期?(?:危险|告急|紧)|危险|够呛|(?:不能|没法|无法|没能|不|没有?|会不会不)(?:按时|准时|按期|如期)|风险/u,
  /\blate(?:ness)?\b|\boverdue\b|\bpast\s+due\b|\bdelay(?:ed|s)?\b|\bbehind\b|\bmiss(?:ed|ing)?\b|\bslip|\bat\s+risk\b|\bin\s+(?:trouble|danger|jeopardy)\b|\b(?:won't|wont|not\s+going\s+to|not\s+gonna|never\s+going\s+to)\s+(?:make|hit|meet|ship|finish|be\s+(?:ready|done|finished))\b|\bblow(?:n|ing)?\s+(?:the|their|its)?\s*(?:dates?|deadlines?|due)\b|\boff\s+track\b|\brunning\s+late\b|\blagging\b|\bwon't\s+make\b/u,
  /(?:\bnot\b|n['’]?t\b)[^,.?]*\b(?:(?:in|on)\s+time|make\s+(?:it|the|their)|(?:meet|keep)\s+(?:the|their))\b/u,
)

export const notOnly = /不[光只仅止]|\bnot\s+(?:only|just)\b/iu

/** What becomes of a product that is named, as its orders tell. */
export const delivering = anyOf(
  /交(?:货|付|期|得|不|出|了吗)|[要该得需]交|出货|发货|发[得不]出|[做赶干]得?完|来得及|赶[得不]/u,
  /\b(?:ship(?:s|ped|ping|ment)?|deliver\w*|due|deadlines?|ready|finish\w*|on\s+time|in\s+time|out\s+the\s+door|make\s+it)\b/u,
)
/** How much of a product is not made yet: no figure counts that. */
export const stillOwed = anyOf(
  /还?欠(?:着|了|下)?(?:多少|几)|还差(?:多少|几)|(?:多少|几件)?[没未](?:做完|干完|交(?!班)|生产完)/u,
  /\b(?:still\s+(?:owe|to\s+(?:make|deliver|ship|produce))|left\s+to\s+(?:make|deliver|ship|produce))\b/u,
)

/** How far an order that is named by its number has come. */
export const ofOneOrder = anyOf(
  /到哪|进度|做了多少|还[差欠要]|几点|什么时候|啥时候|哪天|几号|准时|按时/u,
  /\b(?:how\s+far|progress|status|where\s+is|when|done|late|on\s+track|complete\w*)\b/u,
)
/** What is still to come. */
export const toCome = anyOf(
  /能不能|能否|会不会|来得及|赶得|还能|能(?:按时|准时|如期)|明天|后天|下周|下个月/u,
  /\b(?:will|won't|going\s+to|gonna|can|could|tomorrow|next)\b/u,
)

type OrderStatus = 'planned' | 'released' | 'running' | 'completed' | 'cancelled'
export const orderStatuses: [RegExp, OrderStatus][] = [
  [/取消|作废|\bcancell?ed\b/iu, 'cancelled'],
  [
    /(?<!的?生产)计划(?:状态|中|里|阶段|的)|(?:还)?在计划|(?:没|未)下达|\b(?:only\s+)?planned\b|\bnot\s+(?:yet\s+)?released\b/iu,
    'planned',
  ],
  [
    /还?没(?:有)?开(?:工|始|做)|未开(?:工|始)|已?下达|\breleased\b|\bnot\s+(?:yet\s+)?(?:been\s+)?started\b|\bunstarted\b/iu,
    'released',
  ],
  [
    /正在|生产中|在[产做跑干](?!什么|啥)|正[在]?(?:跑|做|干)|进行中|(?:现在|目前|当前)(?:在|都)?(?:生产|做|干|跑)|\brunning\b(?!\s+(?:late|behind))|\bon\s+the\s+(?:floor|machines?|go)\b|\bongoing\b|\bactive\b|\bin\s+(?:production|progress|process|the\s+works)\b|\bbeing\s+(?:made|produced|built|processed)\b|\bproducing\b|\bworking\s+on\b|\bunder\s*way\b/iu,
    'running',
  ],
  [
    /(?<![未没能待要还]|没有|不能)(?:已经?完成|已交|(?:干|搞|弄)完了?的|已经?(?:干|做|搞|弄)完|完工|做完|交完|(?<=已经?)交了|完成(?:了|的))(?!(?:多少|几|到)(?!张|个?订?单))|(?<!\b(?:not|be|get|can|when|yet)\b.*)\b(?:completed|finished|done|wrapped\s+up|closed\s+out|shipped|in\s+the\s+bag|off\s+the\s+floor)\b(?!\s+and\b)|\bhas\s+finished\b|\borders?\s+did\b[^?]*\b(?:finish|complete|ship|close)\b/iu,
    'completed',
  ],
]
/** How far along: no state that orders are chosen by. */
export const progress =
  /(?<!正在.*)(?:完成(?:了|度|情况)?(?:多少|几成|到|怎么样|得)(?!张|个?订单)|进度|做到)|\bhow\s+far\b|(?<!\bin\s+)\bprogress\b|\bcoming\s+along\b|\bhow\s+many\s+(?:pcs|pieces|parts|units)\b/iu

export const schedule = anyOf(
  /重排|重新排|排产|排程(?!.{0,4}(?:执行|遵守))|排单|排个?计划|排一?个[^,,。]{0,8}(?<!保养|维修|检修|点检)计划|排[个下]产|排一[下次遍](?:产|程|单|计划)|计划.{0,6}重|重新(?:安排|计划|做)|怎么排|重新生成.{0,4}计划|(?:排得|计划)[^。]{0,12}(?:重新|再)(?:来|出|搞|弄|做)/u,
  /\bre-?schedul|\bre-?plan|\bre-?sequenc|\bre-?shuffl|\bre-?arrang|\bneeds?\s+a\s+(?:new|better)\s+(?:schedule|plan)\b/u,
  /\b(?:plan|schedule)\b[^?]*\b(?:again|anew|afresh)\b|\b(?:redo|rework|rerun|remake|rebuild|refresh|revise|update)\b[^?]*\b(?:schedul\w*|plan(?:ning)?)\b/u,
  /\b(?:optimi[sz]e|improve)\b[^?]*\b(?:schedule|plan|sequence|orders)\b|\bschedule\s+(?:the\s+)?(?:production|orders)\b/u,
  /\b(?:propose|create|build|suggest|run|make|find|draw\s+up|work\s+out|come\s+up\s+with|give\s+me|needs?|wants?)(?:\s+(?:me|us|an?|the|new|better|fresh|different|another|production))*\s+(?:schedule|plan)\b/u,
  /^\W*(?:a\s+)?(?:new|better|fresh)\s+(?:production\s+)?(?:schedule|plan)\b|^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:schedule|plan)\s{2,}/u,
)
/** The same where no figure is named: figures are put in order, too. */
export const scheduleLoosely = /排一[下次遍]|排[个下](?!一二三|先后|高低|座次|名|队|序|次)/u

type Objective = 'least_change' | 'setups' | 'throughput' | 'due_dates' | 'energy'
/** What a schedule should favour. */
export const objectives: [RegExp, Objective][] = [
  [
    /省电|节[能电]|少[用耗]电|电费|能耗|低谷|谷电|错峰|\b(?:energy|electricity|power)\b(?!\s+(?:cut|outage|failure))|\boff-?\s?peak\b/iu,
    'energy',
  ],
  [
    /少(?:改|动|变|调)|[改动变调]动?[得的]?越少越好|[别不](?:大)?(?:动|改)(?:现|原|当|目|计|太|乱)|(?:改|变)动.{0,3}[小少]|尽量不(?:改|动|变)|保持.{0,6}计划|\b(?:least|few(?:er|est)?|little|minim\w+)\b[^,.]*\b(?:chang(?!e-?\s?over)\w*|mov\w+|disturb\w*|disrupt\w*)\b|\b(?:chang(?!e-?\s?over)|mov|disturb|disrupt)\w*\s+(?:things\s+|it\s+)?as\s+(?:little|few)\b|\b(?:keep|stick)\b[^,.]*\b(?:current|present)\b/iu,
    'least_change',
  ],
  [
    /(?:按|以)?交期(?:优先|为[主准先])?|少(?:点|些)?(?:延期|迟交|拖期)|\bdue\s+dates?\b|\bon\s+time\b|\b(?:few(?:er|est)?|less|least|minimi[sz]e|reduc\w+)\s+(?:late|delayed|overdue)\b/iu,
    'due_dates',
  ],
  [
    /少换[型线模]|换[型线模](?:次数|时间)?.{0,4}少|减少换[型线模]|少(?:点|些)?换[型线模]|\b(?:few(?:er|est)?|less|least|little|minimi[sz]e|reduc\w+)\b[^,.]*\b(?:set-?\s?ups?|change-?\s?overs?)\b|\b(?:set-?\s?ups?|change-?\s?overs?)\b[^,.]*\b(?:few|low|short|minim)/iu,
    'setups',
  ],
  [
    /(?:尽[快早]|早点|最早|越[早快]).{0,4}(?:完|做|干|越)|产[量出能].{0,3}(?:最[大高多]|优先|为先)|(?:最大|最多).{0,2}产|吞吐|\b(?:finish\w*|complete\w*|done)\b[^,.]*\b(?:early|soon|quick|fast)|\bas\s+(?:early|soon|fast|quickly)\s+as\b|\bthroughput\b|\bmaxim\w+\s+(?:the\s+)?output\b/iu,
    'throughput',
  ],
  // A schedule that speaks of change-overs at all wants fewer.
  [/换[型线模产]|\b(?:set-?\s?ups?|change-?\s?overs?|tool\s+changes?)\b/iu, 'setups'],
]
