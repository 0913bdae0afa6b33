import { listed } from './listed.ts'

/** How long a machine will hold out, or whether: its health tells how likely that is. */
export const willLast = listed({
  zh: '还能再?(?:撑|用|跑|扛|顶|坚持|转)(?:多久|几|多长|到) 会不会(?:再|又|还)?(?:坏|停机|出故障) (?:什么时候|啥时候|几时|哪天)(?:会|要)(?:再|又)?坏',
  en: '(?:going|likely|about|expected) to (?:fail|break) | how (?:much )?longer (?:will|can|does) | will\\b[^?]*\\b(?:fail|break|last|survive|hold out)',
})

/**
 * Asks of what no record here holds: when the next delivery comes, what lies in a warehouse, which lots went
 * where, when something will break. Papers that speak of the same things would answer something else.
 */
export const notRecorded = listed({
  zh: `
    下一?批 下一?次(?:到货|来货|来料|送货|进货) (?:什么时候|啥时候|几时|哪天|几号|几点)(?:能|会|才)*(?:到货|来货|到料|送到|送来|进货|补货|来料|到厂) 到货(?:时间|日期)
    仓库里?.{0,8}(?:多少|[几够]) 哪[些个几]?批(?:次|货|料)? [这那]批(?:货|料|活|产品)?[^,,]{0,8}(?:哪|谁|什么) (?:批次|批号)[^,,]{0,12}(?:用了|用的|来自|哪|谁) 追溯
    (?:单|报)价 价格 投诉 (?:预测|预计)[^,,]{0,10}(?:坏|故障|失效|停) 剩余寿命 寿命[^,,]{0,4}剩 剩[^,,]{0,4}寿命 (?:什么时候|啥时候|几时|哪天|几号)(?:能|会|才)*[送发](?!现) 压了?多少(?:钱|资金) 还能(?:撑|用|跑|扛|顶|坚持)(?:多久|几|多长) 哪[个位](?:操作)?(?:工人?|员工?|师傅) 谁[^,,]{0,8}(?:迟到|旷工|请假|缺勤)
  `,
  en: `
    next (?:delivery|shipment|truck|batch|lot) | when (?:is|are|will|does|do)\\b[^?]*\\b(?:deliver\\w*|arriv\\w*|shipment) | (?:in|at) the warehouse
    | (?:which|what) (?:lots?|batch(?:es)?) | (?:lots|batches) (?:are|were|on) | price of | unit price | how expensive | complaints?
    | predict(?:ed|s|ion)? | forecast | remaining (?:useful )?life | going to (?:fail|break) | likely to (?:fail|break) | money (?:is )?tied up | (?:which|what) [^?]*should (?:we|i) (?:drop|buy|choose|pick|fire|switch|use) | which (?:operators?|customers?|workers?) | who\\b[^?]*\\b(?:for|to|at|off) work | who\\b[^?]*\\b(?:absent|sick|on leave)
  `,
})
