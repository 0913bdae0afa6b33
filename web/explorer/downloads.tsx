import { useState } from 'react'
import type { KpiReply } from '../../server/http/contract.ts'
import { postOf, send } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { saveFile } from '../app/save-file.ts'
import { type ChartFile, ChartFiles } from '../charts/chart-files.tsx'
import button from '../charts/file-buttons.module.css'
import { csvOf } from './csv.ts'
import styles from './result.module.css'
import { queryOf, type View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { reply: KpiReply; view: View }

/** What is shown, to take along. */
export function Downloads({ reply, view }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const [said, setSaid] = useState('')
  const saveTable = () => {
    const text = csvOf(reply, language, words.csv)
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${csvName(reply)}.csv`)
  }
  const copy = async () => {
    await navigator.clipboard.writeText(location.href)
    setSaid(words.copied)
  }
  return (
    <div className={styles.downloads}>
      <ChartFiles
        {...{ chart: reply.chart, figures: reply.figures }}
        file={kpiFile(language, queryOf(view))}
      >
        <button type="button" className={button.button} onClick={saveTable}>
          {words.csvFile}
        </button>
        {/* Browsers give the clipboard to secure pages only; the address bar does as well. */}
        {navigator.clipboard !== undefined && (
          <button type="button" className={button.button} onClick={() => void copy()}>
            {words.copyLink}
          </button>
        )}
      </ChartFiles>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  )
}

/** The figures of a question, or their picture. */
export function kpiFile(language: 'zh' | 'en', query: object): ChartFile {
  return (kind) =>
    'png' in kind
      ? send('/api/kpi/png', postOf({ language, query, scheme: kind.png }))
      : send('/api/kpi/xlsx', postOf({ language, query }))
}

const csvName = ({ metrics, keys, figures }: KpiReply): string => {
  const day = (figures[0]?.window.to ?? '').slice(0, 10)
  return ['jidoka', ...metrics.map(({ id }) => id), ...keys, day].join('-').slice(0, 100)
}
