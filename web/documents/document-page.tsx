import { useMediaQuery } from '@mantine/hooks'
import { useLocation, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { BackIcon } from '../app/icons.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { useChatWords } from '../chat/words.ts'
import { fileOf, useDocument } from '../library/library.ts'
import { useLibraryWords } from '../library/words.ts'
import { type Cited, citedPlace } from './cited-passage.ts'
import { DocumentHead } from './document-head.tsx'
import styles from './document-page.module.css'
import { DocumentText } from './document-text.tsx'
import { RevisionBanner } from './revision-banner.tsx'
import { type RevisionPlace, useRevision } from './revisions.ts'

// PDF.js is larger than all else of a page: only who reads a PDF fetches it.
const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }))

type Props = RevisionPlace & { passage?: number }

/** One revision of a document; the part of the address after # is what was cited from it. */
export function DocumentPage({ passage, ...place }: Props) {
  const words = useChatWords()
  const router = useRouter()
  const quote = useLocation({ select: ({ hash }) => hash })
  const { data, error, refetch } = useRevision(place, passage === undefined ? quote : '')
  useTitle(data?.title ?? words.document.contents)
  const back = () =>
    router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/library' })
  return (
    <div className={styles.page}>
      <button type="button" className={styles.back} onClick={back}>
        <BackIcon />
        {words.document.back}
      </button>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : (
        <Reader
          document={data}
          place={place}
          cited={passage === undefined ? { quote } : { seq: passage }}
        />
      )}
    </div>
  )
}

type ReaderProps = { document: DocumentPassages; place: RevisionPlace; cited: Cited }

/** The printed page beside its text; where there is no room, one of them. */
function Reader({ document, place, cited }: ReaderProps) {
  const wide = useMediaQuery('(min-width: 1000px)', true, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState<'original' | 'text'>('original')
  const { data, error } = useDocument(place)
  // Neither way of reading should jump into the place of the other.
  if (data === undefined && error === null) return <Loading />
  const shown = data?.revisions.find(({ revision }) => revision === place.revision)
  const found = citedPlace(document, cited)
  const isPdf = shown?.mediaType === 'application/pdf'
  const [original, text] = [wide || chosen === 'original', wide || chosen === 'text']
  return (
    <article className={styles.reader} data-kind={isPdf ? 'pdf' : 'text'}>
      <div className={styles.top}>
        <DocumentHead document={document} siteId={place.siteId} />
        <RevisionBanner {...place} />
        {isPdf && !wide && <Choice chosen={chosen} choose={setChosen} />}
      </div>
      <div className={styles.panes}>
        {isPdf && original && (
          <Suspense fallback={<Loading />}>
            <PdfView
              url={fileOf(place, place.revision)}
              page={found?.page ?? 1}
              quote={found?.quote ?? ''}
            />
          </Suspense>
        )}
        {(text || !isPdf) && (
          <div className={styles.text} tabIndex={isPdf ? 0 : undefined}>
            <DocumentText document={document} siteId={place.siteId} cited={cited} />
          </div>
        )}
      </div>
    </article>
  )
}

type ChoiceProps = {
  chosen: 'original' | 'text'
  choose: (chosen: 'original' | 'text') => void
}

function Choice({ chosen, choose }: ChoiceProps) {
  const words = useLibraryWords().reader
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.unseen}>{words.views}</legend>
      {(['original', 'text'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === chosen} onClick={() => choose(one)}>
          {words[one]}
        </button>
      ))}
    </fieldset>
  )
}
