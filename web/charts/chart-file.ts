import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { ChartSpec } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { chartTitle } from './chart-words.ts'
import { tokensOf } from './look.ts'
import { pictureOf } from './option.ts'
import { innerWidth, pictureFile, pictureRatio } from './picture-file.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

type Wanted = {
  spec: ChartSpec
  /** What it was filtered by, and where its figures come from. */
  about: string[]
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
  const picture = pictureOf(spec, { language, tokens, width: innerWidth })
  if (picture === null) return null
  const { option, height } = picture
  const inner = drawn(option, height)
  return pictureFile({
    ...{ title: chartTitle(spec, language), height, tokens },
    notes: [...about, spec.caption[language]],
    paint: (pen) => pen.drawImage(inner, 0, 0, innerWidth, height),
  })
}

function drawn(option: object, height: number): HTMLCanvasElement {
  const chart = init(document.createElement('div'), null, {
    ...{ renderer: 'canvas', width: innerWidth, height, devicePixelRatio: pictureRatio },
  })
  chart.setOption({ ...option, animation: false })
  const canvas = chart.renderToCanvas({ pixelRatio: pictureRatio })
  chart.dispose()
  return canvas
}
