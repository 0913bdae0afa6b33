import { Link } from '@tanstack/react-router'
import type { Reading } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import { readingFile } from '../readings/readings.ts'
import { LotTable } from './lot-table.tsx'
import { Notes } from './notes.tsx'
import type { QualitySearch, Trace } from './trace.ts'
import { useQualityWords } from './words.ts'

type Props = {
  reading: Reading<Trace>
  args: Record<string, unknown>
  search: QualitySearch
}

/** What the bad lots of a time have in common, and who else shares it. */
export function BadLots({ reading: { data, chart, figures }, args, search }: Props) {
  const words = useQualityWords()
  const { language } = useLanguage()
  const { comparison, outcome, shipped } = data
  if (comparison === null) return null
  const { suspects, cause, sharing } = comparison
  return (
    <>
      <h2>{words.badLots}</h2>
      <p role="status">
        {words.suspects(suspects.total, suspects.others)}{' '}
        {cause !== null && (
          <strong>{words.causeFound(`${cause.name ?? ''} ${cause.id}`.trim())}</strong>
        )}
      </p>
      {chart !== null && (
        <div className={styles.panel}>
          <DataPanel
            {...{ chart, figures, language }}
            file={readingFile('trace_lot', language, args)}
          />
        </div>
      )}
      <Causes comparison={comparison} search={search} />
      {sharing !== null && (
        <section className={styles.part}>
          <h3>{words.sharedBy}</h3>
          <p>
            {outcome !== null &&
              `${words.withIt(outcome.exposed, outcome.exposed_bad)} ${words.withoutIt(outcome.others, outcome.others_bad)}`}{' '}
            {words.shipped(shipped.lots, shipped.customers)}
          </p>
          <LotTable label={words.sharedBy} list={sharing} search={search} zone={data.basis.zone} />
        </section>
      )}
      <Notes data={data} />
    </>
  )
}

type CausesProps = { comparison: NonNullable<Trace['comparison']>; search: QualitySearch }

function Causes({ comparison: { causes, suspects, sharing }, search }: CausesProps) {
  const words = useQualityWords()
  const share = (part: number, all: number) => `${part} / ${all}`
  if (causes.length === 0) {
    if (suspects.total === 0 || sharing !== null) return null
    return (
      <p className={styles.links}>
        {suspects.lots.map((lot) => (
          <Link key={lot} to="/quality" search={{ ...search, lot }} className={styles.link}>
            {lot}
          </Link>
        ))}
      </p>
    )
  }
  return (
    <section className={styles.part}>
      <h3>{words.causes}</h3>
      <DataTable
        label={words.causes}
        columns={[
          { head: words.exposure },
          { head: words.kind },
          { head: words.ofBad, number: true },
          { head: words.ofOthers, number: true },
          { head: words.pAdjusted, number: true },
        ]}
        rows={causes.map((one) => ({
          key: `${one.kind}:${one.id}`,
          cells: [
            one.kind === 'material_lot' || one.kind === 'lot' ? (
              <Link key="lot" to="/quality" search={{ ...search, lot: one.id }}>
                {one.name}&nbsp;<code className={styles.code}>{one.id}</code>
              </Link>
            ) : (
              <span key="name">
                {one.name ?? ''} <code className={styles.code}>{one.id}</code>
              </span>
            ),
            words.kinds[one.kind] ?? one.kind,
            share(one.suspects_exposed, one.suspects),
            share(one.others_exposed, one.others),
            one.p_adjusted < 0.001 ? '< 0.001' : one.p_adjusted,
          ],
        }))}
      />
    </section>
  )
}
