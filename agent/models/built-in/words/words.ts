import type { Dimension, Grain } from '../reading.ts'
import { howto, paper } from './document-words.ts'
import { listed } from './listed.ts'
import { anyOf } from './record-words.ts'
import { why } from './why-words.ts'

/** The closed class of words: what people ask for. Names of things come from the store. */

export const intents = {
  howto,
  paper,
  why,
  /** A figure that went up or down. */
  moved:
    /\b(?:far|much|way|a\s+lot)\s+(?:fewer|less|more)\b|\blost\b[^?]*\b(?:points?|pts?|percent(?:age)?)\b|\bmiss(?:ed|es|ing)?\b|腰斩|减半|打(?:对)?折|忽[高上好]忽[低下坏]|起伏|\bextra\b|\bshort-?falls?\b|\bdeficit\b|\bthrough\s+the\s+roof\b|\boff\s+(?:a|the)\s+cliff\b|\bsky-?\s?high\b|\bout\s+of\s+(?:hand|control)\b|\bpear-shaped\b|\badditional\b|[上起]不[去来]|没[上起][去来色]|翻[倍番]|(?<=比(?![例率重值])[^,,??]{1,10}?)(?:[高低差好长短大小]|(?<!多)少|多(?![少大久长]))(?!于)|(?:这么|那么|太|偏)[低高差少多]|\bso\s+(?:low|high|bad|poor|few|many|much)\b|降低?|下滑|跌|[窜蹿飙]|不一样|不同于?|两样|(?<![废坏扔做用卖停关干丢])掉(?!线|的?(?:金额|成本|数量|钱|件数)|了?多少)|滑坡|变[差低少高多大小好坏长短慢快了]|减少|恶化|缩短|拉长|[低高差少多坏长]的(?=原因|理由|缘故)|[不没未]达标|不理想|没做到|走[低高]|上升|升[高了]|上涨|涨|提高|提升|增加|增多|改善|[波变]动|变化|[低高差少多](?:了|出来|起来|下来|上去)|(?<![修算做干跑停坐空留拿])[上下往][来去下上]了?|退步|变坏|缩水|不如|比不上|赶不上|不敌|输给|反弹|回[落升]|[骤暴猛激飙陡][升降跌增涨]|不行|拖[累低后]|\bdrop|\bslip(?:s|ped)?\b|(?<!\b(?:you|please|to|i|we|and)\s+)\bpull(?:s|ed)?\b|\bf[ae]ll|\bfallen\b|\bdeclin|\bdecreas|\bdip(?:s|ped)?\b|\bslump|\bslid(?:e|ing)?\b|\bmov(?:e|ed|es|ing)\b|\bdiffer|\btank|\btumbl|\bcrash|\bcreep|\bcrept|\bunderperform|\bsuffer|\bcollaps|\bplummet|\bdeteriorat|\bshr[aiu]nk|\bsoar|\bspik|\bweak|\bs[aiu]nk\b|\bwors|\blower|\bdrag|\bpulling\b|\bris(?:e|es|en|ing)\b|\brose\b|\bclimb|\bincreas|\bimprov|\bhigher\b|\bbetter\b|\bjump|\bchang|\b(?:go|goes|going|gone|went)\s+(?:up|down|south)\b|\b(?:up|down)\s+(?:on|from|against)\b|\b(?:t(?:ake|akes|ook|aken|aking)|had|having|hit)\s+an?\s+(?:\w+\s+)?(?:dive|nosedive|nose-dive|tumble|hit|knock|beating|hammering|turn|dip|dent|plunge|slide|hiccup|wobble|downturn|leap|battering|slump|drop|fall|jump)\b|\b(?:plung|nosediv|div|crater|sank|sink|sag|tail|ebb|dwindl|worsen|skyrocket|shot|shoot|surg|leap|leapt|balloon|blew|blow|explod|rocket|swell|swoll|mushroom|doubl|halv|tripl)(?:e|es|ed|ing|s)?\b\b|往下掉|一落千丈|断崖|跳水|滑铁卢|[爆猛疯狂]增|[爆猛疯狂]涨|冒[出上]|[蹦窜蹿]了?[上出]?/iu,
  attribute:
    /归因|损失(?:分析|构成|分解)|\bloss(?:es)?\s+(?:analysis|breakdown|tree|bridge)|分解|拆解|解释|拖累|分析(?:一下)?[^,,。]*(?:变化|波动|下降|上升)|\bexplain|\bdecompos|\b(?:break\s*down|split)\s+the\s+change|\bwhere\s+(?:did|do|are|have)\s+(?:we|they)\b.*\b(?:los\w+|lost|drop\w*|slip\w*)\b|\bdrove\b|\bbehind\b|\bdragg|\battribut(?:able|ed)\b|\bdrivers?\b/iu,
  causeNoun:
    /靠的?(?:是)?(?:啥|什么)|\bexplanations?\b|\bcontributors?\b|\bcontributing\b|原因|理由|缘故|[主成起诱]因|缘由|根由|\breasons?\b|\bcauses?\b/iu,
  state:
    /状态|[开关]机?了[吗没]|现在|当前|目前|此刻|这会儿|眼下|这时候|在运行|停了吗|停着|开着[吗没]|在(?:跑|转|动|运转|运行)(?!得)|跑着|恢复|在干什么|\bat\s+the\s+moment\b|\bstatus\b|\bstate\b|\bright\s+now\b|\bcurrently\b|\bnow\b|\brunning\b|\bis\b.*\b(?:down|stopped|idle|up)\b|\bare\s+(?:down|stopped|idle|running)\b/iu,
  /** Asks for no more than how something is now. */
  plainState:
    /(?:什么|啥|怎样的?)状态|状态(?:怎么?样|如何|咋样|是|[??]|$)|\b(?:state|status)\s+of\b|\bis\s+(?:the\s+|our\s+)?[\w -]{2,30}\s+(?:running|down|stopped|up\s+and\s+running)\b/iu,
  /** What a machine that is named tells of itself. */
  telling: anyOf(
    /健康|报警|告警|警报|报(?:的?(?:是)?(?:什么|啥|了|哪个?))?.{0,2}警|异常|正常|有(?:问题|毛病)|(?:什么|啥)(?:毛病|问题)/u,
    /状况|情况|咋样|怎么样|啥样|[好行][着吗不没]|没事|实时|运行|运转|在线|离线|[开关停]机|[开停](?:着|没[开停]|了)|启动|复位|待机|空[转闲]/u,
    /干[嘛啥吗什]|忙[着啥什]|闲着|[跑转动趴卡][着得没了住]|在(?:跑|转|动|忙|做|干|加工|生产)|有没有(?:在)?(?:跑|转|开|动|运行|生产)/u,
    /恢复|修好|起来|好了[吗没]|堵[住着了]|宕|挂了|死机|熄火|跳[停闸]|故障|坏了?[吗没]|停(?:了)?多[久长]|(?:什么时候|几点|啥时候).{0,3}停/u,
    /(?:什么|啥|哪[个张款种]).{0,2}(?:订单|单子?|活|产品|料|型号|东西)|手[上头]|(?:生产|做|加工|干)(?:的)?(?:是)?(?:什么|啥|哪)/u,
    /\b(?:alarms?|alarming|warnings?|errors?|faults?|faulted|tripped|problems?|wrong|issues?|trouble|stuck|jammed|hung|frozen|alive|dead|offline|online|matter|up\s+with)\b/u,
    /\b(?:working|producing|making|made|processing|machining|busy|waiting|moving|turning|spinning|started?|restarted|recovered|repaired|fixed|back)\b/u,
    /\b(?:what|which)\s+(?:order|product|part|job|batch)\b|\bwhat\b.*\b(?:doing|happening|going\s+on|up\s+to)\b|\bhow(?:'s|\s+is|\s+are)\b/u,
    /\b(?:ok|okay|fine|normal(?:ly)?|alright|all\s+right|healthy|condition|well)\b|\bsince\s+when\b|\bhow\s+long\b|\bwhen\s+did\b|\bdid\b.*\bstop\b|\bstand(?:s|ing)?\b|\bstopped\b/u,
  ),
  stopped:
    /停机|趴窝|趴着|趴下|歇着|躺着|罢工|撂挑子|宕机|停了|停着|停线|坏了|不[动转走]了|故障|\bdown\b|\bstopped\b|\bnot\s+running\b|\bidle\b/iu,
  definition:
    /怎么(?:计?算|统计|定义|得出来|来的)|咋算|如何(?:计?算|定义)|什么是|(?:什么|啥)意思|是个?(?:什么|啥)指标|什么叫|定义|公式|含义|口径|计算(?:方[法式])?|\bcalculat(?:e|ed|es|ion)\b|\bcomputed?\b|\bdefin(?:e|ed|es|ition)\b|\bformula\b|\bwhat\s+do(?:es)?\b.*\bmean\b|\bmeaning\s+of\b|\bstands?\s+for\b|\bmeant\s+by\b|\b(?:counts?|goes|go)\s+(?:in|into|towards|as)\b|\bmade\s+up\s+of\b|(?:包括|包含|算进)(?:了)?(?:什么|哪些|啥)|怎么构成|\bwork(?:ed)?\s+out\b|\b(?:what|which|how\s+high)\b[^?]*\btargets?\b|目标值?(?:是|定|设|为)+(?:了|在|得|到)*(?:多少|几|哪)|\b(?:do|does|is|are)\b.*\b(?:includ|exclud|contain)(?:e|es|ed|ing)?\b/iu,
  /** How a figure is made, where no time and no place are named with it. */
  defining: listed({
    zh: `
      算法 分[母子](?!公司) 口径 单位(?!.*(?:哪|谁)) 计量 [含包算]不[含包算] 不?包[括含] (?:算|计|含|包)(?:进|到|在|入)[^,,。]{0,8}[里内中]?(?:吗|没|的)? (?:有没有|是否|是不是|会不会)(?:把[^,,。]{1,8})?[算包计]
      从[^,,。]{1,8}开始算 [按拿用][^,,。]{1,12}算(?!出) 算吗 算不算 算进去 啥叫 只算 算的是 区别 (?<!多少|多大|几点?)差在[哪那] (?:有(?:什么|啥)|哪里|哪儿)不[同一]样? 不?是一回事 不是一个东西 [拿用][^,,。]{1,6}除 除以 (?:什么|啥|哪个)标准 讲讲 讲一?[讲下] 解释 科普 介绍 说明一下
      (?:是|指)的?(?:什么|啥)(?:$|[??呢呀啊]) 指(?:的是)?(?:什么|啥)? 咋来的 怎么来的 怎么得来 代表(?:什么|啥) 反映(?:什么|啥) 统计(?:方式|规则|逻辑) 计算(?:规则|逻辑|方式) 定的 多少(?:才)?算(?:好|正常|合格|优秀) 行业(?:标准|平均|水平)
    `,
    en: `
      diff(?:erence)?s?(?= between) | differ from | different from | what(?:'s| is) what | denominator | numerator | (?:what|which) units? | unit of | units? (?:is|are|of) | includ(?:e|es|ed|ing) | exclud(?:e|es|ed) |
      counted (?:in|as|by) | (?:do|does) .* count | valued | (?:part|component) of | measured (?:in|from|as|by|since) | is \\w+(?: \\w+){0,3} measured | meaning | (?:what|which) standard | how come .* can | tell(?:s)? (?:me|us)$ | what (?:exactly )?do(?:es)? .* (?:tell|measure|express|capture)s? | remind me (?:what|how) | what is that | what(?:'s| is) it |
      considered | (?:vs|versus) .* what | how (?:do|does|is|are) (?:we|you|they|it)? ?(?:define|calculate|compute|work out|count|measure)d? | in (?:simple|plain) (?:terms|words|english) | what(?:'s| is) a (?:good|normal|typical|world[- ]class)
    `,
  }),
  /** The same where nothing else is said but the name of a metric. */
  whatIs:
    /^[\s,,请问]*(?:那|这个)?\s*(?:是|指的?是?)(?:什么|啥)(?:东西|意思|来的?)?[呢啊呀]?[\s??。]*$|^\s*(?:and\s+)?what(?:'s|\s+(?:exactly\s+)?(?:is|are))\s+(?:an?\s+)?(?:exactly|again)?[\s?.]*$|^\W*(?:please\s+)?(?:explain|解释(?:一下)?)(?:\s+what)?\s*(?:is|to\s+me)?[\s?.]*$|^[\s请帮我给]*(?:解释|介绍|说明|讲)(?:一下)?\s*$/iu,
  metrics:
    /系统里?[^,,]{0,6}(?:哪些|什么)指标|(?:有哪些|哪些|什么|列出|所有|支持).*指标|指标(?:有哪些|目录|列表|清单|中心)|\b(?:which|what|list|all|every|available|show)\b.*\b(?:metrics?|kpis?|indicators?)\b|\b(?:metrics?|kpi)\s+(?:catalogue|catalog|list)\b/iu,
  equipment:
    /是个?(?:啥|什么)(?:机器|设备|机台)|由(?:哪些|什么|几[台条])[^,,。]{0,4}(?:组成|构成)|^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:name|(?:give|get|send)\s+(?:me|us)(?:\s+(?:a|the))?\s+(?:full\s+)?(?:list|names?)\s+of)\s+(?:(?:all|every|each|of|the|our)\s+)*(?:\w+\s+)?(?:machines?|equipment|lines?|assets?)\b|\b(?:machines|equipment|lines|assets)\b.*\b(?:made\s+(?:up\s+)?of|consists?|belongs?|sit|stand)\b|(?:有|是)(?:什么|啥)(?:机器|设备|机台|机床|产线|生产线|线)|重要[度性]|\bcriticality\b|\b[ABC]-critical\b|\b(?:which|what)\s+(?:line|area|shop)\b.*\bbelongs?\b|(?:属于|归)哪|在哪[个条]?线|的(?:设备)?(?:编号|机号)\s*[??]?$|(?:编号|设备号|机号)(?:是|叫|多少|发|给|报|列)|\bwhat(?:'s|\s+is)\s+the\s+(?:id|(?:machine|equipment|asset)\s+(?:id|number|code))\b|\bid\s+of\b|(?:有哪些|哪些|列出|所有|多少台?|几[台条]).*(?:机器|设备|机台|机床|产线|生产线|线|\b(?:machines?|equipment|lines?|assets)\b)|(?:机器|设备|产线)(?:清单|列表)|\b(?:which|what|list|all|show|how\s+many)\b.*\b(?:machines|equipment|lines|assets)\b|^\W*(?:the\s+)?(?:machines|equipment|lines|assets)\s+(?:on|at|in|of)\b/iu,
  help: /^(?:你好|您好|hi|hello|hey|help|帮助)[!!。.?？\s]*$|你(?:能|会|可以)(?:做|干)?(?:什么|啥)|能帮我做什么|\bwhat\s+can\s+you\s+do\b|\bhow\s+can\s+you\s+help\b/iu,
  actionStatus:
    /审批|批了吗|批准了|提案|提议|(?<!\bas\s+an?\s+)\bproposals?\b|\bapproved\b|\bapproval\b|\baction\s+status\b/iu,
  /** Points at something, and says nothing of it. */
  bareReference:
    /^\s*(?:那|这|and|but|so|then|or|what\s+about|how\s+about)?\s*(?:那个|这个|它|that|this|it|these|those)\s*(?:ones?)?\s*呢?\s*[?？。.!！]*\s*$/iu,
  question: /什么|多少|几|哪|吗|啥|咋|[?？]|\b(?:what|which|when|where|who|how)\b/iu,
}

/** What people say before they say something. */
export const interjections =
  /^(?:(?:\w+\s+){0,3}(?:audit|meeting|review|visit|inspection|customers?)\s(?:\w+\s){0,3}(?:in\s+(?:\d+|an?|half\s+an)\s*(?:min(?:ute)?s?|hours?)|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|next\s+week)\s*[-–—:,]\s+|(?:[明今后]天|[上下]午|[下这]周)(?:有|要|来)?个?(?:审核|审计|开会|评审|检查|客户来?|验厂|参观)(?:要来)?\s*[,,:]\s*|(?:等一?下|等等)\s+(?=[这那])|(?:(?:h+m+|u+h+m*|u+m+|ah+|oh|ok(?:ay)?|no|nope|yes|yeah|sorry|wait|actually|right|well|alright|great|thanks|嗯+|哦+|呃+|噢+|好[的吧嘞]?|等等|等一下|不对|错了|对了|那个|h(?:i+|e+y+|ello)(?:\s+(?:there|all|team|guys|folks|everyone|mate|jidoka|bot|copilot))?|jidoka|小?助手|(?:good\s+)?(?:morning|afternoon|evening)|excuse\s+me|(?:quick|one|just\s+a\s+quick)\s+(?:question|one)|one\s+more(?:\s+thing)?|please|[你您]好|大家好|早上?好?|哎+|喂|诶|欸|师傅|老板|领导|不好意思|打扰(?:了|一?下)?|麻烦(?:[你您])?|请教(?:一?下)?)(?:\s+(?=(?:wait|no|ok|sorry|actually|and|so|now|then)\b)|\s*[,,.。!!…:-]+\s*)))+(?=\S)/iu
/** Would write into the record itself: nothing here does. */
export const tampers =
  /(?:别管|绕[过开]|不走|跳过|不用|不经过?)(?:审批|批准|流程)|别留(?:下|个)?(?:记录|痕迹)|\b(?:skip|bypass|without)\s+(?:the\s+|any\s+)?approvals?\b|\boff\s+the\s+(?:record|books)\b|(?:数据库|数据)里?.{0,8}(?:改|删|清)|(?:产量|报废|记录|数据|次数|时间|OEE).{0,6}(?:改[成为]|清零|删[掉了除]|抹)|删除|清空|(?:订单|计划|工单).{0,2}全.{0,2}(?:取消|关)|取消(?:所有|全部)|全部?(?:批准|通过)|都批了|替我(?:审批|批)|\b(?:delete|erase|overwrite|wipe|tamper)\b|\b(?<!\bwho\b.*)approve\s+(?:all|every\w*|it|them|this|that)\b/iu
/** How to make a guard or an interlock useless; whether one may, papers tell. */
export const defeats =
  /(?:怎么|怎样|如何|咋|教)[^,,。??]{0,20}(?:短接|旁路|跳过|屏蔽|绕[过开]|拆掉?|关掉?)[^,,。]{0,8}(?:光栅|光幕|安全门|急停|联锁|互锁|防护|安全)|(?:怎么|怎样|如何|咋|教)[^??]{0,20}(?:光栅|光幕|安全门|急停|联锁|互锁|防护罩?)[^,,。??]{0,8}(?:短接|旁路|屏蔽|绕[过开]|拆掉?|跳过|关掉)|\b(?:how\s+(?:do|to|can|would)|teach|show)\b[^?]*\b(?:bypass|defeat|jumper|override|disable|short(?:\s+out)?|trick|cheat)\b[^?]*\b(?:light\s+curtain|interlock|guard|e-?stop|emergency\s+stop|safety)\b/iu
/** Only people decide, each with a sign-in of their own. */
export const decides =
  /批准|批了|审批|通过|驳回|同意|接受(?:方案|提案|建议)|\b(?:approv(?:e|al)|reject|accept|sign\s+off)\b/iu
/** An order to do so, which no question is. */
export const decideNow =
  /^(?:请|帮我|麻烦|替我|你|就|直接|\s)*(?:批准|批掉|通过|驳回|同意|接受)(?!.*[吗没??])|^\W*(?:please\s+|can\s+you\s+)?(?:approve|reject|accept)\b/iu
/** Would act on a machine itself: nothing here does. */
export const commands =
  /把.{0,14}(?:停掉|断[了掉电]|关掉|关停|停下来|重启|复位|启动|打开|关机|开机)|(?:调|设|改|加|降|升|提)(?:到|成|为)\s*\d|(?:^\s*|帮我|麻烦)(?:请|帮我|麻烦|远程|直接|赶紧)*(?:停掉|关掉|关停|停下|重启|复位)(?!.*[了吗]\s*[??]?$)|^\W*(?:please\s+|can\s+you\s+)?(?:stop|start|restart|reset|shut|turn|switch|set|increase|decrease|reduce|slow|speed)(?:\s+(?:on|off|up|down))?(?:\s+the)?\s{2,}|^\W*(?:please\s+|can\s+you\s+)?(?:restart|reset|reboot|power-?cycle|shut\s+down)\s+(?:the\s+)?\w+\s+(?:of|on|at|in)\b/iu
/** `OEE and its three factors`. */
export const withFactors =
  /\b(?:its|the|all)\s+(?:three|3)\s+(?:factors|components|parts)\b|\b(?:and|with|plus)\s+(?:its|the)\s+(?:factors|components)\b|三(?:个|大|项)?(?:因子|因素|要素|分量|分项|构成)/iu
/** Leaves something out: no figure here does. */
export const excludes =
  /除(?![了去开非以])[^,,。]{1,14}(?:以|之)?外|除了|除去|除开|剔除|排除|扣除|不算|别算|去掉|扣[掉去]|刨[去除掉]|撇开|抛去|不含|不包[括含]|不计|抛开|\b(?:except(?:ing)?|exclud(?:e|es|ing)|without|other\s+than|minus|(?:drop|ignore|skip|remove)\s+(?:the|those|any)|leave\s+out|apart\s+from|leaving\s+out|not\s+counting)\b/iu
/** The same of a name that stands behind it. */
export const excludesNamed =
  /(?:不[要看带]|别[要看带]|\b(?:all|every\w*|any\w*)\b[^,.?]*\bbut)\s{2,}/iu
/** A figure beside a mean: no tool sets them against each other. */
export const besideMean =
  /\b(?:vs\.?|versus|than|against|to|with)\s+(?:its|the|our|their|a)?\s*(?:own\s+|usual\s+)?(?:average|mean(?!\s+time)|norm)\b|[比跟和与].{0,6}(?:平均|平时|平常|往常|以往|正常)(?:水平|值|情况)?(?:相?比|[高低差多少好]|怎么样|呢|$)/iu
/** Hours that no shift is cut into. */
export const partOfShift =
  /(?:开|接|上|交|下)班(?:头|前|后)的?[一二两三四五六\d]+个?(?:小时|钟头)|[前后]半[段程班]|\b(?:first|last|final)\s+(?:half|(?:\w+\s+)?hours?)\s+of\s+(?:the|each|every|their)\s+shift|\b(?:first|second)\s+half\s+only\b/iu
/** A place in a ranking that no answer singles out. */
export const ordinals =
  /(?:倒数)?第[二三四五六2-6][名位]|\b(?:second|third|2nd|3rd|fourth|4th)[\s-]+(?:place|best|worst|highest|lowest|biggest|largest|most|one)\b|\brunner[\s-]?up\b/iu
/** `is it closed?` of what could also be told. */
export const asksWhether =
  /[吗么没][??]?$|了没有?|是否|什么|多少|哪|谁|^\W*(?:is|are|was|has|have|did|does|do|what|which|who|when|why|how)\b/iu
export const asksYesOrNo =
  /[吗么没][??]?$|了没有?|是否|是不是|有没有|^\W*(?:so\s+|and\s+)?(?:is|are|was|were|has|have|did|does|do)\b/iu
export const howManyOf =
  /[有是共]几?[台个]|多少[台个]|几台|(?:有|是)(?:哪些|什么|哪几[台个])(?!.*[停坏修报])|\bhow\s+many\b(?!.*\b(?:times|stops?|hours|minutes|pieces|parts)\b)|\b(?:which|what)\b[^?]*\bdo\s+we\s+(?:have|own|run)\b|\bids?\b|编号/iu
export const counts =
  /多少|(?<!哪)几[张个条次份单件回趟]|数量|次数|总数|\bhow\s+many\b|\bnumber\s+of\b|\bcount\b/iu
/** A share instead of an amount. */
export const percent =
  /百分[比之率]|占比|占了?多少|比例|比重|几成|[几多少两三]个?点(?!钟)|%|\b(?:the|as\s+an?)\s+(?:ratio|rate)\b(?!\s+of)|\b(?:share|proportion|fraction)\b|\b(?:in|as\s+(?:a\s+)?)\s*(?:percent(?:age)?|%)|\bpercent(?:age)?\b/iu
/** In money instead of pieces. */
export const money =
  /多少钱|几块钱|花的?钱|折(?:算?成|合)(?:成)?钱|合多少钱|烧钱|金额|成本|[损亏]失|费用|\b(?:cost|costs|money|cash|value|euros?|dollars?|yuan|rmb|cny)\b/iu
export const compares =
  /环比|同比|对比|对照|相比|(?<!占)比(?:上|前|昨)|较(?=上|前|去|昨)|比较|下降|上升|升高|下滑|变差|变好|\b(?:faster|slower|quicker)\b(?=.*\bthan\b)|\bcompar|\b(?:dropp?(?:ed)?|fell|rose|declined?|increased|decreased|worse|better)\b|\bvs\.?\b|\bversus\b|\bthan\b|\bchange[sd]?\s+from\b|\bbetween\s+(?:the\s+)?last\s+two\b/iu
export const comparesTime =
  /\b(?:this|current)\s+(?:week|month|quarter)\s*(?:,\s*)?(?:vs\.?|versus|against|compared\s+(?:to|with))\s+(?:the\s+)?last\b|再前面?那?一|环比|同比|前一个?(?:周|星期|月|天|日|年)|上一?周期|上期|\bprevious\s+period\b|\bperiod\s+before\b|\bmonth\s+before\b|\bweek\s+before\b/iu
/** A picture of one figure is a series. */
export const drawn = /\b(?:plot|graph)(?:s|ted|ed)?\b|折线/iu
export const trends =
  /(?:怎么|咋)(?:走|变)(?:的|过来的)(?!原因)|\bhow\s+(?:has|have)\s+(?:it|that|this|they)\s+been\s+(?:going|doing|looking|trending|running)\b|波动|画成?[条个]?(?:曲|折)?线|趋势|走势|走向|变[化动](?!了?多少)|怎么变|曲线|折线|是[升涨].{0,3}[降跌]|[升涨好].{0,3}还是.{0,2}[降跌坏差]|往[上下][走爬涨升掉跌冲]|越来越|[一总]直在?[升降涨跌掉变]|持续|[升降涨跌]着|逐[日天周月渐步]|\bcurve|\bcourse\s+of\b|\bevolv|\btrend|\b(?:rising|falling|up|down|increasing|decreasing|improving|declining)\s+or\b|\b(?:better|worse)\s+or\s+(?:worse|better|not|the\s+same)\b|\bover\s+time\b|\bdevelop|\bgetting\s+(?:slower|faster|shorter|longer|higher|lower)\b|\b(?:is|are|been|keeps?|still)\b.*\b(?:creep|trend|head|inch|edg|drift|slid|climb|ris|fall|dropp|improv|worsen|declin|increas|decreas|grow|slipp|deteriorat)ing\b/iu
/** Which of two ways a figure went: no series is asked for where it stands beside another. */
export const eitherWay = /[升涨好高多]了?还是|\b(?:up|down|better|worse|rising|falling)\s+or\b/iu
/** Of the pictures, the one whose limits are worked out. */
export const controlCharts =
  /(?:SPC|统计过程)?\s*控制图|\b(?:spc|control)\s+charts?(?:\s+(?:of|for))?\b/iu
/** Which end of a change is asked for: `掉得最多`, `improved most`. */
export const movers: [RegExp, 'down' | 'up'][] = [
  [
    /(?:掉|跌|降|下滑|下降|减少|退步|缩水|恶化)(?:得|了)*最?(?:多|大|狠|快|厉害|明显|凶)|(?:降幅|跌幅)最大|\b(?:drop(?:ped)?|f[ae]ll(?:en)?|declin\w*|decreas\w*|lost(?!\s+(?:the\s+)?most\s+(?:time|hours|minutes))|slip(?:ped)?|worsen\w*|deteriorat\w*)\b.{0,12}\bmost\b|\b(?:biggest|largest|steepest|worst)\s+(?:drop|fall|decline|decrease)\b/iu,
    'down',
  ],
  [
    /(?:涨|升|上升|提高|提升|增加|进步|改善)(?:得|了)*最?(?:多|大|快|厉害|明显|猛)|(?:升幅|涨幅|增幅)最大|\b(?:r[io]se|risen|improv\w*|increas\w*|gain(?:ed)?|climb\w*|grew|grow\w*)\b.{0,12}\bmost\b|\b(?:biggest|largest|steepest|greatest)\s+(?:rise|increase|gain|improvement|jump)\b/iu,
    'up',
  ],
]

/** Nouns of things that a figure can be broken down by. */
const nouns: [Dimension | Grain, string, string][] = [
  ['team', '(?:个|支)?班组|班(?!次)|(?<=[哪每各])个?组', 'teams?|crews?'],
  ['line', '条?(?:产线|生产线|线)', 'lines?'],
  [
    'machine',
    '台?(?:机器|设备|机台|机床|床子|机子|机)|台(?![时湾词])',
    'machines?|equipment|assets?',
  ],
  ['shift', '个?班次|(?<=[三3])个?班(?!组)', 'shifts?'],
  ['product', '[种款个样]?(?:产品|型号|品种|规格)|(?<=哪)款|(?<=哪[种款])件', 'products?|parts?'],
  ['site', '个?(?:工厂|基地|厂区|站点|厂子?)', 'sites?|plants?|factor(?:y|ies)'],
  ['reason', '(?:停机)?原因', 'reasons?|causes?'],
  ['supplier', '家?供应商|家?供方', 'suppliers?|vendors?'],
  ['material', '[个种样]?(?:物料|材料|原料|(?<![来缺上物材原])料(?!号|仓))', 'materials?'],
  ['hour', '个?(?:小时|钟头)', 'hours?|hourly'],
  ['day', '天|日子?', 'days?|daily'],
  ['week', '周|星期', 'weeks?|weekly'],
  ['month', '个?月', 'months?|monthly'],
]

const grains = new Set<string>(['hour', 'day', 'week', 'month'])

/** `the three plants`: to compare them is to compare no times. */
export const enumerated =
  /\bthe\s+(?:two|three|four|five|six)\s+(?!last|past|weeks?|days?|months?|hours?)|[两三四五六](?:个|座|家)?(?:工厂|基地|厂区|厂)/iu

const few = '[两二三四五六七八九十\\d]+'
const adjectives: Partial<Record<string, string>> = {
  ...{
    hour: 'hourly',
    day: 'daily|day\\s+(?:by|to)\\s+day',
    week: 'weekly|week\\s+(?:by|to|on|over|after)\\s+week',
    month: 'monthly|month\\s+(?:by|to|on|over|after)\\s+month',
  },
}

export const breakdowns = nouns.map(([id, zh, en]) => ({
  id,
  isGrain: grains.has(id),
  words: anyOf(
    new RegExp(
      `(?:各[个种类款家条台位]?|每[一个条台种款家]{0,2}|这几|那几|按照?(?:\\S{1,3}[和、与])?|分|哪[个一条台种些几家]?(?:个|条|台|种|家)?|不同|逐|所有|(?:什么|啥)(?=产品|型号|品种|班[次组]))(?:\\s*(?:${en})\\b|(?:${zh}))`,
    ),
    new RegExp(
      `\\b(?:(?:by|per)\\s+(?:\\w+\\s*(?:,|and)\\s*)?|(?:each|which|what|every|(?:spread\\s+)?(?:over|across)(?=\\s+(?:the|our|all)\\b)|across|among|all)\\s+(?:(?:of\\s+)?(?:the|our|its|these|those)\\s+|single\\s+|one\\s+|kind\\s+of\\s+)?(?:(?:two|three|four|five|six|\\d+)\\s+)?)(?:${en})\\b`,
    ),
    // `downtime by 产线`.
    new RegExp(`\\b(?:by|per|each|every|which|what)\\s*(?:${zh})`),
    new RegExp(`\\b(?:${en})\\s+(?:by|after|for)\\s+(?:${en})\\b`),
    new RegExp(`\\b(?:${en})\\s+whose\\b`),
    // `of our plants, which one`, `几条线里谁`.
    new RegExp(
      `\\b(?:of|among|amongst|between|out\\s+of|from)\\s+(?:all\\s+)?(?:(?:of\\s+)?(?:the|our|these|those)\\s+)?(?:(?:two|three|four|five|six|\\d+)\\s+)?(?:${en})\\b(?=[^?]*\\b(?:which|who)\\b)`,
    ),
    new RegExp(
      `(?:${zh})(?:里头?|里面|中间?|当中|之中|之间)(?=.*(?:哪[个一家台条]?(?![天周月])|谁))`,
    ),
    ...(grains.has(id)
      ? [new RegExp(`(?:${zh})度|(?:${zh})(?:走势|趋势|变化(?!了)|曲线)|一(?:${zh})一`)]
      : [
          new RegExp(`\\bthe\\s+(?:two|three|four|five|six)\\s+(?:${en})\\b`),
          // `三个 line 的`: the noun in the other language is said for its sake.
          new RegExp(`${few}[个条台种]\\s*(?:${en})\\b`),
          new RegExp(`(?:${zh})(?:都|分别)?(?:有|是)(?:哪|谁|什么)|一(?:${zh}){1,2}一`),
          new RegExp(
            `(?:${few}|几)(?:${zh})(?=.*(?:各|分别|[分拆]开|挨个|逐[个一]|谁|哪[个条台家]))`,
          ),
        ]),
    ...(adjectives[id] === undefined ? [] : [new RegExp(`\\b(?:${adjectives[id]})\\b`)]),
    ...(id === 'day' ? [/天天(?!都)/u] : []),
    ...(id === 'machine' ? [/一?台台|挨台|挨个机|几号(?:机|床子|设备)/u] : []),
    ...(id === 'line' ? [/一?条条/u] : []),
    new RegExp(`(?:${zh})(?:[和与、]\\S{1,4})?都?要?[分拆](?![配析钟])`),
  ),
  noun: new RegExp(`${zh}|\\b(?:${en})\\b`, 'iu'),
}))

/** All sites, where nothing else is asked to be told apart. */
export const countedSites =
  /[两二三四五六](?:个|座|家)?(?:工厂|基地|厂区|厂)(?:里头?|中|当中|之中|都|一起)?/u

/** One step of a series for each shift. */
export const shiftSteps =
  /\bshift\s+(?:after|by|for)\s+shift\b|逐班|一个?班一个?班|(?:按|每一?个?)班次?的?(?:看|画)?[^,,。]{0,12}(?:走势|趋势|\btrend\b)/iu

/** `与前一周对比`: what the window is compared with, not the window. */
export const comparedWith =
  /(?:与|和|同|跟|(?<!占)比|较|不如|不及)\s*(?:再?[前上]面?(?:那)?一个?(?:周期|周|星期|月|天|日|年)|(?:去年)同期)|(?<=\b(?:with|than|to|against|vs\.?|versus)\s+)the\s+(?:week|month|day|year)\s+before\b(?!\s+(?:last|yesterday))|\b(?:with|to|than|against)\s+(?:the\s+)?previous\s+(?:week|month|day|year|period)\b|上个?(?:周|星期|礼拜|月)的?同(?:一天|日|期|一?时段)|\b(?:the\s+)?same\s+(?:days?|date|time|period|stretch|shift|hours|point|stage)\s+(?:of\s+)?(?:last\s+(?:week|month)|the\s+(?:week|month)\s+before|a\s+(?:week|month)\s+(?:ago|before|earlier))\b/giu

/** `so far`: what is not over yet. */
export const sinceThen =
  /(?:截至|截止|到)(?:目前|现在|此刻|今天)?(?:为止)?|\bso\s+far\b|\bto\s+date\b|\b(?:up\s+)?(?:to|until)\s+now\b/giu

/** `also is it running now?`: of the machine, and no more of its figures. */
export const runsNow =
  /^(?:and\s+|also\s+|then\s+)*is\s+(?:it|that\s+(?:one|machine))\s+(?:still\s+)?(?:running|down|stopped|up|back)\b|^(?:它|这台)?(?:现在|目前|这会儿?|眼下)(?:还|是不是)?(?:在)?(?:跑|转|运行|停|开|动|run|running)(?:着|起来)?(?:呢|的)?[吗没么不]/iu
