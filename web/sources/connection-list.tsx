import type { SourceConnection } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import own from './connection-list.module.css'
import { DataSection, NoData } from './data-section.tsx'
import styles from './list.module.css'
import { useSourceWords } from './words.ts'

/** The machines' own protocols that this server listens to. */
export function ConnectionList({ connections }: { connections: SourceConnection[] }) {
  const { connections: words } = useSourceWords()
  if (connections.length === 0) {
    return (
      <DataSection title={words.heading}>
        <NoData title={words.none} hint={words.noneHint} />
      </DataSection>
    )
  }
  return (
    <DataSection title={words.heading}>
      <div className={styles.card}>
        <table className={`${styles.table} ${styles.stacked}`} aria-label={words.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.since}</th>
              <th scope="col" className={styles.number}>
                {words.stored}
              </th>
              <th scope="col" className={styles.number}>
                {words.waiting}
              </th>
              <th scope="col" className={styles.number}>
                {words.refused}
              </th>
              <th scope="col">{words.problem}</th>
            </tr>
          </thead>
          <tbody>
            {connections.map((connection) => (
              <Connection key={`${connection.siteId} ${connection.id}`} connection={connection} />
            ))}
          </tbody>
        </table>
      </div>
    </DataSection>
  )
}

function Connection({ connection }: { connection: SourceConnection }) {
  const { language } = useLanguage()
  const { connections: words } = useSourceWords()
  const { siteId, id, kind, state, since, stored, waiting, refused, ...more } = connection
  const site = useSite(siteId)
  const count = (value: number) => formatNumber(value, '', language)
  return (
    <tr>
      <th scope="row">
        <span className={own.names}>
          <span className={styles.name}>{id}</span>
          <span className={styles.quiet}>{`${words.kinds[kind] ?? kind} · ${site.name}`}</span>
        </span>
      </th>
      <td data-name={words.state}>
        <span className={own.state} data-state={state}>
          {words.states[state] ?? state}
        </span>
      </td>
      <td data-name={words.since}>
        <Moment at={since} siteId={siteId} />
      </td>
      <td className={styles.number} data-name={words.stored}>
        {count(stored)}
      </td>
      <td className={styles.number} data-name={words.waiting}>
        {count(waiting)}
      </td>
      <td className={styles.number} data-name={words.refused}>
        <span className={refused > 0 ? styles.bad : undefined}>{count(refused)}</span>
      </td>
      <td data-name={more.problem === null && more.unknownAddresses === 0 ? '' : words.problem}>
        <Problem {...more} />
      </td>
    </tr>
  )
}

function Problem({
  problem,
  unknownAddresses,
}: Pick<SourceConnection, 'problem' | 'unknownAddresses'>) {
  const { language } = useLanguage()
  const { connections: words } = useSourceWords()
  return (
    <span className={own.names}>
      {problem !== null && <span className={styles.problem}>{problem}</span>}
      {unknownAddresses > 0 && (
        <span>{`${words.unknown}: ${formatNumber(unknownAddresses, '', language)}`}</span>
      )}
    </span>
  )
}
