import { z } from 'zod'
import { categoryName, stateName } from '../../../../factory/index.ts'
import type { Figure } from '../../../../tools/index.ts'
import { formatFigure, formatValue, formatWindow } from '../../../format.ts'
import type { Composer } from './composer.ts'
import { passagesFor, quoted } from './documents.ts'
import { type Speech, sourceLine } from './speech.ts'

const stretch = z.object({
  state: z.string(),
  category: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  minutes: z.number(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
})
const condition = z.object({
  machine: z.object({ id: z.string(), name: z.string() }),
  state: stretch.nullable(),
  last_stop: stretch.nullable(),
  order: z.object({ id: z.string(), product: z.string() }).nullable(),
  alarms: z.array(z.object({ at: z.string(), code: z.string(), message: z.string().nullable() })),
  measurements: z.array(
    z.object({
      tag: z.string(),
      name: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      limits: z.array(z.number().nullable()),
    }),
  ),
  downtime_24h_min: z.record(z.string(), z.number()),
  trend: z
    .object({
      tag: z.string(),
      ...{ mean: z.number().nullable(), min: z.number().nullable(), max: z.number().nullable() },
    })
    .nullable(),
})
type Condition = z.output<typeof condition>
type Stretch = z.output<typeof stretch>

export const composeState: Composer = (speech, result, rest) => {
  if (speech.reading.equipment[0]?.level !== 'machine') return stoppedNow(speech, result, rest)
  // Of each that was named, its own.
  if (rest.length > 0) {
    return [result, ...rest].map((one) => composeState(speech, one, [])).join('\n\n')
  }
  const now = condition.parse(result.data)
  return [
    ...tagLine(speech, now),
    stateLine(speech, now),
    ...orderLine(speech, now),
    ...alarmLines(speech, now),
  ].join('\n')
}

/** The sensor that was asked for: its last value beside its limits, and its course. */
function tagLine({ say, language }: Speech, { measurements, trend }: Condition): string[] {
  const one = measurements.find(({ tag }) => tag === trend?.tag)
  if (one === undefined || trend === null) return []
  const { name, value, unit, limits } = one
  const of = (number: number | null) =>
    number === null ? say('无数据', 'no data') : formatValue(number, unit, language)
  const [low, high] = limits.map((limit) => (typeof limit === 'number' ? of(limit) : null))
  const bounds = [
    ...(low ? [say(`下限 ${low}`, `low limit ${low}`)] : []),
    ...(high ? [say(`上限 ${high}`, `high limit ${high}`)] : []),
  ].join(say('、', ', '))
  return [
    say(
      `${name}:最新 **${of(value)}**${bounds ? `(${bounds})` : ''};所查时段最低 ${of(trend.min)},最高 ${of(trend.max)},平均 ${of(trend.mean)}。`,
      `${name}: **${of(value)}** at last${bounds ? ` (${bounds})` : ''}; in the time charted from ${of(trend.min)} to ${of(trend.max)}, ${of(trend.mean)} on average.`,
    ),
  ]
}

/** The stop, the traces it left, and what the documents say of it. */
export const composeCause: Composer = (speech, result, rest) => {
  const { say } = speech
  const now = condition.parse(result.data)
  const stopped =
    now.state?.category === 'production' ? now.last_stop : (now.state ?? now.last_stop)
  const past = stopped !== null && stopped !== now.state
  const passages = passagesFor(speech, rest).slice(0, 2)
  const documents =
    passages.length === 0
      ? []
      : [`\n${say('文档中的可能原因与处理:', 'What the documents say of it:')}`]
  return [
    stateLine(speech, now),
    ...(past ? [stopLine(speech, stopped)] : []),
    ...lostLines(speech, now),
    ...alarmLines(speech, now),
    ...limitLines(speech, now),
    ...documents,
    ...passages.map((one) => quoted(speech, one)),
  ].join('\n')
}

function stateLine(speech: Speech, { machine, state }: Condition): string {
  const { say, instant } = speech
  const who = `${machine.name} (${machine.id})`
  if (!state) return say(`${who}:没有当前状态的数据。`, `${who}: its state now is not known.`)
  const since = instant(state.since)
  const cause = causeOf(speech, state)
  const lasting = durationOf(speech, state)
  const until =
    state.until === null
      ? ''
      : say(`(数据只到 ${instant(state.until)})`, ` (data end at ${instant(state.until)})`)
  return say(
    `${who} 当前状态:**${wordOf(speech, state)}**,自 ${since} 起,已 ${lasting}${until}。${cause}`,
    `${who} is **${wordOf(speech, state)}** since ${since}, for ${lasting}${until}. ${cause}`,
  ).trim()
}

function wordOf({ say }: Speech, { state, category }: Stretch): string {
  const [name, kind] = [stateName(state), categoryName(category)]
  return say(`${name.zh}(${kind.zh})`, `${name.en} (${kind.en})`)
}

const durationOf = ({ language }: Speech, { minutes }: Stretch): string =>
  formatValue(minutes, 'min', language)

function causeOf({ say }: Speech, { reason, note, category }: Stretch): string {
  if (category === 'production') return ''
  const why =
    reason === null
      ? say('没有登记原因。', 'No reason is recorded.')
      : say(`原因:**${reason}**。`, `Reason: **${reason}**.`)
  return note === null ? why : `${why} ${say(`备注:“${note}”`, `Note: “${note}”`)}`
}

function stopLine(speech: Speech, stop: Stretch): string {
  const { say, instant } = speech
  const lasting = durationOf(speech, stop)
  return say(
    `上一次非计划停机:${instant(stop.since)},持续 ${lasting}。${causeOf(speech, stop)}`,
    `Its last unplanned stop: ${instant(stop.since)}, for ${lasting}. ${causeOf(speech, stop)}`,
  )
}

function lostLines({ say, language }: Speech, { downtime_24h_min: lost }: Condition): string[] {
  const top = Object.entries(lost)
    .filter(([, minutes]) => minutes > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, minutes]) => `${reason} ${formatValue(minutes, 'min', language)}`)
  if (top.length === 0) return []
  return [say(`过去一天的停机:${top.join('、')}。`, `Downtime of the last day: ${top.join(', ')}.`)]
}

