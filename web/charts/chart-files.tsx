import { useComputedColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { isDrawn, type Scheme } from '../../charts/index.ts'
import type { ChartSpec, Figure } from '../../server/http/contract.ts'
import { FileButtons } from './file-buttons.tsx'

/** What is shown, as the server writes it. */
export type ChartFile = (kind: { xlsx: true } | { png: Scheme }) => Promise<Response>

type Props = {
  chart: ChartSpec | null
  figures: Figure[]
  file: ChartFile
  children?: ReactNode
}

/** The files of a chart: the picture says title, window, unit and source for itself. */
export function ChartFiles({ chart, figures, file, children }: Props) {
  const scheme = useComputedColorScheme('light')
  const day = (figures[0]?.window.to ?? '').slice(0, 10)
  const name = ['jidoka', ...new Set(figures.map(({ metric }) => metric)), day].join('-')
  const picture = async () => {
    const answer = await file({ png: scheme })
    return answer.ok ? answer.blob() : null
  }
  return (
    <FileButtons
      name={name.slice(0, 100)}
      workbook={() => file({ xlsx: true })}
      {...(chart !== null && isDrawn(chart) ? { picture } : {})}
    >
      {children}
    </FileButtons>
  )
}
