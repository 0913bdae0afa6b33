import type { SourceKey } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import own from './connection-list.module.css'
import { DataSection, NoData } from './data-section.tsx'
import styles from './list.module.css'
import { streamName } from './stream-words.ts'
import { useSourceWords } from './words.ts'

const makeKey = 'npx jidoka key create --help'

/** Which machines may send over HTTP, and what. */
export function KeyList({ keys, now }: { keys: SourceKey[]; now: string }) {
  const { keys: words } = useSourceWords()
  if (keys.length === 0) {
    return (
      <DataSection title={words.heading}>
        <NoData title={words.none} hint={words.noneHint} command={makeKey} />
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
              <th scope="col">{words.source}</th>
              <th scope="col">{words.streams}</th>
              <th scope="col">{words.created}</th>
              <th scope="col">{words.expires}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Key key={key.id} of={key} now={now} />
            ))}
          </tbody>
        </table>
      </div>
    </DataSection>
  )
}

function Key({ of: key, now }: { of: SourceKey; now: string }) {
  const { language, words: app } = useLanguage()
  const { keys: words } = useSourceWords()
  const { siteId, label, source, streams, createdAt, expiresAt } = key
  const site = useSite(siteId)
  const isOver = expiresAt !== null && expiresAt <= now
  return (
    <tr>
      <th scope="row">
        <span className={own.names}>
          <span className={styles.name}>{label}</span>
          <span className={styles.quiet}>{site.name}</span>
        </span>
      </th>
      <td data-name={words.source}>{source}</td>
      <td data-name={words.streams}>
        {streams.map((stream) => streamName(stream, language)).join(app.app.comma)}
      </td>
      <td data-name={words.created}>
        <Moment at={createdAt} siteId={siteId} />
      </td>
      <td data-name={words.expires}>
        {expiresAt === null ? (
          words.endless
        ) : (
          <span className={isOver ? styles.bad : undefined}>
            {isOver ? words.over : <Moment at={expiresAt} siteId={siteId} />}
          </span>
        )}
      </td>
    </tr>
  )
}
