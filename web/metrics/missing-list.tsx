import { useId } from 'react'
import type { MissingMetric } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './metric-list.module.css'
import { useMetricWords } from './words.ts'

/** What the standard has and the plant does not record: with the fact that is missing. */
export function MissingList({ missing }: { missing: MissingMetric[] }) {
  const { missing: words, isoShort } = useMetricWords()
  const { language } = useLanguage()
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.top}>
        <h2 id={id} className={styles.heading}>
          {words.heading}
        </h2>
        <span className={styles.count}>{words.count(missing.length)}</span>
      </div>
      <p className={styles.lead}>{words.lead}</p>
      <table className={`${styles.table} ${styles.missing}`} aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.formula}</th>
            <th scope="col">{words.fact}</th>
          </tr>
        </thead>
        <tbody>
          {missing.map(({ number, names, formula, missing: fact }) => (
            <tr key={number}>
              <th scope="row">
                {names[language]}
                <span className={styles.other} lang={language === 'zh' ? 'en' : 'zh-CN'}>
                  {names[language === 'zh' ? 'en' : 'zh']}
                </span>
              </th>
              <td data-name={words.number} className={styles.number}>
                {isoShort(number)}
              </td>
              <td data-name={words.formula}>
                <code>{formula}</code>
              </td>
              <td data-name={words.fact} className={styles.wide}>
                {fact[language]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
