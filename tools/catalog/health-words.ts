import type { Language } from '../../base/language.ts'
import {
  type HealthReading,
  healthRules,
  type SensorHealth,
  type Zone,
} from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'
import { readable } from './readable.ts'
import { sayRemaining } from './remaining-words.ts'

type Say = (zh: string, en: string) => string
type Told = { say: Say; at: (ms: number) => string; reading: HealthReading; language: Language }

const shown = (value: number): string => String(readable(Number(value.toPrecision(3))))

const verdictWords = {
  act: { zh: '需处理', en: 'act' },
  watch: { zh: '需关注', en: 'watch' },
  normal: { zh: '正常', en: 'normal' },
  unknown: { zh: '无法判断', en: 'not known' },
}

/** What is the matter with a machine, in sentences that follow from the rules and their evidence. */
export function sayHealth(reading: HealthReading, language: Language, zone: Zone): string[] {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en)
  const told = { say, language, reading, at: (ms: number) => plantTime(new Date(ms), zone) }
  const { machine, health } = reading
  const name = say(machine.nameZh, machine.nameEn)
  const found = health.sensors.flatMap((sensor) => sensorLines(told, sensor))
  return [
    `${name} (${machine.id}): ${verdictWords[health.verdict][language]}`,
    ...found,
    ...togetherLine(told),
    ...(health.verdict === 'normal' ? [calmLine(told)] : []),
    ...(reading.isDown ? [say('此刻正非计划停机', 'it is in unplanned downtime now')] : []),
    ...unknownLine(told),
    ...missingLine(told),
    ...(found.length === 0 ? [] : referenceLine(told)),
    ...(reading.trained === null ? [] : sayRemaining(reading.trained, language)),
    ...nearLines(told),
  ]
}

const calmLine = ({ say, reading: { health } }: Told): string =>
  say(
    `${health.sensors.length} 个测点在 ${health.windowHours} 个运行小时内与平时一致`,
    `its ${health.sensors.length} sensors were as usual in ${health.windowHours} running hours`,
  )

function sensorLines(told: Told, sensor: SensorHealth): string[] {
  const { say, at, reading } = told
  const { findings, recent, usual, z, since, outlook } = sensor
  if (findings.length === 0) return []
  const tag = reading.tags.get(sensor.tag)
  const [unit, low, high] = [tag?.unit ?? '', tag?.lowLimit ?? null, tag?.highLimit ?? null]
  const limit = recent > usual.centre ? high : low
  const level = `${shown(recent)} ${unit}`
  const beyond = findings.includes('over_limit')
    ? say(`,已超报警限 ${limit}`, `, beyond its alarm limit of ${limit}`)
    : findings.includes('touches_limit')
      ? say(
          `,有 ${sensor.hoursOverLimit} 小时超报警限`,
          `, ${sensor.hoursOverLimit} hours beyond its alarm limit`,
        )
      : ''
  const off = since === null ? '' : say(`,自 ${at(since)} 起偏离`, `, off since ${at(since)}`)
  const usually = say(
    `(平时 ${shown(usual.centre)},${shown(z)} 倍稳健偏差)`,
    ` (usually ${shown(usual.centre)}, ${shown(z)} robust deviations)`,
  )
  const name = say(tag?.nameZh ?? sensor.tag, tag?.nameEn ?? sensor.tag)
  return [`${name} ${level}${usually}${beyond}${off}`, ...driftLine(told, outlook, unit)]
}

function driftLine({ say }: Told, outlook: SensorHealth['outlook'], unit: string): string[] {
  const { trend, limit, days, daysLow, daysHigh } = outlook
  if (trend === null || days === 0) return []
  const slope = `${shown(trend.slope)} ${unit}`
  if (days === null || daysLow === null || limit === null) {
    return [say(`每天漂移 ${slope}`, `it drifts by ${slope} a day`)]
  }
  const to = daysHigh === null ? say('不定', 'open') : shown(daysHigh)
  return [
    say(
      `每天漂移 ${slope};照此外推 ${shown(days)} 天(95% 区间 ${shown(daysLow)} 至 ${to})到报警限 ${limit}`,
      `it drifts by ${slope} a day; drawn on, it reaches its limit of ${limit} in ${shown(days)} days (95 % interval ${shown(daysLow)} to ${to})`,
    ),
  ]
}

