import { type ReactNode, useId, useState } from 'react'
import { formatNumber } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Age } from './age.tsx'
import { DataSection, NoData } from './data-section.tsx'
import styles from './list.module.css'
import own from './source-list.module.css'
import type { Source } from './sources.ts'
import { streamName } from './stream-words.ts'
import { useSourceWords } from './words.ts'

type Props = { sources: Source[]; silent: string[]; now: string }

/** Each source, how fresh it is, and under it what it sends. */
export function SourceList({ sources, silent, now }: Props) {
  const { sources: words } = useSourceWords()
  return (
    <DataSection title={words.heading}>
      {sources.length === 0 ? (
        <NoData title={words.none} hint={words.noneHint} />
      ) : (
        <ul className={styles.card}>
          {sources.map((source) => (
            <SourceItem
              key={`${source.siteId} ${source.source}`}
              source={source}
              isSilent={silent.includes(source.source)}
              now={now}
            />
          ))}
        </ul>
      )}
    </DataSection>
  )
}

type ItemProps = { source: Source; isSilent: boolean; now: string }

function SourceItem({ source, isSilent, now }: ItemProps) {
  const { language } = useLanguage()
  const { sources: words } = useSourceWords()
  const site = useSite(source.siteId)
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className={own.item}>
      <button
        type="button"
        className={own.line}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={own.names}>
          <span className={styles.name}>{source.source}</span>
          <span className={styles.quiet}>
            {`${site.name} · ${words.streams(source.feeds.length)}`}
          </span>
        </span>
        <span className={own.facts}>
          <Fact name={words.newest}>
            {source.until === null ? (
              <span className={styles.quiet}>{words.master}</span>
            ) : (
              <Age at={source.until} now={now} siteId={source.siteId} />
            )}
            {isSilent && <span className={own.silent}>{words.silent}</span>}
          </Fact>
          <Fact name={words.received}>
            <Age at={source.receivedAt} now={now} siteId={source.siteId} />
          </Fact>
          <Fact name={words.rows}>{formatNumber(source.rows, '', language)}</Fact>
          <Fact name={words.refused}>
            <span className={source.refused > 0 ? styles.bad : undefined}>
              {formatNumber(source.refused, '', language)}
            </span>
          </Fact>
        </span>
      </button>
      <div id={id} hidden={!open} className={own.feeds}>
        {open && <Feeds source={source} now={now} />}
      </div>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={own.fact}>
      <span className={own.factName}>{name}</span>
      <span className={own.value}>{children}</span>
    </span>
  )
}

function Feeds({ source, now }: Pick<ItemProps, 'source' | 'now'>) {
  const { language } = useLanguage()
  const { sources: words } = useSourceWords()
  return (
    <table className={`${styles.table} ${styles.stacked}`} aria-label={words.table(source.source)}>
      <thead>
        <tr>
          <th scope="col">{words.stream}</th>
          <th scope="col">{words.newest}</th>
          <th scope="col">{words.received}</th>
          <th scope="col" className={styles.number}>
            {words.rows}
          </th>
          <th scope="col" className={styles.number}>
            {words.refused}
          </th>
        </tr>
      </thead>
      <tbody>
        {source.feeds.map(({ siteId, stream, until, receivedAt, rows, refused }) => (
          <tr key={stream}>
            <th scope="row">{streamName(stream, language)}</th>
            <td data-name={words.newest}>
              {until === null ? (
                <span className={styles.quiet}>{words.master}</span>
              ) : (
                <Age at={until} now={now} siteId={siteId} />
              )}
            </td>
            <td data-name={words.received}>
              <Age at={receivedAt} now={now} siteId={siteId} />
            </td>
            <td className={styles.number} data-name={words.rows}>
              {formatNumber(rows, '', language)}
            </td>
            <td className={styles.number} data-name={words.refused}>
              <span className={refused > 0 ? styles.bad : undefined}>
                {formatNumber(refused, '', language)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
