import type { Answer } from '../../agent/index.ts'
import type { Language } from '../../base/language.ts'
import type { Cell, Sheet } from './sheet.ts'

type Words = Record<'answer' | 'figures' | 'chart' | 'passages', string>
const words: Record<Language, Words> = {
  zh: { answer: '回答', figures: '数字', chart: '图表', passages: '引文' },
  en: { answer: 'Answer', figures: 'Figures', chart: 'Chart', passages: 'Passages' },
}

/**
 * An answer as sheets: its words; the figures, each with everything that traces it; the table behind
 * its chart; the passages that it quotes. What it does not have is left out.
 */
export function answerSheets(question: string, answer: Answer): Sheet[] {
  const names = words[answer.language]
  return [
    {
      name: names.answer,
      columns: ['question', 'answer', 'model'],
      rows: [[question, answer.ask_back ?? answer.answer, answer.model]],
    },
    ...figureSheets(answer),
    ...(answer.citations.length === 0 ? [] : [passageSheet(names.passages, answer)]),
  ]
}

type Figures = Pick<Answer, 'language' | 'figures' | 'chart'>

/** What was read, without words around it. */
export function figureSheets(found: Figures): Sheet[] {
  const names = words[found.language]
  return [
    ...(found.figures.length === 0 ? [] : [figureSheet(names.figures, found)]),
    ...(found.chart === null ? [] : [chartSheet(names.chart, found, found.chart)]),
  ]
}

/** The sheet that counts where a file holds one only: the figures, else the chart, else the words. */
export const mainSheet = ([answer, second]: Sheet[]): Sheet => {
  const sheet = second ?? answer
  if (sheet === undefined) throw new Error('an answer has a sheet')
  return sheet
}

function figureSheet(name: string, { figures }: Figures): Sheet {
  const dimensions = [...new Set(figures.flatMap((figure) => Object.keys(figure.dimensions)))]
  return {
    name,
    columns: [
      ...['metric', 'version', ...dimensions, 'value', 'unit', 'no value because'],
      ...['from', 'to', 'zone', 'rows read', 'data until', 'truncated'],
    ],
    rows: figures.map((figure): Cell[] => [
      figure.metric,
      figure.version,
      ...dimensions.map((dimension) => figure.dimensions[dimension] ?? null),
      figure.value,
      figure.unit,
      figure.nullReason ?? null,
      figure.window.from,
      figure.window.to,
      figure.window.zone,
      figure.rows,
      figure.freshness,
      figure.truncated,
    ]),
  }
}

function chartSheet(
  name: string,
  { language }: Figures,
  chart: NonNullable<Answer['chart']>,
): Sheet {
  const { labels, series, title, unit } = chart
  return {
    name,
    columns: [`${title[language]} (${unit})`, ...series.map((one) => one.name[language])],
    rows: labels.map((label, at): Cell[] => [
      label,
      ...series.map(({ values }) => values[at] ?? null),
    ]),
  }
}

const passageSheet = (name: string, { citations }: Answer): Sheet => ({
  name,
  columns: ['document', 'title', 'revision', 'page', 'heading', 'quote'],
  rows: citations.map(({ document, title, revision, page, heading, quote }): Cell[] => [
    ...[document, title, revision, page, heading, quote],
  ]),
})
