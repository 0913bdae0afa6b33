import type { Reading } from '../reading.ts'
import { listed } from '../words/listed.ts'
import type { AlertReading } from './asked-change.ts'

/** Whoever says these wants to be told later. */
const warnings = listed({
  zh: '报警 告警 预警 警报 提醒我?们? 通知 alert(?=\\s*(?:我|一下|$)) ',
  en: `(?:set|create|add|make|put) (?:up )?(?:me )?an? (?:\\w+ )?(?:alert|alarm|warning|notification) | alert rule | alert(?= (?:on|for)\\b) | (?:alert|warn|notify)(?= (?:if|when|once|as soon as)\\b) | (?:alert|warn|notify|ping|page|buzz|beep) (?:me|us|the|him|her|them|somebody|someone|everyone)`,
})
/** These too, where a condition is told. */
const tells = listed({
  zh: '告诉 喊 叫 (?<=就)报(?![了过]) 说一?声 吱[一个]?声 知会 招呼 报[我给] 发(?:个|一?条)?(?:消息|短信|信息|邮件|微信|通知) 打电话 推送 弹窗?',
  en: `(?:let|have) \\w+ (?:\\w+ )?know | give \\w+ (?:\\w+ )?(?:a|an) (?:shout|heads-up|call|ring|nudge|signal) | shout | yell | holler | (?:want|like|need) to (?:hear|know|be told)(?: about it)? | (?:tell|call|ring|text|message|email|mail|inform|remind) (?:me|us|the|him|her|them) |
    (?:shoot|send|drop) \\w+ (?:\\w+ )?(?:an? )?(?:message|email|text|line|note|alert|alarm|warning|notification)`,
})
const condition = listed({
  zh: '一旦 只要 每当 每次 (?<!什么|何|有)时(?![间长]) 时候 的话 就 要是 如果 万一 马上 立刻 立马 第一时间',
  en: 'when | whenever | once | as soon as | the (?:moment|minute|second|instant) | every time | if | in case | should | any time | anytime',
})
/** How a figure that is watched goes, where no limit is told. */
const goes = listed({
  zh: '异常 不正常 不对劲 超标 超限 [太过]?[高低]了? 掉 跌 升 涨',
  en: 'drops? | falls? | rises? | climbs? | goes | gets | slips? | too (?:high|low) | out of (?:range|limits|spec)',
})

const sets = /[设加建]|\b(?:set|add|create)\b/iu

/** A sum of a time; without one, a single stop that lasts is meant. */
const perTime = listed({
  zh: '[每一]个?[天日班周月]|累计|合计|当[天日班]',
  en: 'per | a day | an? shift | a week | total | each | every',
})
const stops = listed({
  zh: '(?<=一)停 停(?:机|了|下来?|掉|线) 故障 坏了? 趴窝',
  en: '(?:goes|go) down | stops? | breaks? down | trips? | fails?',
})

/** `停满15分钟`, `is down for half an hour`: how long it must last. */
function lastingOf(said: string): { minutes?: number } {
  if (/半个?(?:小时|钟头)/u.test(said)) return { minutes: 30 }
  const [, digits, unit = ''] =
    /(\d+(?:\.\d+)?)\s*个?(分钟|min(?:ute)?s?\b|小时|钟头|hours?\b)/iu.exec(said) ?? []
  if (digits === undefined) return {}
  return { minutes: Number(digits) * (/^[分m]/iu.test(unit) ? 1 : 60) }
}

/** An order to tell later: of a figure or a sensor beyond its limit, or of a machine that stops. */
export function readAlert(said: string, reading: Reading): AlertReading | null {
  const { threshold, metrics, tag, window, equipment, ambiguous } = reading
  const warns = warnings.test(said)
  const isAsked = warns || (tells.test(said) && condition.test(said))
  // `tell me if it was below 60 % last week` asks of what was.
  if (!isAsked || threshold === 'unclear' || (window !== undefined && !warns)) return null
  const kind = 'alert_rule'
  const watched = tag === undefined ? {} : { watched: `tag:${tag}` }
  const isFigure = metrics.length > 0 || tag !== undefined
  if (threshold !== undefined) {
    const { side, value } = threshold
    const isOneStop = metrics[0] === 'downtime' && side === 'above' && !perTime.test(said)
    if (isOneStop && equipment.some(({ level }) => level === 'machine'))
      return { kind, watched: 'state:down', minutes: value }
    const lasts = tag === undefined ? {} : lastingOf(said)
    return isFigure ? { kind, ...watched, comparison: side, value, ...lasts } : null
  }
  // `回流炉温度太高要报警`: which of them is asked.
  if (warns && ambiguous && goes.test(said) && sets.test(said)) return { kind, comparison: 'above' }
  const isMachine = equipment.some(({ level }) => level === 'machine')
  if (isMachine && tag === undefined && condition.test(said) && stops.test(said)) {
    return { kind, watched: 'state:down', ...lastingOf(said) }
  }
  return isFigure && window === undefined && condition.test(said) && goes.test(said)
    ? { kind, ...watched, comparison: 'above' }
    : null
}
