import type { Figure } from '../../../../tools/index.ts'
import { decimalsToTell, formatFigure, formatWindow } from '../../../format.ts'
import { farthest, isBefore, sameRow } from '../moves.ts'
import type { Threshold } from '../slots/thresholds.ts'
import type { Composer } from './composer.ts'
import { aboutOf, scopeOf } from './scope.ts'
import { type Speech, sourceLine } from './speech.ts'

const mostLines = 20
const grains = new Set(['hour', 'shift', 'day', 'week', 'month'])

export const composeKpi: Composer = (speech, { figures = [] }) => {
  const [first] = figures
  const known = figures.filter(({ value }) => value !== null)
  if (!first || known.length === 0) return nothing(speech, first)
  const { threshold } = speech.reading
  if (threshold !== undefined && threshold !== 'unclear') return chosen(speech, known, threshold)
  const current = figures.filter((figure) => !isBefore(figure, first))
  const parts = [...new Set(current.map(({ metric }) => metric))].map((metric): Part => {
    const ofMetric = figures.filter((figure) => figure.metric === metric)
    return {
      now: ofMetric.filter((figure) => !isBefore(figure, first)),
      before: ofMetric.filter((figure) => isBefore(figure, first)),
    }
  })
  if (isList(speech, parts)) return list(speech, first, parts)
  return parts.map(({ now, before }) => paragraph(speech, now, before)).join('\n\n')
}

/** The rows of one metric. */
type Part = { now: Figure[]; before: Figure[] }

const isList = (speech: Speech, parts: Part[]): boolean =>
  parts.length > 1 &&
  parts.every(({ now }) => now.length === 1 && telling(speech, now).length === 0)

/** Several figures of one place and time, a line each. */
function list(speech: Speech, first: Figure, parts: Part[]): string {
  const { say, language, nameOf } = speech
  const place = scopeOf(speech, first, Object.keys(first.dimensions)).trim()
  const [then] = parts.flatMap(({ before }) => before)
  const span = formatWindow(first.window, language)
  const beside = then === undefined ? '' : formatWindow(then.window, language)
  const times = beside === '' ? span : say(`${span}(对比 ${beside})`, `${span} (beside ${beside})`)
  const lines = parts.flatMap(({ now: [figure], before: [was] }) => {
    if (figure === undefined) return []
    const value = `**${formatFigure(figure, language)}**`
    return [
      `- ${nameOf('metric', figure.metric)}${say(':', ': ')}${value}${wasOf(speech, figure, was)}`,
    ]
  })
  const about = [times, place].filter(Boolean).join(say(',', ', '))
  const source = sourceLine(
    speech,
    parts.flatMap(({ now }) => now),
  )
  return [`${about}${say(':', ':')}`, ...lines, source].join('\n')
}

/** `(之前 74.2%,上升)` */
function wasOf(speech: Speech, now: Figure, was: Figure | undefined): string {
  if (was === undefined) return ''
  const then = formatFigure(was, speech.language)
  const way = wayOf(speech, now, was)
  const told = way === null ? then : `${then}${speech.say(',', ', ')}${way}`
  return speech.say(`(之前 ${told})`, ` (before: ${told})`)
}

/** Which way a figure went, as far as what is shown of it tells; null where one has no value. */
function wayOf({ say, language }: Speech, now: Figure, before: Figure): string | null {
  if (now.value === null || before.value === null) return null
  if (formatFigure(now, language) === formatFigure(before, language))
    return say('基本持平', 'about the same')
  return now.value > before.value ? say('上升', 'up') : say('下降', 'down')
}

/** The rows on the asked side of a limit, the farthest first. */
function chosen(speech: Speech, figures: Figure[], { side, value, said }: Threshold): string {
  const { say, language } = speech
  const sign = side === 'below' ? 1 : -1
  const rows = figures
    .filter((figure) => sign * ((figure.value ?? 0) - value) < 0)
    .toSorted((a, b) => sign * ((a.value ?? 0) - (b.value ?? 0)))
  const [first] = figures
  if (!first) return ''
  const keys = telling(speech, figures)
  const about = `${formatWindow(first.window, language)}${say(',', ', ')}${aboutOf(speech, first, fixedKeys(first, keys))}`
  const lines = rows
    .slice(0, mostLines)
    .map(
      (row) =>
        `- ${scopeOf(speech, row, keys).trim()}${say(':', ': ')}${formatFigure(row, language)}`,
    )
  const headline =
    rows.length === 0
      ? say(`${about}:没有${said}的。`, `${about}: none is ${said}.`)
      : say(`${about} ${said}的:`, `${about} ${said}:`)
  return [headline, ...lines, sourceLine(speech, figures)].join('\n')
}

const fixedKeys = ({ dimensions }: Figure, keys: string[]): string[] =>
  Object.keys(dimensions).filter((key) => !keys.includes(key))

export function nothing(speech: Speech, figure: Figure | undefined): string {
  const span = figure ? formatWindow(figure.window, speech.language) : ''
  const why = figure?.nullReason === 'zero_denominator'
  return speech.noData(
    `${span ? `${span}:` : ''}没有可计算的数据${why ? '(分母为零)' : ''}。`,
    `${span ? `${span}: ` : ''}there are no data to compute it from${why ? ' (zero denominator)' : ''}.`,
  )
}

function paragraph(speech: Speech, now: Figure[], before: Figure[]): string {
  const [first] = now
  if (!first) return ''
  const keys = telling(speech, now)
  const lines =
    keys.length === 0
      ? [single(speech, first, before[0])]
      : many(speech, { now, before, keys, more: decimalsToTell(now, speech.language) })
  return [...lines, sourceLine(speech, now)].join('\n')
}

