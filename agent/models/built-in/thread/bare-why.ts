import { oneOf } from '../words/listed.ts'

/** `为什么?`, `why is that?`, `主要是什么原因`: asks about the answer before. */
const zhWhy = oneOf(`
都?是?因为(?:什么|啥)(?:原因)?(?:停|坏|低|高|多|少)?[的了]? (?:为什么|为何|为啥|怎么)(?:会|就)?停?(?:这么|那么|变)?[低高差少多久长]?了? 怎么回事 咋回事 (?:都|主要)?停在(?:什么|啥|哪)(?:上|里)? (?:什么|啥|哪些)原因 (?:怎么|咋|为什么|为啥|为何)会?(?:变(?:成|得))?(?:这样|那样)子?
(?:怎么|咋)(?:搞|整|弄|闹)的 (?:问题|毛病|根子|根儿?|病根)(?:到底)?(?:出)?在哪[里儿]? 是?哪[里儿]?出(?:的|了)?(?:问题|毛病|岔子) 是?谁的锅 (?:谁|哪位)?(?:能|来|可以|给我?|帮我?)*解释一?下?解?释? 怎么解释 (?:什么|啥)(?:情况|鬼|名堂|缘故|道理) (?:怎么|咋)了 [低差高少多慢掉丢亏输]在了?(?:哪[里儿]?|什么|啥)(?:方面|地方)?了?
把?原因(?:也|都|帮忙|帮我|给我|一并|一起)*(?:找找|查查|排|列|说|讲|分析|找|查|看|拆)(?:一?下|出来|看看|清楚)? 的?原因(?:是(?:什么|啥)?|有哪些|呢|在哪)? (?:帮忙|帮我|给我)?(?:分析|查查|找找|查一?下|找一?下|找出)(?:一?下|分析)?(?:原因)?
`)
const enWhy = oneOf(`
(?:(?:so|and)\\s+)?(?:(?:can|could)\\s+(?:you|u|anyone)\\s+)?(?:tell\\s+(?:me|us)\\s+|explain\\s+)?why(?:\\s+(?:the\\s+)?(?:more|less|fewer|higher|lower|worse|better|increase|decrease|drop|rise|jump|change|difference))?(?:\\s+so\\s+(?:low|high|bad|poor|many|few|much|long|late))?(?:\\s+(?:(?:is|was|did|has)\\s+(?:that|it|this)(?:\\s+\\w+(?:\\s+(?:up|down|off|back|so\\s+\\w+|that\\s+\\w+|like\\s+that))?)?|so))?
what\\s+(?:caused|made|happened\\s+to|led\\s+to|is\\s+behind)\\s+(?:it|that|this)(?:\\s+\\w+)?
what(?:'s|\\s+is|\\s+was|\\s+are|\\s+were)?\\s+the\\s+(?:main\\s+)?(?:reason|cause)s?
the\\s+(?:reason|cause)s? how\\s+come what(?:'s|\\s+is|\\s+was)?\\s+(?:going\\s+on|happening|happened)(?:\\s+(?:here|there))? what\\s+happened(?:\\s+(?:here|there|then))? for\\s+what\\s+reason (?:any\\s+)?thoughts (?:any\\s+)?reasons? any\\s+ideas?(?:\\s+why)?
`)
/** `为什么是它`, `why that one`, `what is wrong with it`: about the one that was named. */
const zhOne =
  '(?:它|他|她|他们|它们|[这那](?:一)?[条台个家款班种位]?(?:线|机器|设备|班|产品|厂|供应商)?)'
const zhWhyOne = oneOf(`
${zhOne}(?:到底|究竟)?(?:为什么|为何|为啥|怎么(?![样办修处么])|咋(?![样办整弄修]))(?:会|就|又|总|老|老是|总是)*[^,,??]{0,6}
(?:为什么|为何|为啥|怎么|咋)(?:偏偏|就|会|又|总|老|老是|总是)*是?${zhOne}(?:会|就|又|总|老|老是|总是|这么|那么)*(?:最?[低高差少多好坏慢久长晚])?(?:垫底|最后|倒数|出问题|不行)?
${zhOne}(?:到底|究竟)?(?:怎么了|咋了|怎么回事|咋回事|出(?:了)?什么(?:问题|事|毛病)|什么情况|有什么(?:问题|毛病))
`)
const enOne =
  '(?:it|that|this|them|those|these|he|she|they)(?:\\s+(?:one|line|machine|team|crew|plant|site|product|supplier|shift)s?)?'
const enWhyOne = oneOf(`
why\\s+${enOne} why\\s+(?:is|was|are|were)\\s+${enOne}(?:\\s+(?:so|the|always|doing|that))*(?:\\s+\\w+){0,2}
why\\s+(?:does|did|do)\\s+${enOne}(?:\\s+\\w+){1,3}
how\\s+come\\s+${enOne}(?:\\s+\\w+){0,2}
what(?:'s|\\s+is|\\s+was)\\s+(?:wrong|going\\s+on|up|the\\s+matter|the\\s+problem|the\\s+trouble)\\s+(?:with|there|at)(?:\\s+${enOne})?
what(?:'s|\\s+is|\\s+was)\\s+(?:its|their)\\s+(?:problem|trouble|issue|excuse)
what\\s+(?:stopped|stops|held|holds|dragged|drags|is\\s+dragging|keeps\\s+stopping|broke)\\s+${enOne}(?:\\s+(?:up|down|back))?
`)

export const bareWhy = new RegExp(
  `^(?:那|这|它|and|but|so)?[\\s,,]*(?:(?:主要|到底|究竟|这|都)?(?:是|有)?些?${zhWhy}(?:呢|啊|呀)?|${zhWhyOne}(?:呢|啊|呀)?|${enWhy}|${enWhyOne})[\\s??!!。.]*$`,
  'iu',
)

/** `它跟前一周比为什么变了`: the same with a time to set it against. */
export const whyOfIt =
  /^(?:那|而|and\s+)?(?:它|这[条台个]?|那[条台个]?)[跟和与比较][^,,]{2,10}(?:为什么|为何|为啥)|^(?:and\s+)?why\s+(?:did|has|is|was)\s+(?:it|that\s+one)\b.*\b(?:from|than|against|compared)\b/iu
