import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartSpec } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { chartTitle } from '../charts/chart-words.ts'
import { tokensOf } from '../charts/look.ts'
import { pictureOf } from '../charts/option.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

const width = 960
const margin = 32
const ratio = 2
const titleSize = 20
const captionSize = 13

type Wanted = {
  spec: ChartSpec
  /** What it was filtered by; a picture goes where the page does not. */
  about: string
  language: Language
  scheme: 'light' | 'dark'
}

/**
 * A chart as a picture to hand on, with its title above and window, unit and age of the data below.
 *
 * @returns null where there is nothing to draw
 */
export async function chartFile({ spec, about, language, scheme }: Wanted): Promise<Blob | null> {
  const tokens = tokensOf(document.documentElement, scheme)
  const picture = pictureOf(spec, { language, tokens, width: width - 2 * margin })
  if (picture === null) return null
  const inner = drawn(picture.option, picture.height)
  const canvas = document.createElement('canvas')
  const top = margin + titleSize + 20
  const lines = [...(about === '' ? [] : [about]), ...wrapped(spec.caption[language], captionSize)]
  const height = top + picture.height + 20 + lines.length * 20 + margin
  Object.assign(canvas, { width: width * ratio, height: height * ratio })
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.scale(ratio, ratio)
  pen.fillStyle = tokens.surface
  pen.fillRect(0, 0, width, height)
  pen.textBaseline = 'top'
  pen.fillStyle = tokens.ink
  pen.font = `600 ${titleSize}px ${tokens.font}`
  pen.fillText(chartTitle(spec, language), margin, margin, width - 2 * margin)
  pen.drawImage(inner, margin, top, width - 2 * margin, picture.height)
  pen.fillStyle = tokens.inkSoft
  pen.font = `${captionSize}px ${tokens.font}`
  lines.forEach((line, at) => {
    pen.fillText(line, margin, top + picture.height + 20 + at * 20, width - 2 * margin)
  })
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

function drawn(option: object, height: number): HTMLCanvasElement {
  const chart = init(document.createElement('div'), null, {
    ...{ renderer: 'canvas', width: width - 2 * margin, height, devicePixelRatio: ratio },
  })
  chart.setOption({ ...option, animation: false })
  const canvas = chart.renderToCanvas({ pixelRatio: ratio })
  chart.dispose()
  return canvas
}

/** At its semicolons, where it is too long for one line. */
function wrapped(text: string, size: number): string[] {
  const most = (width - 2 * margin) / (size * 0.62)
  const sizeOf = (line: string) =>
    [...line].reduce((sum, one) => sum + (one > '\u2e7f' ? 1.6 : 1), 0)
  const lines: string[] = []
  for (const part of text.split(/(?<=[;；])/)) {
    const last = lines.at(-1)
    if (last !== undefined && sizeOf(last + part) <= most) lines[lines.length - 1] = last + part
    else lines.push(part.trimStart())
  }
  return lines
}
