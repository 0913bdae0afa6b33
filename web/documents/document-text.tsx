import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { useChatWords } from '../chat/words.ts'
import { type Cited, citedPlace, type ShownPassage, showPassages } from './cited-passage.ts'
import styles from './document-view.module.css'
import { Feedback } from './feedback.tsx'
import { readMarkdown } from './markdown.ts'
import { MarkdownView } from './markdown-view.tsx'

type Props = { document: DocumentPassages; siteId: string; cited: Cited }

/** The words of a revision, passage by passage; the one that was cited can be judged. */
export function DocumentText({ document, siteId, cited }: Props) {
  const words = useChatWords().document
  const wanted = 'seq' in cited ? cited.seq : cited.quote
  const passages = useMemo(
    () => showPassages(document, typeof wanted === 'number' ? { seq: wanted } : { quote: wanted }),
    [document, wanted],
  )
  const lost = wanted !== '' && !passages.some((passage) => passage.cited)
  return (
    <div className={styles.document}>
      {lost && <p className={styles.lost}>{words.notFound}</p>}
      {passages.map((passage, at) => (
        <PassageView
          key={passage.seq}
          passage={passage}
          page={passage.page === passages[at - 1]?.page ? null : passage.page}
          wanted={wanted}
        >
          {passage.cited && 'quote' in cited && (
            <CitationFeedback document={document} siteId={siteId} quote={cited.quote} />
          )}
        </PassageView>
      ))}
    </div>
  )
}

type FeedbackProps = { document: DocumentPassages; siteId: string; quote: string }

function CitationFeedback({ document, siteId, quote }: FeedbackProps) {
  const { id, revision } = document
  const place = citedPlace(document, { quote })
  if (place === null) return null
  return <Feedback citation={{ siteId, id, revision, ...place }} />
}

type PassageProps = {
  passage: ShownPassage
  page: number | null
  wanted: string | number
  children: ReactNode
}

function PassageView({ passage, page, wanted, children }: PassageProps) {
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
      {children}
    </section>
  )
}
