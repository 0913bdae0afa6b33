import { listed } from './listed.ts'
import type { Reading } from './reading.ts'

/** A limit to be watched; without a number it is asked for. */
export type AlertReading = { kind: 'alert_rule'; comparison: 'above' | 'below'; value?: number }

/** Whoever says these wants to be told later. */
const warnings = listed({
  zh: '报警 告警 预警 警报 提醒我?们? 通知 预警',
  en: `(?:set|create|add|make|put) (?:up )?(?:me )?an? (?:\\w+ )?(?:alert|alarm|warning|notification) | alert rule | (?:alert|warn|notify|ping|page|buzz|beep) (?:me|us|the|him|her|them|somebody|someone|everyone)`,
})
/** These too, where a condition is told. */
const tells = listed({
  zh: '告诉 喊 叫 说一?声 吱[一个]?声 知会 招呼 报[我给] 发(?:个|一?条)?(?:消息|短信|信息|邮件|微信|通知) 打电话 推送 弹窗?',
  en: `(?:let|have) \\w+ (?:\\w+ )?know | give \\w+ (?:\\w+ )?(?:a|an) (?:shout|heads-up|call|ring|nudge|signal) | (?:tell|call|ring|text|message|email|mail|inform|remind) (?:me|us|the|him|her|them) |
    (?:shoot|send|drop) \\w+ (?:\\w+ )?(?:an? )?(?:message|email|text|line|note|alert|alarm|warning|notification)`,
})
const condition = listed({
  zh: '一旦 只要 要是 如果 万一 每当 每次 (?<!什么|何|有)时(?![间长]) 时候 的话 就 马上 立刻 立马 第一时间',
  en: 'if | when | whenever | once | in case | should | as soon as | the (?:moment|minute|second|instant) | every time | any time | anytime',
})
/** How a figure that is watched goes, where no limit is told. */
const goes = listed({
  zh: '异常 不正常 不对劲 超标 超限 [太过]?[高低]了? 掉 跌 升 涨',
  en: 'drops? | falls? | rises? | climbs? | goes | gets | slips? | too (?:high|low) | out of (?:range|limits|spec)',
})

/** An order to tell later, of a figure: no question of it now. */
export function readAlert(
  said: string,
  { threshold, metrics, window }: Reading,
): AlertReading | null {
  const warns = warnings.test(said)
  const isConditional = condition.test(said)
  if (metrics.length === 0 || !(warns || (tells.test(said) && isConditional))) return null
  // `tell me if it was below 60 % last week` asks of what was.
  if (threshold === 'unclear' || (window !== undefined && !warns)) return null
  if (threshold !== undefined) {
    return { kind: 'alert_rule', comparison: threshold.side, value: threshold.value }
  }
  return window === undefined && isConditional && goes.test(said)
    ? { kind: 'alert_rule', comparison: 'above' }
    : null
}