const alarmLines = ({ say, instant }: Speech, { alarms }: Condition): string[] =>
  alarms
    .slice(0, 3)
    .map(
      ({ at, code, message }) =>
        say(`- 报警 ${code}(${instant(at)})`, `- Alarm ${code} (${instant(at)})`) +
        (message ? `: ${message}` : ''),
    )

function limitLines({ say }: Speech, { measurements }: Condition): string[] {
  return measurements.flatMap(({ name, value, unit, limits: [low, high] }) => {
    if (value === null) return []
    const over = typeof high === 'number' && value > high
    const under = typeof low === 'number' && value < low
    if (!over && !under) return []
    const limit = over ? high : low
    return [
      say(
        `- ${name} ${value} ${unit},超出限值 ${limit}`,
        `- ${name} ${value} ${unit}, past its limit of ${limit}`,
      ),
    ]
  })
}

const orderLine = ({ say }: Speech, { order }: Condition): string[] =>
  order
    ? [
        say(
          `当前订单:${order.id}(${order.product})。`,
          `Running order: ${order.id} (${order.product}).`,
        ),
      ]
    : []

/** Machines that lost time lately, and which of them stand still now. */
const stoppedNow: Composer = (speech, { figures = [] }, rest) => {
  const { say, language } = speech
  const [first] = figures
  if (!first) return speech.noData('没有停机数据。', 'There are no downtime data.')
  const window = formatWindow(first.window, language)
  const lost = figures.filter(({ value }) => value !== null && value > 0)
  const states = rest.map(({ data }) => condition.parse(data))
  const standing = states.filter(({ state }) => state?.category === 'down')
  const ids = new Set(standing.map(({ machine }) => machine.id))
  const again = lost.filter(({ dimensions }) => !ids.has(dimensions.machine ?? ''))
  const opening =
    standing.length === 0
      ? say('现在没有设备非计划停机。', 'No machine is in unplanned downtime now.')
      : say('现在非计划停机的设备:', 'In unplanned downtime now:')
  return [
    opening,
    ...standing.map((one) => `- ${stateLine(speech, one)}`),
    ...(again.length === 0
      ? []
      : [say(`${window} 停过的其他设备:`, `Others that lost time in ${window}:`)]),
    ...again.map((figure) => lostLine(speech, figure)),
    sourceLine(speech, figures),
  ].join('\n')
}

function lostLine({ nameOf, language }: Speech, figure: Figure): string {
  const id = figure.dimensions.machine ?? ''
  return `- ${nameOf('equipment', id)} (${id}): ${formatFigure(figure, language)}`
}
