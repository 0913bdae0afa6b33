import { listed } from './listed.ts'

/** What is asked of papers: how something is done, what is to be done, what is allowed. */
export const howto = listed({
  zh: `
    怎么(?!样|了|回事|停|变|走[的势向]|没|还|又|老|总|个|[一-龥]{0,3}变[的化]) 咋(?:整|弄|办|处理|修|换|调|搞|解决|用|清)
    (?:要|得|该|应)(?:先|提前)?(?:准备|注意|检查|带|穿|做|填|写|交接)(?:好|些|点)*(?:什么|啥|哪) (?:如何|怎样)(?!变|\\s*(?:$|[,,。.??!!]))
    [换装加涂选配].{0,14}(?:用|要|选|配)(?:到|的是)?(?:什么|啥|哪种|哪些)(?:样的?)?(?:型号|规格|牌号|油|脂|润滑|工具|材料|备件) (?:用|是|要)(?:什么|啥|哪种)(?:型号|规格|牌号)
    还(?:要|需要|用)[^,,。??\\d]{1,5}吗
    该(?:按|用|放|去|选|拧|拔|插)哪 还能[^,,。??]{1,4}不(?=[??]|$) 不(?:能|得|可|许)(?:超过|低于|大于|小于|高于)(?:多少|几)
    步骤 方法 手册 说明书 规程 作业指导 文档 注意事项 是什么意思 代码含义 按照?.{0,8}(?:规程|手册|文件|清单|标准)
    (?:清单|手册|规程|文件|标准|制度|指导书)[里中上] 要做什么 该做什么 怎么办 要注意 注意什么 频次 频率
    (?:多久|多长时间|几天|几个月)[^,,。]{0,6}(?:一次|一回|换)
    先(?:查|看|检查)(?:什么|啥|哪) (?:什么|哪些)(?:情况|条件|时候|场合)下?[^,,。]{0,8}(?:必须|应该|应当|需要|才|可以|允许|不[能得准许])
    (?:必须|应该|应当|允许|不[得准许]|可不可以|能不能|要不要|用不用|需不需要)[^,,。]{0,14}(?:吗|么|几|多少|哪些?|谁|什么)
    (?:该|得|要|应该)(?:去)?(?:找|问|叫|通知)谁 谁(?:来)?(?:负责|有权|可以|能|批准|签字|确认) 由谁 谁(?:来)?[批签审](?!了) (?:能|可以|有权|最多|最高)(?:够|能)?(?:批准?|审批|签字?)(?:多少|几|到|的) (?:得|要|该|找)谁(?:来)?(?:批|签|审|定|同意)
  `,
  en: `
    according to the | how (?:long|much|many|often|hot|cold|warm|fast|slow|high|low|tight|thick|deep|heavy|full|clean) (?:may|must|should|shall) |
    how (?:do|to|can|should|must|often(?! (?:did|was|were|has|have))) |
    procedures? | steps? | manuals? | instructions? | documents? | sop | guide |
    what to do | what (?:should|can|do|must|shall) (?:i|we|you|one|operators?|they) do | what (?:am|are|is) (?:i|we|you|one|the operator|an operator) (?:supposed|meant|expected|required|allowed|to) (?:to )?(?:do)? |
    what(?:'s| is|s)? the first thing to (?:check|do|look at|try) | what to (?:check|look (?:at|for)) | what (?:do|should|can) (?:i|we|you) (?:check|look at|inspect|try|replace)\\b |
    (?:what|which)\\b.*\\bdo(?:es)?\\b.*\\bneed\\b.*\\bbefore (?:i|we|you|it) | (?:at|by|to|with) (?:which|what) (?:\\w+ ){1,3}(?:do|should|must|can) (?:i|we|you) | where do(?:es)? (?:it|this|that|they|these) go | can (?:i|we|the (?:line|machine|oven)) (?:keep|still|cut|take|reach|touch|bypass) |
    what now | now what | what next | what's next | what does .* mean |
    (?:when|who|which \\w+) (?:must|may|should|shall|is allowed to|is supposed to|has to|have to|needs? to) |
    (?:am|are|is) (?:i|we|you|it|one|operators?) (?:allowed|permitted|supposed|required) to | (?:may|must|should) (?:i|we|one|it|operators?) |
    who (?:signs?|approves?|is responsible|is allowed|decides)
  `,
})

/** What is written down somewhere, by the noun for it. */
export const paper = listed({
  zh: '(?:什么|啥)意思 规定 规范 规程 流程 制度 指南 要求 标准 周期 [点检]查?表 办法 处置 限值 允许值 上限 下限 公差 期限 有效期 保质期 (?:合格|允许|正常|规定|标准|要求)的?(?:范围|区间|值)',
  en: `polic(?:y|ies) | rules? | standards? | requirements? | checklists? | meaning | interval | limits? | spec(?:ification)?s? |
    tolerances? | allow(?:ed|able) | permi(?:tted|ssible) | shelf life | torque setting | setpoint | set point`,
})

/** Whether something may be done all the same: what is allowed stands in papers. */
export const asksLeave = listed({
  zh: '还(?:能不能|可不可以|可以|能)(?:再|继续|接着)[^,,。??]{1,6}[吗么不] (?:能不能|可不可以|可以|能)(?:先|就|直接|临时)+(?:跳过|屏蔽|短接|旁路|继续|带病|凑合|不[管停关锁]) 多大(?:范围|距离|面积) 就(?:够|行|可以)了?[吧吗么] (?:光|只|仅)[^,,。]{1,12}(?:行不行|行吗|够吗|够不够|可以吗) (?:成什么样|到什么程度|怎么样)才(?:能|可以|算|会)?(?:放行|合格|过关|行|好)',
  en: "can(?:not|'t)? (?:i|we) (?:just|still|simply) (?:reset|clear|restart|finish|make|ship|produce|run|keep|skip|bypass|ignore|continue|carry|go|leave|override|work|use)",
})
