import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useChatWords } from '../chat/words.ts'
import { type Cited, type ShownPassage, showPassages } from './cited-passage.ts'
import styles from './document-view.module.css'
import { readMarkdown } from './markdown.ts'
import { MarkdownView } from './markdown-view.tsx'

type Place = { siteId: string; id: string; revision: number }

/** With the quote: a revision that was cut anew is read as it was when it was cited. */
const documentQuery = ({ siteId, id, revision }: Place, cited: Cited) => {
  const quote = 'quote' in cited && cited.quote !== '' ? cited.quote : null
  const query = quote === null ? '' : `?quote=${encodeURIComponent(quote)}`
  return queryOptions({
    queryKey: ['document', siteId, id, revision, quote],
    queryFn: ({ signal }) => {
      const path = [siteId, id, String(revision)].map(encodeURIComponent).join('/')
      return getJson<DocumentPassages>(`/api/documents/${path}${query}`, { signal })
    },
    staleTime: 5 * 60_000,
  })
}

type Props = Place & { cited: Cited }

/** A revision from its first passage to its last, opened at the one that was cited. */
export function DocumentView({ cited, ...place }: Props) {
  const { data, error, refetch } = useQuery(documentQuery(place, cited))
  if (data === undefined) {
    return error ? <Failure error={error} retry={refetch} /> : <Loading />
  }
  return <Pages document={data} siteId={place.siteId} cited={cited} />
}

type PagesProps = { document: DocumentPassages; siteId: string; cited: Cited }

function Pages({ document, siteId, cited }: PagesProps) {
  const words = useChatWords().document
  const wanted = 'seq' in cited ? cited.seq : cited.quote
  const passages = useMemo(
    () => showPassages(document, typeof wanted === 'number' ? { seq: wanted } : { quote: wanted }),
    [document, wanted],
  )
  const lost = wanted !== '' && !passages.some((passage) => passage.cited)
  return (
    <article className={styles.document}>
      <Head document={document} siteId={siteId} />
      {lost && <p className={styles.lost}>{words.notFound}</p>}
      {passages.map((passage, at) => (
        <PassageView
          key={passage.seq}
          passage={passage}
          page={passage.page === passages[at - 1]?.page ? null : passage.page}
          wanted={wanted}
        />
      ))}
    </article>
  )
}

function Head({ document, siteId }: { document: DocumentPassages; siteId: string }) {
  const words = useChatWords()
  const site = useSite(siteId)
  const { id, title, revision, status } = document
  const hints: Record<string, string> = {
    retired: words.document.retiredHint,
    draft: words.document.draftHint,
  }
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.facts}>
        <span className={styles.status} data-status={status}>
          {words.document.status[status] ?? status}
        </span>
        <span>{words.revision(revision)}</span>
        <span>{siteId === 'group' ? words.document.group : site.name}</span>
        <span>{id}</span>
      </p>
      {hints[status] && <p className={styles.warning}>{hints[status]}</p>}
    </header>
  )
}

type PassageProps = { passage: ShownPassage; page: number | null; wanted: string | number }

function PassageView({ passage, page, wanted }: PassageProps) {
  const words = useChatWords().document
  const { language } = useLanguage()
  const { cited, shown, section } = passage
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another citation, another place
  useEffect(() => {
    if (!cited) return
    const marked = place.current?.querySelector('mark') ?? place.current
    marked?.scrollIntoView({ block: 'center' })
  }, [cited, wanted])
  const blocks = useMemo(() => readMarkdown(shown, { firstRowIsHead: true }), [shown])
  return (
    <section
      ref={place}
      className={styles.passage}
      data-cited={cited}
      aria-label={cited ? words.cited : undefined}
      lang={/\p{Script=Han}/u.test(shown) ? 'zh-CN' : language === 'zh' ? 'en' : undefined}
    >
      {page !== null && <p className={styles.page}>{words.page(page)}</p>}
      {section !== null && <h2 className={styles.section}>{section}</h2>}
      <MarkdownView blocks={blocks} />
    </section>
  )
}
