import { useComputedColorScheme } from '@mantine/core'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { chartSummary, pictureOf, tokensOf } from '../../charts/index.ts'
import type { ChartSpec } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { useWidth } from '../app/use-width.ts'
import { pageFont } from './font.ts'
import { chartParts } from './parts.ts'

use([...chartParts, SVGRenderer])

type Props = {
  spec: ChartSpec
  language: Language
  omitted: (shown: number, all: number) => string
}

/** The picture of a chart; drawn anew for another width, theme or language. */
export function ChartDrawing({ spec, language, omitted }: Props) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const [drawn, setDrawn] = useState({ shown: 0, all: 0 })
  useEffect(() => {
    const element = place.current
    if (element === null || width === 0) return
    const picture = pictureOf(spec, { language, tokens: tokensOf(scheme, pageFont()), width })
    if (picture === null) return
    setDrawn(picture.drawn)
    const chart = init(element, null, { renderer: 'svg', width, height: picture.height })
    element.style.height = `${picture.height}px`
    chart.setOption(picture.option)
    return () => chart.dispose()
  }, [spec, language, scheme, width])
  return (
    <>
      <div ref={place} role="img" aria-label={chartSummary(spec, language)} />
      {drawn.shown < drawn.all && <p>{omitted(drawn.shown, drawn.all)}</p>}
    </>
  )
}
