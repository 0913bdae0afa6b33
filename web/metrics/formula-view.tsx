import { Fragment } from 'react'
import type { FormulaParts, FormulaTerm } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './formula-view.module.css'
import { formulaWords, scaleText, usedTerms } from './formula-words.ts'
import { useMetricWords } from './words.ts'

/** A formula as a fraction in words, its components below. */
export function FormulaView({ formula }: { formula: FormulaParts }) {
  const { detail: words } = useMetricWords()
  const { language } = useLanguage()
  const { factors, scale, capability } = formula
  return (
    <div className={styles.formula}>
      {capability === null ? (
        <div className={styles.line} role="img" aria-label={formulaWords(formula, words, language)}>
          {factors.map(({ numerator, denominator }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: factors have no name and never move
            <Fragment key={at}>
              {at > 0 && <span>×</span>}
              <Fraction over={numerator} under={denominator} />
            </Fragment>
          ))}
          {scale !== 1 && <span>× {scaleText(scale)}</span>}
        </div>
      ) : (
        <Capability capability={capability} />
      )}
      <code className={styles.text}>{formula.text}</code>
      {capability === null && <Terms formula={formula} />}
      <p className={styles.sources}>
        {words.readFrom(formula.sources.map((one) => words.reads[one] ?? one).join(' · '))}
      </p>
    </div>
  )
}

type FractionProps = { over: FormulaTerm[]; under: FormulaTerm[] | null }

function Fraction({ over, under }: FractionProps) {
  const { language } = useLanguage()
  const sum = (terms: FormulaTerm[]) => terms.map(({ names }) => names[language]).join(' + ')
  if (under === null) return <span>{sum(over)}</span>
  return (
    <span className={styles.fraction}>
      <span>{sum(over)}</span>
      <span className={styles.under}>{sum(under)}</span>
    </span>
  )
}

function Capability({ capability }: { capability: NonNullable<FormulaParts['capability']> }) {
  const { capability: words } = useMetricWords().detail
  const { deviation, centred } = capability
  const [over, times] = centred ? [words.nearer, 3] : [words.width, 6]
  const under = `${times} × ${words.spread[deviation]}`
  return (
    <div className={styles.line} role="img" aria-label={`(${over}) ÷ (${under})`}>
      <span className={styles.fraction}>
        <span>{over}</span>
        <span className={styles.under}>{under}</span>
      </span>
    </div>
  )
}

function Terms({ formula }: { formula: FormulaParts }) {
  const { detail: words } = useMetricWords()
  const { language } = useLanguage()
  return (
    <table className={styles.terms} aria-label={words.terms}>
      <thead>
        <tr>
          <th scope="col">{words.term}</th>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.usedAs}</th>
        </tr>
      </thead>
      <tbody>
        {usedTerms(formula).map(({ id, names, roles }) => (
          <tr key={id}>
            <th scope="row">{names[language]}</th>
            <td>
              <code>{id}</code>
            </td>
            <td>{roles.map((role) => words.roles[role]).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
