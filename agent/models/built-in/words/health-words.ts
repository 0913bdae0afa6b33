import { listed } from './listed.ts'

/** Whether machines are well, by signs that come before a failure. */
export const health = listed({
  zh: `
    亚?健康(?!证|检查|手册|管理制度) (?:异常|故障|坏|失效|劣化)的?(?:征兆|苗头|迹象|先兆|前兆|兆头) (?:征兆|先兆|前兆|苗头|兆头) 劣化 体检 漂移 身体 不对劲 趴窝 [往向](?:上|下)飘 [开始在][飘漂] 有没有[飘漂] 传感器[^,,。]{0,8}(?:异常|正常|健康|不对|问题|偏|看)
    剩余寿命 寿命[^,,]{0,4}剩 剩[^,,]{0,4}寿命 快(?:要)?(?:坏|不行|出问题|出毛病|出故障)了?
  `,
  en: `
    unwell | unhealthy | healthy | health(?!\\s+(?:and|&)\\s+safety) | (?:early |warning )?signs? of (?:wear|trouble|failure|failing|a failure|degradation) | anomal(?:y|ies|ous)
    | drift(?:s|ing|ed)?(?= | on\\b|\\W*$) | condition (?:overview|report|check|summary) | (?:sensor|vibration) (?:trends?|overview) | (?:by|from) (?:its|their|the|your) sensors? | any sensors?\\b[^?]*\\b(?:off|out|wrong|odd) | off (?:its|their|the) (?:usual|normal) | out of (?:its|their) (?:usual|normal) | health-?wise | act(?:s|ing) (?:weird|strange|funny|odd)(?:ly)? | (?:how )?(?:likely|probable)\\b[^?]*\\bfail | (?:probability|chance|odds|risk)\\b[^?]*\\bfail(?:s|ure|ing)? | wear(?:s|ing)? out | worn out | degrad(?:es?|ing|ation) | deteriorat(?:es?|ing|ion) | remaining (?:useful )?life | (?:about|going|likely) to (?:fail|break) | (?:early|warning) signs?
  `,
})

/** `跟它自己平时比`: of a machine that is named. */
export const besideItself = listed({ zh: '(?:跟|和|与|比)它?(?:自己)?平[时常]' })

/** The same, where a failure that is only foretold would be read as a count of failures. */
export const foretold = listed({
  zh: '征兆 先兆 前兆 苗头',
  en: '(?:early|warning) signs? | signs? of (?:wear|trouble|failure|failing|a failure|degradation)',
})

/** What wears out, and may be asked about without its machine. */
export const worn = listed({
  zh: '主轴 轴承 设备 机器 机床 电机 泵',
  en: 'spindles? | bearings? | machines? | motors? | pumps?',
})

/** What else is said of how well a machine is, and says no more. */
export const ofHealth = listed({
  zh: '盯着?点? 留意 留神 当心 体检 身体 给 传感器 数值 从 开始 啥时候 什么时候 需要 处理 关注 注意 检查 结果 自己 平时 听着 声音 不?太?对劲? 往上 往下 一直 碰到 撞到 最 可能 先 一下 跟 比 飘 漂 看 都 状况 状态 情况 有没有 出现 存在 表现 振动 温度 还 能 用 撑 跑 多久 多少 几天 多长时间 上限 下限 限值 报警 到 会 再 又 坏 快 要 怎样 剩余 预测 预计 套 旧 征兆 异常 故障 有点 哪里',
  en: 'attention | need(?:s|ed)? | act(?:ing)?(?: on)? | weird | strange | off | usual | normal | since | when | which | judged | judg\\w+ | doing | healthwise | health-?wise | imagining | days? | many | hits? | any | overview | summary | sensors? | drift\\w* | by | their | on | give | me | show(?:s|ing)? | signs? | early | look(?:s|ing)? | state | condition | shape | reach(?:es)? | limits? | until | till | before | last | longer | days? | hours? | fail\\w* | breaks? | down | again | will | hold | out | left | useful | remaining | wearing | wear | report | check | status | soon | long | probability | chance | likely | vibration | temperature',
})

/** When a sensor gets to where its alarm is. */
export const untilLimit = listed({
  zh: '(?:多久|几天|多长时间|多少天|什么时候|何时|哪天)[^,,。]{0,12}(?:上限|下限|限值|报警线|报警限|警戒) (?:上限|下限|限值|报警线|报警限|警戒)[^,,。]{0,8}(?:多久|几天|多长时间|多少天)',
  en: '(?:how long|how many days|when|how soon)\\b[^?]*\\b(?:limit|threshold|alarm)',
})
