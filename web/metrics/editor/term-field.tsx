import { CloseButton } from '@mantine/core'
import type { MeasureChoice } from '../../../server/http/contract.ts'
import { useLanguage } from '../../app/language.tsx'
import { useMetricWords } from '../words.ts'
import styles from './editor.module.css'
import { useEditorWords } from './words.ts'

type Props = {
  title: string
  measures: MeasureChoice[]
  chosen: string[]
  change: (chosen: string[]) => void
}

/** Components that are added up; the list offers those that are not in it yet, by their facts. */
export function TermField({ title, measures, chosen, change }: Props) {
  const words = useEditorWords()
  const { detail } = useMetricWords()
  const { language } = useLanguage()
  const open = Map.groupBy(
    measures.filter(({ id }) => !chosen.includes(id)),
    ({ source }) => (source === null ? words.window : (detail.reads[source] ?? source)),
  )
  const nameOf = (id: string) => measures.find((one) => one.id === id)?.names[language] ?? id
  return (
    <fieldset className={styles.terms}>
      <legend>{title}</legend>
      {chosen.length > 0 && (
        <ul className={styles.chips}>
          {chosen.map((id) => (
            <li key={id} className={styles.chip}>
              {nameOf(id)}
              <CloseButton
                size={44}
                aria-label={words.removeTerm(nameOf(id))}
                onClick={() => change(chosen.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <select
        aria-label={`${title}: ${words.addTerm}`}
        value=""
        onChange={({ target }) => change([...chosen, target.value])}
      >
        <option value="" disabled>
          {words.addTerm}
        </option>
        {[...open].map(([facts, terms]) => (
          <optgroup key={facts} label={facts}>
            {terms.map(({ id, names }) => (
              <option key={id} value={id}>
                {names[language]} · {id}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </fieldset>
  )
}
