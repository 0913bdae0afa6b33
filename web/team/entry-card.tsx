import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { PageEntryItem } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { formatTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { useNaming } from '../chat/names.ts'
import { kpiFile } from '../explorer/downloads.tsx'
import { searchOf, viewOfQuery } from '../explorer/view-state.ts'
import { kpiQuery } from '../metrics/metrics.ts'
import styles from './team-board.module.css'
import { useTeamWords } from './words.ts'

/** Facts are hourly, and the running hour grows. */
export const figuresEveryS = 60

type Props = { siteId: string; entry: PageEntryItem; children?: React.ReactNode }

/** A published view with its figures as its reader may see them. */
export function EntryCard({ siteId, entry, children }: Props) {
  const words = useTeamWords()
  const { language } = useLanguage()
  const { zone } = useSite(siteId)
  const id = useId()
  const { name, viewId, query, form, publishedBy, publishedAt } = entry
  const view = viewOfQuery(query, { show: form, saved: { siteId, id: viewId } })
  return (
    <article className={styles.card} aria-labelledby={id}>
      <header className={styles.cardTop}>
        <h2 id={id} className={styles.name}>
          {name}
        </h2>
        {children}
      </header>
      <div className={styles.figures}>
        {entry.lost.length > 0 ? <Lost entry={entry} /> : <Figures entry={entry} />}
      </div>
      <footer className={styles.cardEnd}>
        <span>{words.publishedBy(publishedBy, formatTime(publishedAt, zone, language))}</span>
        <Link to="/metrics/explore" search={searchOf(view)} className={styles.link}>
          {words.openView}
        </Link>
      </footer>
    </article>
  )
}

function Figures({ entry: { query, form } }: Pick<Props, 'entry'>) {
  const words = useTeamWords()
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery({
    ...kpiQuery({ language, query }),
    placeholderData: keepPreviousData,
    refetchInterval: figuresEveryS * 1000,
  })
  if (data !== undefined) {
    const { chart, figures } = data
    return figures.length === 0 ? (
      <p className={styles.quiet}>{words.noData}</p>
    ) : (
      <DataPanel {...{ chart, figures, language, form }} file={kpiFile(language, query)} />
    )
  }
  if (error instanceof ApiError && error.status === 400) {
    return (
      <div role="alert" className={styles.warning}>
        <p>{words.refused}</p>
        <p lang="en">{error.message}</p>
        {error.hint !== undefined && <p lang="en">{error.hint}</p>}
      </div>
    )
  }
  return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
}

function Lost({ entry: { lost } }: Pick<Props, 'entry'>) {
  const words = useTeamWords()
  const { language, words: app } = useLanguage()
  const naming = useNaming(language)
  return <p className={styles.warning}>{words.lost(lost.map(naming.metric).join(app.app.comma))}</p>
}
