import { useComputedColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChartSpec, Figure } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import { useNaming } from '../chat/names.ts'
import { FileButtons } from './file-buttons.tsx'
import { fileWords } from './file-words.ts'

type Props = {
  chart: ChartSpec | null
  figures: Figure[]
  language: Language
  /** What the figures were cut by, as words. */
  about?: string
  workbook: () => Promise<Response>
  children?: ReactNode
}

const drawnKinds: ChartSpec['kind'][] = ['line', 'bar', 'pareto']

/** The files of a chart: the picture says title, window, unit and source for itself. */
export function ChartFiles({ chart, figures, language, about = '', workbook, children }: Props) {
  const scheme = useComputedColorScheme('light')
  const naming = useNaming(language)
  const metrics = [
    ...new Map(figures.map((one) => [`${one.metric} v${one.version}`, one])).entries(),
  ]
  const source = fileWords[language].source(
    metrics.map(([key, { metric }]) => `${naming.metric(metric)} (${key})`),
  )
  const day = (figures[0]?.window.to ?? '').slice(0, 10)
  const name = ['jidoka', ...new Set(figures.map(({ metric }) => metric)), day].join('-')
  const picture = async (spec: ChartSpec) => {
    const { chartFile } = await import('./chart-file.ts')
    return chartFile({ spec, about: [about, metrics.length > 0 ? source : ''], language, scheme })
  }
  const drawn = chart !== null && drawnKinds.includes(chart.kind)
  return (
    <FileButtons
      name={name.slice(0, 100)}
      workbook={workbook}
      {...(drawn ? { picture: () => picture(chart) } : {})}
    >
      {children}
    </FileButtons>
  )
}
