import { Link } from '@tanstack/react-router'
import type { MetricChangeReply } from '../../../server/http/contract.ts'
import { formatNumber } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNaming } from '../../chat/names.ts'
import styles from './editor.module.css'
import type { ChangeMutation } from './use-change.ts'
import { useEditorWords } from './words.ts'

type Props = { trial: ChangeMutation; filing: ChangeMutation; unit: string }

/** What came of trying or proposing: a refusal with its mend, the differences, or the way on. */
export function Outcome({ trial, filing, unit }: Props) {
  const words = useEditorWords()
  const error = filing.error ?? trial.error
  const filed = filing.data?.proposal
  return (
    <div aria-live="polite">
      {error !== null && (
        <div role="alert" className={styles.refused}>
          <strong>{error.message}</strong>
          {error.hint !== undefined && <p>{error.hint}</p>}
        </div>
      )}
      {filed && (
        <p className={styles.filed}>
          {words.proposed}{' '}
          <Link to="/inbox/$siteId/$id" params={filed}>
            {words.open}
          </Link>
        </p>
      )}
      {!filed && error === null && trial.data && <Trial trial={trial.data} unit={unit} />}
    </div>
  )
}

function Trial({ trial: { changes, values }, unit }: { trial: MetricChangeReply; unit: string }) {
  const words = useEditorWords()
  const { language } = useLanguage()
  const naming = useNaming(language)
  const shown = (value: number | null) =>
    value === null ? '–' : formatNumber(value, unit, language)
  return (
    <section className={styles.trial}>
      <h2>{words.trialHeading}</h2>
      {changes.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <BeforeAfter head={words.field} rows={changes} />
      )}
      <BeforeAfter
        head={words.site}
        rows={values.map(([site, , , before, after]) => [
          ...([naming.value('site', site, site), shown(before), shown(after)] as const),
        ])}
      />
    </section>
  )
}

type Rows = { head: string; rows: (readonly [string, string | null, string | null])[] }

function BeforeAfter({ head, rows }: Rows) {
  const words = useEditorWords()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before ?? '–'}</td>
            <td>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