function togetherLine({ say, reading: { health, tags } }: Told): string[] {
  const { together } = health
  if (together?.isOdd !== true) return []
  const [first] = together.contributions
  const tag = tags.get(first?.tag ?? '')
  const rate = 100 * healthRules.falseAlarmRate
  return [
    say(
      `多测点合看(T²/Q):${together.hours} 小时中 ${together.odd} 小时异常(正常时约 ${rate}%),主要是${tag?.nameZh ?? ''}`,
      `its sensors together (T², Q): ${together.odd} of ${together.hours} hours odd (about ${rate} % is usual), mostly by ${tag?.nameEn ?? ''}`,
    ),
  ]
}

function unknownLine({ say, reading: { health } }: Told): string[] {
  switch (health.unknownWhy) {
    case null:
      return []
    case 'no_sensors':
      return [say('没有测点', 'it has no sensors')]
    case 'hardly_ran':
      return [
        say(`只运行了 ${health.windowHours} 小时`, `it ran for ${health.windowHours} hours only`),
      ]
    case 'too_few_reference_hours':
      return [
        say(
          `参考期只有 ${health.reference.hours} 个运行小时`,
          `only ${health.reference.hours} running hours to compare with`,
        ),
      ]
    case 'sensors_missing':
      return [say('有测点无法判断', 'some sensors cannot be judged')]
  }
}

const missingWords = {
  no_values: { zh: '时段内无数据', en: 'no values in the window' },
  too_few_reference_hours: { zh: '参考数据太少', en: 'too few hours to compare with' },
  never_varies: { zh: '参考期内从不变化', en: 'never varied before' },
  silent: { zh: '已不再上传', en: 'silent' },
} as const

function missingLine({ say, language, reading }: Told): string[] {
  const { health, tags, statesKnown } = reading
  const named = health.missing.map(({ tag, why }) => {
    const known = tags.get(tag)
    return `${say(known?.nameZh ?? tag, known?.nameEn ?? tag)} (${missingWords[why][language]})`
  })
  const states = say(
    '设备状态未知,停机时段未剔除',
    'its states: hours of standing are not left out',
  )
  const all = [...named, ...(statesKnown ? [] : [states])]
  return all.length === 0 ? [] : [say(`缺:${all.join('、')}`, `missing: ${all.join(', ')}`)]
}

function referenceLine({ say, at, reading: { health, tags } }: Told): string[] {
  const { cutBy, to } = health.reference
  if (cutBy === null || to === null) return []
  const tag = tags.get(cutBy)
  return [
    say(
      `参考期止于 ${at(to)}:此后${tag?.nameZh ?? cutBy}已变`,
      `compared with its running up to ${at(to)}: ${tag?.nameEn ?? cutBy} changed after it`,
    ),
  ]
}

const mostNear = 3

function nearLines({ say, reading: { alarms, tickets, health } }: Told): string[] {
  if (health.verdict === 'normal') return []
  const codes = alarms.slice(0, mostNear).map(({ code, count }) => `${code} ×${count}`)
  const ids = tickets.slice(0, mostNear).map(({ id, status }) => `${id} (${status})`)
  return [
    ...(codes.length === 0
      ? []
      : [say(`同期报警:${codes.join('、')}`, `alarms: ${codes.join(', ')}`)]),
    ...(ids.length === 0 ? [] : [say(`工单:${ids.join('、')}`, `tickets: ${ids.join(', ')}`)]),
  ]
}
