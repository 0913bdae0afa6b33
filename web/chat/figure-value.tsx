import { readableScale, scaled } from '../../charts/index.ts'
import type { Figure } from '../../server/http/contract.ts'
import { formatNumber, type Language } from '../app/format.ts'
import { nullWord } from './code-words.ts'
import styles from './figure-value.module.css'

type Props = {
  figure: Figure
  /** Figures of one metric are shown in one unit, so that they can be compared by eye. */
  like: Figure[]
  language: Language
}

/** A value with its unit, or why there is none: nothing is not zero. */
export function FigureValue({ figure, like, language }: Props) {
  const { value, unit, nullReason = 'no_data' } = figure
  if (value === null) {
    return <span className={styles.nothing}>{nullWord(nullReason, language)}</span>
  }
  const scale = readableScale(
    like.map((one) => one.value),
    unit,
  )
  return formatNumber(scaled(value, scale), scale.unit, language)
}