/** The dimensions whose values tell the rows apart. */
function telling({ reading }: Speech, figures: Figure[]): string[] {
  const all = [...new Set(figures.flatMap(({ dimensions }) => Object.keys(dimensions)))]
  const varied = all.filter(
    (key) => new Set(figures.map(({ dimensions }) => dimensions[key])).size > 1,
  )
  const asked = all.filter(
    (key) => reading.dimensions.some((one) => one === key) || grains.has(key),
  )
  return figures.length > 1
    ? varied
    : asked.filter((key) => !reading.shifts.length || key !== 'shift')
}

function single(speech: Speech, figure: Figure, before: Figure | undefined): string {
  const { say, language } = speech
  const about = aboutOf(speech, figure, Object.keys(figure.dimensions))
  const window = formatWindow(figure.window, language)
  const value = `**${formatFigure(figure, language)}**`
  const main = say(`${window},${about}:${value}。`, `${window}, ${about}: ${value}.`)
  return before ? `${main}${compared(speech, figure, before)}` : main
}

function compared(speech: Speech, now: Figure, before: Figure): string {
  const { say, language } = speech
  const then = formatFigure(before, language)
  const window = formatWindow(before.window, language)
  const way = wayOf(speech, now, before)
  if (way === null)
    return say(`上一周期(${window}):${then}。`, ` Period before (${window}): ${then}.`)
  return say(
    `上一周期(${window})为 ${then},${way}。`,
    ` Period before (${window}): ${then}; ${way}.`,
  )
}

/** `more`: decimals beside the usual ones that it takes to tell the rows apart. */
type Rows = { now: Figure[]; before: Figure[]; keys: string[]; more: number }

function many(speech: Speech, rows: Rows): string[] {
  const { now, before, keys, more } = rows
  const { say, language } = speech
  const shown = now.slice(0, mostLines).map((figure) => {
    const then = before.find((one) => sameRow(one, figure))
    const was = then
      ? say(
          `(上一周期 ${formatFigure(then, language, more)})`,
          ` (before: ${formatFigure(then, language, more)})`,
        )
      : ''
    return `- ${scopeOf(speech, figure, keys).trim()}${say(':', ': ')}${formatFigure(figure, language, more)}${was}`
  })
  const left = now.length - shown.length
  if (left > 0) shown.push(say('- ……其余见图表', '- … the rest is in the chart'))
  if (now.some((figure) => figure.truncated)) {
    shown.push(say('(行数超出上限,只显示一部分)', '(more rows than the limit; this is a part)'))
  }
  return [headline(speech, rows), ...shown]
}

/** The row that was asked for, or the two ends, in one sentence. */
function headline(speech: Speech, rows: Rows): string {
  const { now, keys, more } = rows
  const { say, language, reading } = speech
  const valued = now.filter((figure) => figure.value !== null)
  const sorted = valued.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [low, high] = [sorted[0], sorted.at(-1)]
  const [first] = now
  if (!first || !low || !high) return ''
  const fixed = fixedKeys(first, keys)
  const about = `${formatWindow(first.window, language)}${say(',', ', ')}${aboutOf(speech, first, fixed)}`
  const end = (figure: Figure) =>
    `${scopesOf(speech, tiedWith(figure, valued), keys)} ${say('', 'at ')}**${formatFigure(figure, language, more)}**`
  if (reading.moved !== undefined) return movedMost(speech, rows, about)
  if (reading.order === 'lowest')
    return say(`${about}最低的是 ${end(low)}。`, `${about}: lowest is ${end(low)}.`)
  if (reading.order === 'highest')
    return say(`${about}最高的是 ${end(high)}。`, `${about}: highest is ${end(high)}.`)
  return say(
    `${about}:最高 ${end(high)},最低 ${end(low)}。`,
    `${about}: highest ${end(high)}, lowest ${end(low)}.`,
  )
}

/** Who went farthest the way that was asked for, or that nobody did. */
function movedMost(speech: Speech, { now, before, keys }: Rows, about: string): string {
  const { say, language, reading } = speech
  const down = reading.moved === 'down'
  const most = farthest([...now, ...before], down ? 'down' : 'up')
  if (most === undefined) {
    return down
      ? say(`${about}:没有下降的。`, `${about}: none went down.`)
      : say(`${about}:没有上升的。`, `${about}: none went up.`)
  }
  const name = scopeOf(speech, most.figure, keys).trim()
  const [is, was] = [formatFigure(most.figure, language), formatFigure(most.then, language)]
  return down
    ? say(
        `${about}:下降最多的是 ${name},从 ${was} 到 **${is}**。`,
        `${about}: ${name} went down most, from ${was} to **${is}**.`,
      )
    : say(
        `${about}:上升最多的是 ${name},从 ${was} 到 **${is}**。`,
        `${about}: ${name} went up most, from ${was} to **${is}**.`,
      )
}

/** Whoever stands at one end with another stands there too. */
const tiedWith = (figure: Figure, all: Figure[]): Figure[] =>
  all.filter(({ value }) => value === figure.value)

const mostTied = 3

function scopesOf(speech: Speech, figures: Figure[], keys: string[]): string {
  const { say } = speech
  const named = figures.slice(0, mostTied).map((figure) => scopeOf(speech, figure, keys).trim())
  const left = figures.length > named.length ? say('等', ' and others') : ''
  return `${named.join(say('、', ', '))}${left}`
}
