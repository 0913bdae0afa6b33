import { Link } from '@tanstack/react-router'
import { useLanguage } from '../app/language.tsx'
import { ChartFiles } from '../charts/chart-files.tsx'
import { Answered } from '../readings/answered.tsx'
import { ProposeForm } from '../readings/propose-form.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import { useReadingWords } from '../readings/words.ts'
import { GenealogyPicture } from './genealogy-picture.tsx'
import { LotTable } from './lot-table.tsx'
import { Notes } from './notes.tsx'
import type { Lot, QualitySearch, Trace } from './trace.ts'
import { useQualityWords } from './words.ts'

type Props = {
  args: { site: string; lots: string[]; days: number }
  search: QualitySearch
}

/** One lot both ways, what it was exposed to, and what may become of it. */
export function OneLot({ args, search }: Props) {
  const words = useQualityWords()
  const shared = useReadingWords()
  const { language } = useLanguage()
  const asked = useReading('trace_lot', args)
  const { lot: _, ...others } = search
  return (
    <>
      <Link to="/quality" search={others} className={styles.link}>
        {shared.back}
      </Link>
      <Answered asked={asked} label={words.trace}>
        {({ data, figures }) =>
          data.lot === null ? null : (
            <>
              <div className={styles.panel}>
                <h2>
                  {data.lot.name} <code className={styles.code}>{data.lot.lot}</code>
                </h2>
                <GenealogyPicture data={data} lot={data.lot} />
                <ChartFiles
                  {...{ chart: null, figures }}
                  file={readingFile('trace_lot', language, args)}
                />
              </div>
              <LotTable
                label={words.lot}
                list={{ total: 1, truncated: false, lots: [{ ...data.lot, depth: 0, via: [] }] }}
                search={search}
                zone={data.basis.zone}
              />
              {data.lot.kind === 'lot' && <Dispose lot={data.lot} site={args.site} />}
              <Way
                title={words.wentIn}
                none={words.noneIn}
                list={data.went_in}
                {...{ data, search }}
              />
              <Way
                title={words.cameOf}
                none={words.noneOf}
                list={data.came_of_it}
                {...{ data, search }}
              />
              <p>
                {data.outcome !== null &&
                  `${words.withIt(data.outcome.exposed, data.outcome.exposed_bad)} ${words.withoutIt(data.outcome.others, data.outcome.others_bad)}`}{' '}
                {words.shipped(data.shipped.lots, data.shipped.customers)}
              </p>
              <Exposures exposures={data.exposures} />
              <Notes data={data} />
            </>
          )
        }
      </Answered>
    </>
  )
}

type WayProps = {
  title: string
  none: string
  list: Trace['went_in']
  data: Trace
  search: QualitySearch
}

function Way({ title, none, list, data, search }: WayProps) {
  return (
    <section className={styles.part}>
      <h3>
        {title} ({list.total})
      </h3>
      {list.total === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <LotTable label={title} list={list} search={search} zone={data.basis.zone} />
      )}
    </section>
  )
}

function Exposures({ exposures }: Pick<Trace, 'exposures'>) {
  const words = useQualityWords()
  if (exposures.length === 0) return null
  const kinds = [...Map.groupBy(exposures, ({ kind }) => kind)]
  return (
    <section className={styles.part}>
      <h3>{words.exposures}</h3>
      <ul className={styles.list}>
        {kinds.map(([kind, own]) => (
          <li key={kind}>
            {words.kinds[kind] ?? kind}:{' '}
            {own.map((one) => nameOf(one, words.inherited)).join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

const named = ['team', 'shift']

function nameOf({ kind, id, name, own }: Trace['exposures'][number], inherited: string): string {
  const text = name === null ? id : named.includes(kind) ? name : `${name} ${id}`
  return own ? text : `${text} (${inherited})`
}

const dispositions = ['held', 'released', 'rework', 'scrapped']

function Dispose({ lot, site }: { lot: Lot; site: string }) {
  const words = useQualityWords()
  const { values } = useLanguage().words
  const choices = dispositions
    .filter((value) => value !== lot.disposition)
    .map((value) => ({ value, label: values[value] ?? value }))
  const first = lot.disposition === 'held' ? 'rework' : 'held'
  return (
    <ProposeForm
      tool="propose_change"
      siteId={site}
      title={words.disposeTitle}
      hint={words.disposeHint}
      fields={[
        { key: 'disposition', label: words.field.disposition, value: first, choices },
        { key: 'reason', label: words.field.reason, value: '' },
      ]}
      args={({ disposition, reason }) => ({
        ...{ site, reason },
        change: { kind: 'lot', lot: lot.lot, disposition },
      })}
    />
  )
}
