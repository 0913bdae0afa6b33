import { z } from 'zod'
import { formatWindow } from '../../../format.ts'
import { untilLimit } from '../words/health-words.ts'
import { willLast } from '../words/no-records.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const number = z.number().nullable()
const interval = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable()
const machine = z.object({
  id: z.string(),
  verdict: z.enum(['act', 'watch', 'normal', 'unknown']),
  says: z.array(z.string()),
  sensors: z.array(
    z.object({
      tag: z.string(),
      name: z.string(),
      to_limit: z.object({ limit: number, days: number, null_reason: z.string().nullable() }),
    }),
  ),
  life: z
    .object({
      of_class: z.string().nullable(),
      failures: z.number(),
      b10_days: interval,
      fails_within_7_days_pct: interval,
      fails_within_30_days_pct: interval,
      null_reason: z.string().nullable(),
    })
    .nullable(),
})
const found = z.object({
  machines_read: z.number(),
  counts: z.record(z.string(), z.number()),
  window: z.object({ from: z.string(), to: z.string(), zone: z.string() }),
  machines: z.array(machine),
  truncated: z.boolean(),
})
type Machine = z.output<typeof machine>
type Found = z.output<typeof found>

const mostTold = 8

/** The machines that are not as usual, and of one alone how long it may last. */
export const composeHealth: Composer = (speech, result) => {
  const { say } = speech
  const all = found.parse(result.data)
  const [only, ...more] = all.machines
  if (only === undefined)
    return speech.noData('没有可判断的设备。', 'There is no machine to judge.')
  const alone = more.length === 0 && !all.truncated
  const unwell = all.machines.filter(({ verdict }) => verdict !== 'normal')
  const told = alone ? [only] : unwell.slice(0, mostTold)
  return [
    ...(alone ? [] : [countLine(speech, all)]),
    ...told.map((one) => linesOf(speech, one)),
    ...(unwell.length > told.length && !alone
      ? [say(`另有 ${unwell.length - told.length} 台。`, `${unwell.length - told.length} more.`)]
      : []),
    ...(alone ? lastingLines(speech, only) : []),
    windowLine(speech, all),
    ...(unwell.some(({ verdict }) => verdict !== 'unknown')
      ? [
          say(
            '可以要求开维修工单,会成为提案等人批准。',
            'A ticket can be asked for: it becomes a proposal for a person to decide.',
          ),
        ]
      : []),
  ].join('\n')
}

function countLine({ say }: Speech, { machines_read: all, counts }: Found): string {
  const { act = 0, watch = 0, normal = 0, unknown = 0 } = counts
  return say(
    `${all} 台设备:需处理 **${act}**,需关注 **${watch}**,正常 ${normal},无法判断 ${unknown}。`,
    `Of ${all} machines: **${act}** to act on, **${watch}** to watch, ${normal} normal, ${unknown} not known.`,
  )
}

function linesOf({ say }: Speech, { says: [name = '', ...rest] }: Machine): string {
  return rest.length === 0
    ? `**${name}**`
    : `**${name}**${say('。', '. ')}${capital(rest.join(say(';', '; ')))}${say('。', '.')}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const whyNot: Record<string, { zh: string; en: string }> = {
  no_trend: { zh: '没有明显趋势', en: 'it shows no trend' },
  no_limit: { zh: '没有设报警限', en: 'it has no alarm limit' },
  away_from_limit: { zh: '在远离报警限', en: 'it moves away from its limit' },
  too_few_hours: { zh: '运行小时太少', en: 'too few running hours' },
  too_far: { zh: '太远,外推不可靠', en: 'too far off to draw the line on' },
}

/** Asked how long, each sensor without an answer says why; the records of failures answer for the rest. */
function lastingLines(speech: Speech, { sensors, life }: Machine): string[] {
  const { say, language, reading } = speech
  const isHowLong = willLast.test(reading.question) || untilLimit.test(reading.question)
  const asked = sensors.filter(({ tag }) => reading.tag === undefined || tag === reading.tag)
  const reasons = asked.flatMap(({ name, to_limit: { days, limit, null_reason: why } }) => {
    if (days === 0)
      return [say(`- ${name}:已到报警限 ${limit}`, `- ${name}: at its limit of ${limit} already`)]
    const known = whyNot[why ?? '']?.[language]
    return known
      ? [say(`- ${name}到限时间:无,${known}`, `- ${name}, time to its limit: none, ${known}`)]
      : []
  })
  return [...(isHowLong ? reasons : []), ...(life === null ? [] : lifeLine(speech, life))]
}

const noLife: Record<string, { zh: string; en: string }> = {
  no_class: { zh: '设备没有类别', en: 'the machine has no class' },
  too_few_failures: { zh: '故障记录太少', en: 'too few failures are recorded' },
  no_fit: { zh: '故障记录无法拟合', en: 'the records allow no fit' },
  down_now: { zh: '设备正停机', en: 'the machine is down now' },
  age_unknown: { zh: '没有它自己的故障记录', en: 'no failure of its own is recorded' },
}

function lifeLine({ say, language }: Speech, life: NonNullable<Machine['life']>): string[] {
  const { fails_within_7_days_pct: week, fails_within_30_days_pct: month, b10_days: b10 } = life
  const class_ = life.of_class ?? ''
  const span = (of: NonNullable<typeof week>) => `${of.value} % (${of.low}–${of.high} %)`
  const early = b10 === null ? '' : `, B10 ${b10.value} ${say('天', 'd')} (${b10.low}–${b10.high})`
  const of = say(
    `按${class_}类 ${life.failures} 次故障记录(Weibull${early})`,
    `By ${life.failures} recorded failures of its class ${class_} (Weibull${early})`,
  )
  if (week === null || month === null) {
    const why = noLife[life.null_reason ?? '']?.[language] ?? ''
    return [say(`${of}:未来故障概率无,${why}。`, `${of}: no probability of a failure, ${why}.`)]
  }
  return [
    say(
      `${of}:7 天内发生任何故障的概率 ${span(week)},30 天内 ${span(month)}。`,
      `${of}: the probability of a failure of any kind is ${span(week)} within 7 days, ${span(month)} within 30.`,
    ),
  ]
}

const windowLine = ({ say, language }: Speech, { window }: Found): string =>
  say(
    `时段:${formatWindow(window, language)},只计运行小时,与此前自身正常运行相比;外推不是预测。`,
    `Window: ${formatWindow(window, language)}, running hours only, against its own running before; a line drawn on is no forecast.`,
  )
