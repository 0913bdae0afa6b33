import { listed } from './listed.ts'

/** What people say who want to know why something is so. */
export const why = listed({
  zh: `
    为什么 为何 (?<!因)为啥 凭(?:什么|啥) 咋回事 怎么回事 (?:什么|啥子?)(?:原因|缘故) 病根 根源 症结 元凶 拖累 拖的?后腿 出在哪(?![台条家款种]) (?:是|算)?谁的(?:锅|责任|问题) 怎么解释 来龙去脉 由来 (?:哪[里儿块]|何处)来的
    [卡堵漏]在(?:了)?(?:哪|什么|啥) 哪(?:个|些|项|种)?(?:损失|环节|因素|方面|原因).{0,3}(?:引起|造成|导致|拖|影响)
    [低差高少多慢掉丢亏输跌栽毁败拖耗]在了?(?:哪|什么|啥) (?:哪[里儿]?(?:个?环节)?|(?=出了?(?:什么|啥)))出(?:的|了)?(?:什么|啥)?(?:事|情况|幺蛾子|问题|毛病|岔子|差错|状况)
    (?:什么|啥|哪[里儿块])(?:情况)?(?:造成|导致|引起|引发) (?:什么|哪些|啥)因素 (?:问题|毛病|根子|根儿?|差距|病根|岔子).{0,3}在
    (?:怎么|咋)(?:又|老是?|总是?|还|就|才|只|突然|忽然)+(?!办|好|能|会[^,,]{0,4}[吗呢]) 怎么(?:停|趴|坏|不[动转走]) 咋(?:停|不[动转走]) (?:怎么|咋)(?:搞|整|弄|闹)的 (?:怎么|咋)(?:会|就|又)*(?:这么|那么|这样|那样)(?:拉[胯垮]|烂|惨|糟|不行|难看|差劲|离谱)
    (?:怎么|咋)(?!样)(?:就|又|会|还|老是?|总是?)*(?=(?:这么|那么)?[^怎么,,]{0,8}(?:最?[低高差少多]了?|[下上]降|上升|[掉跌涨升垮崩滑缩窜飙降增减]|变[低高差少多坏])(?:了|的|出来|起来|下来|上去|$|[?？]))
    (?:怎么|咋)(?:会|就|又)*(?:比[^,,??比]{1,10})?(?:[低高差少多慢](?:这么|那么)[多大]|(?:这么|那么)[低高差少多慢长久]) (?:怎么|咋)[^,,??]{0,40}(?:这么|那么)\\s*(?:high|low|bad|slow|poor|many|few|much) 给(?:个|一个)?(?:说法|交代|解释)
    (?:什么|啥|谁)(?:玩意儿?|东西|因素|家伙)?(?:让|使|拖|影响|导致|造成|把) [低差高少多慢掉丢跌升涨]在[^,,??在]{1,20}还是 因(?:为)?(?:什么|啥) (?:什么|啥|谁).{0,6}[拉拖拽压推抬带扯][低高垮累慢下上升大长多]
  `,
  en: `
    why | how come | for what(?=\\W*$) | what gives | (?:stop|drop|fell|fail|broke|low|bad|worse|trip|alarm)[^?]*\\bwhat was it(?=\\W*$) | to blame | what on earth | how did\\b.*\\bcome to | (?<!\\b(?:by|per|each) )reasons? (?:for|behind) | (?:root )?cause (?:of|analysis)
    | (?:what|which) factors? | what(?:'?s| is| are| was| were) the (?:main |key |biggest )?drivers? | (?:from (?:which|what)|where)\\b[^,.?]{0,30}\\b(?:does|did|do) (?:it|this|that|they) come | what(?:'?s| is| was) (?:up with|going on(?: with|(?=\\s*[?.!]*$))) | (?:the )?story (?:with|behind|of) | what(?:'?s| is| was) the (?:problem|matter|trouble|issue) with | (?:what|who|which \\w+) (?:is|are|was|were) behind (?:it|this|that) | whose (?:fault|doing) | how is it that | how did (?:we|you|they|it|this) (?:end up|happen) | which loss(?:es)? (?:hit|hurts?|cost|drag\\w*|ate|weigh\\w*) | what(?:'?s| is| was| lies) (?:wrong|behind)
    | what(?:'?s| is| was| has been) (?:\\w+ly )?(?:dragging|pulling|driving|pushing|hurting|causing|eating|killing|costing|holding|keeping|bringing|sinking|hitting|weighing)
    | what (?:went wrong|pulled|dragged|brought|sent|caused|causes|happened|stopped|drives?|drove|pushed|hurts?|made|makes|led to)
    | due to what | (?:who|what)(?:'?s| is| was) responsible | where(?! we\\b| i\\b)\\b.*\\b(?:coming|come) from | get so (?:bad|low|high|poor)
    | what (?:moved|changed|contribut(?:ed|es)) | (?<!\\b(?:by|per|each) )reasons?(?=\\s*[?.!]*$)
    | what (?:ate|kills?|killed|cut|sank|tanked|lowered|raised|lifted|boosted|worsened|knocked|weighed)
  `,
})

/** Asks for what moved to be looked into, without asking why. */
export const analyse = listed({
  zh: '分析 找找 查查 找(?:一下|出)?原因 剖析 复盘 诊断 追查 排查 深挖 掰扯 怎么(?!变化|波动|样) 咋(?!样|变化|波动) (?:什么|啥)(?:情况|鬼|名堂|缘故|道理|毛病|问题)',
  en: `
    (?:talk|walk|take|run) (?:me|us) through | (?:break|split)(?: down)? (?:the|this|that) | dig into | drill (?:into|in|down) | look into | investigate | diagnose
    | account(?:s|ed|ing)? for | unpack | analy[sz]e | analysis | make sense of | get to the bottom of | shed light on | (?:any )?thoughts | the story | any idea
  `,
})
