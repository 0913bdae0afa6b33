import { z } from 'zod'
import { formatFigure, formatValue, formatWindow } from '../../../format.ts'
import type { Composer } from './composer.ts'
import { nothing } from './kpi.ts'
import { aboutOf } from './scope.ts'
import { type Speech, sourceLine } from './speech.ts'

const cell = z.union([z.string(), z.number(), z.null()])
const explained = z.object({
  metric: z.object({ id: z.string(), unit: z.string() }),
  change: z.number().nullable(),
  explained_by: z.record(z.string(), z.array(z.array(cell))),
  events: z.record(z.string(), z.array(z.record(z.string(), cell))),
})
type Explained = z.output<typeof explained>

const mostTerms = 3

/** In the order in which people look for a cause. */
const lists: [name: string, zh: string, en: string][] = [
  ['factor', '因素', 'Factors'],
  ['loss', '损失', 'Losses'],
  ['reason', '原因', 'Reasons'],
  ['site', '工厂', 'Sites'],
  ['line', '产线', 'Lines'],
  ['machine', '设备', 'Machines'],
  ['product', '产品', 'Products'],
  ['team', '班组', 'Teams'],
  ['shift', '班次', 'Shifts'],
  ['material', '物料', 'Materials'],
  ['supplier', '供应商', 'Suppliers'],
]

export const composeExplain: Composer = (speech, { data, figures = [] }) => {
  const found = explained.parse(data)
  const [now, before] = figures
  if (!now || !before || found.change === null) {
    return nothing(speech, now?.value === null ? now : before)
  }
  const { say, language } = speech
  const scope = Object.keys(now.dimensions)
  const size = points(speech, { value: Math.abs(found.change), unit: now.unit })
  const way =
    found.change === 0
      ? say('没有变化', 'unchanged')
      : found.change > 0
        ? say(`上升 ${size}`, `up ${size}`)
        : say(`下降 ${size}`, `down ${size}`)
  const not = supposed(speech, found.change)
  const then = `${formatFigure(before, language)}(${formatWindow(before.window, language)})`
  const head = say(
    `${not}${formatWindow(now.window, language)},${aboutOf(speech, now, scope)}为 **${formatFigure(now, language)}**,比上一周期的 ${then}${way}。`,
    `${not}${formatWindow(now.window, language)}, ${aboutOf(speech, now, scope)}: **${formatFigure(now, language)}**, ${way} from ${then}.`,
  )
  const terms = lists.flatMap(([name, zh, en]) => {
    const line = termsOf(speech, found, name)
    return line === '' ? [] : [`- ${say(`${zh}:`, `${en}: `)}${line}`]
  })
  const events = eventsOf(speech, found)
  const note = say(
    '以上每一行的贡献相加都等于总变化;这是算术归因,还不是原因的证明。',
    'The contributions of each list add up to the change; they are arithmetic, not yet proof of a cause.',
  )
  return [head, ...terms, ...events, note, sourceLine(speech, [now, before])].join('\n')
}

const falls =
  /下降|降低|下滑|下跌|减少|跌|[低少]了|\bdrop|\bf[ae]ll|\bdeclin|\bdecreas|\blower|\bdown\b/iu
const rises =
  /上升|升高|提高|提升|增加|[高多]了|\bris(?:e|en|ing)\b|\brose\b|\bincreas|\bhigher\b|\bjump|\bup\b/iu

/** Says first that it did not happen, where the question supposes that it did. */
function supposed({ say, reading }: Speech, change: number): string {
  const [fell, rose] = [falls.test(reading.question), rises.test(reading.question)]
  if (fell && !rose && change > 0) return say('并没有下降。', 'It did not drop. ')
  if (rose && !fell && change < 0) return say('并没有上升。', 'It did not rise. ')
  return ''
}

/** Terms that moved it the way it went come first; those that held against it after. */
function termsOf(
  speech: Speech,
  { explained_by, change, metric }: Explained,
  list: string,
): string {
  const way = Math.sign(change ?? 0) || 1
  const rows = (explained_by[list] ?? []).flatMap(([id, name, , , contribution]) =>
    typeof contribution === 'number' && id !== 'others' && id !== 'window_length'
      ? [{ id, name: String(name), contribution }]
      : [],
  )
  if (rows.length === 1 && rows[0]?.id === metric.id) return ''
  const worthTelling = 0.02 * Math.max(0, ...rows.map(({ contribution }) => Math.abs(contribution)))
  return rows
    .filter(({ contribution }) => Math.abs(contribution) > worthTelling)
    .toSorted((a, b) => way * (b.contribution - a.contribution))
    .slice(0, mostTerms)
    .map(({ name, contribution }) => {
      const size = points(speech, { value: Math.abs(contribution), unit: metric.unit })
      return `${name || speech.say('未归属', 'unassigned')} ${contribution < 0 ? '−' : '+'}${size}`
    })
    .join(speech.say('、', ', '))
}

/** A difference of percentages is told in points. */
function points(
  { say, language }: Speech,
  { value, unit }: { value: number; unit: string },
): string {
  if (unit !== '%') return formatValue(value, unit, language)
  return `${value.toFixed(value < 0.095 ? 2 : 1)} ${say('个百分点', 'pp')}`
}

function eventsOf({ say }: Speech, { events }: Explained): string[] {
  const [stop] = events.stops ?? []
  const [alarm] = events.alarms ?? []
  const [counts] = events.counts ?? []
  const parts = [
    ...(counts?.stops && stop
      ? [
          say(
            `停机 ${counts.stops} 次,最长 ${stop.machine} ${stop.minutes} 分钟${stop.reason ? `(${stop.reason})` : ''}`,
            `${counts.stops} stops, the longest on ${stop.machine}, ${stop.minutes} min${stop.reason ? ` (${stop.reason})` : ''}`,
          ),
        ]
      : []),
    ...(alarm
      ? [
          say(
            `报警 ${alarm.code} ${alarm.now} 次(上一周期 ${alarm.before} 次)`,
            `alarm ${alarm.code} ${alarm.now} times (${alarm.before} before)`,
          ),
        ]
      : []),
    ...(counts?.tickets
      ? [say(`新工单 ${counts.tickets} 张`, `${counts.tickets} new tickets`)]
      : []),
    ...(counts?.schedules
      ? [say(`发布排程 ${counts.schedules} 次`, `${counts.schedules} schedules published`)]
      : []),
    ...(events.definitions ?? []).map(({ version }) =>
      say(`指标口径改为 v${version}`, `the definition became v${version}`),
    ),
  ]
  return parts.length === 0
    ? []
    : [`- ${say('期间事件:', 'In the window: ')}${parts.join(say(';', '; '))}`]
}
