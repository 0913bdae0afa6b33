// All of it in one file: a tenth of the time to load that its parts take.
import { init } from 'echarts/dist/echarts.esm.min.mjs'
import {
  type ChartSpec,
  chartTitle,
  type Language,
  type Picture,
  pictureOf,
  plainText,
  type Scheme,
  type Tokens,
  tokensOf,
} from '../../charts/index.ts'
import { fontFamily } from './fonts.ts'
import { wrapped } from './wrapped.ts'

export type PictureWish = { language: Language; scheme: Scheme; width: number }

const titleStyle = { size: 20, line: 28 }
const noteStyle = { size: 12, line: 18 }
const longestNote = 800

/**
 * A picture that goes where the page does not: it says what it shows above, and window, unit and
 * source below.
 *
 * @returns null where the chart is read as a table
 */
export function chartSvg(spec: ChartSpec, { language, scheme, width }: PictureWish): string | null {
  const tokens = tokensOf(scheme, fontFamily)
  const margin = width < 600 ? 16 : 32
  const inner = width - 2 * margin
  const picture = pictureOf(spec, { language, tokens, width: inner })
  if (picture === null) return null
  const { shown, all } = picture.drawn
  const left = shown < all ? [omitted[language](shown, all)] : []
  const notes = [...left, plainText(spec.caption[language], longestNote)]
  const head = wrapped(chartTitle(spec, language), inner, titleStyle.size)
  const foot = notes.flatMap((note) => wrapped(note, inner, noteStyle.size))
  const top = margin + head.length * titleStyle.line + 12
  const footTop = top + picture.height + 16
  const height = footTop + foot.length * noteStyle.line + margin
  const words = [
    ...linesOf(head, { x: margin, top: margin, colour: tokens.ink, ...titleStyle }),
    ...linesOf(foot, { x: margin, top: footTop, colour: tokens.inkSoft, ...noteStyle }),
  ]
  const drawing = drawn(picture.option, { width: inner, height: picture.height })
  return sheet({ width, height, tokens }, [
    ...words,
    `<g transform="translate(${margin} ${top})">${drawing}</g>`,
  ])
}

const omitted: Record<Language, (shown: number, all: number) => string> = {
  zh: (shown, all) => `图中为 ${all} 项中的 ${shown} 项，其余见表格。`,
  en: (shown, all) => `The picture shows ${shown} of ${all}; the table has all.`,
}

function drawn(option: Picture['option'], size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(option)
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

type Sheet = { width: number; height: number; tokens: Tokens }

const sheet = ({ width, height, tokens }: Sheet, parts: string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${tokens.surface}"/>`,
    ...parts,
    '</svg>',
  ].join('')

type Words = { x: number; top: number; colour: string; size: number; line: number }

const linesOf = (lines: string[], { x, top, colour, size, line }: Words): string[] =>
  lines.map(
    (text, at) =>
      `<text x="${x}" y="${top + at * line + size}" font-family="${fontFamily}" ` +
      `font-size="${size}" fill="${colour}">${escaped(text)}</text>`,
  )

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)
