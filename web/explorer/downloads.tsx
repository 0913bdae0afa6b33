import { useComputedColorScheme } from '@mantine/core'
import { useState } from 'react'
import type { KpiReply } from '../../server/http/contract.ts'
import { postOf, send } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import { useNaming } from '../chat/names.ts'
import { csvOf } from './csv.ts'
import styles from './result.module.css'
import { saveFile } from './save-file.ts'
import { queryOf, type View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { reply: KpiReply; view: View }

/** What is shown, to take along. */
export function Downloads({ reply, view }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const scheme = useComputedColorScheme('light')
  const [said, setSaid] = useState('')
  const name = fileName(reply)
  const about = useFilterText(view.filters)
  const savePicture = async () => {
    const { chart } = reply
    if (chart === null) return
    setSaid('')
    try {
      const { chartFile } = await import('./chart-file.ts')
      const picture = await chartFile({ spec: chart, about, language, scheme })
      if (picture === null) setSaid(words.pngFailed)
      else saveFile(picture, `${name}.png`)
    } catch {
      setSaid(words.pngFailed)
    }
  }
  const saveTable = () => {
    const text = csvOf(reply, language, words.csv)
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
  }
  const saveWorkbook = async () => {
    setSaid('')
    const answer = await send('/api/kpi/xlsx', postOf({ language, query: queryOf(view) }))
    if (answer.ok) saveFile(await answer.blob(), `${name}.xlsx`)
    else setSaid(words.xlsxFailed)
  }
  const copy = async () => {
    await navigator.clipboard.writeText(location.href)
    setSaid(words.copied)
  }
  return (
    <div className={styles.downloads}>
      <fieldset className={styles.buttons} aria-label={words.download}>
        <button type="button" className={styles.button} onClick={saveTable}>
          {words.csvFile}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => void saveWorkbook().catch(() => setSaid(words.xlsxFailed))}
        >
          {words.xlsxFile}
        </button>
        {reply.chart !== null && (
          <button type="button" className={styles.button} onClick={() => void savePicture()}>
            {words.pngFile}
          </button>
        )}
        {/* Browsers give the clipboard to secure pages only; the address bar does as well. */}
        {navigator.clipboard !== undefined && (
          <button type="button" className={styles.button} onClick={() => void copy()}>
            {words.copyLink}
          </button>
        )}
      </fieldset>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  )
}

/** `Line: Turning line · Shift: Night`. */
function useFilterText(filters: View['filters']): string {
  const { language, words } = useLanguage()
  const naming = useNaming(language)
  const { is } = useExplorerWords()
  return Object.entries(filters)
    .map(([dimension, ids]) => {
      const names = ids.map((id) => naming.value(dimension, id, undefined))
      return is(dimensionWord(dimension, language), names.join(words.app.comma))
    })
    .join(' · ')
}

const fileName = ({ metrics, keys, figures }: KpiReply): string => {
  const day = (figures[0]?.window.to ?? '').slice(0, 10)
  return ['jidoka', ...metrics.map(({ id }) => id), ...keys, day].join('-').slice(0, 100)
}
