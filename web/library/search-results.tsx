import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FoundPassage, FoundPassages } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { WarningIcon } from '../app/icons.tsx'
import { useSite } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { hashOf } from '../documents/cited-passage.ts'
import { readMarkdown } from '../documents/markdown.ts'
import { MarkdownView } from '../documents/markdown-view.tsx'
import { excerptOf } from './excerpt.ts'
import styles from './search-results.module.css'
import { useLibraryWords } from './words.ts'

type Props = { q: string; filters: { site?: string; language?: string; equipment?: string } }

/** Passages that speak of what was asked, the best first, each with what it warns of. */
export function SearchResults({ q, filters: { site, language, equipment } }: Props) {
  const words = useLibraryWords().found
  const filters = {
    ...(site === undefined ? {} : { site }),
    ...(language === undefined ? {} : { language }),
    ...(equipment === undefined ? {} : { equipment }),
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['library', 'search', q, filters],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...filters, q })
      return getJson<FoundPassages>(`/api/documents/search?${query}`, { signal })
    },
  })
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  const { passages, answerable, unknown } = data
  if (passages.length === 0) return <Notice title={words.nothing} hint={words.nothingHint} />
  return (
    <>
      <div role="status" className={styles.status}>
        {answerable ? (
          <p>{words.count(passages.length)}</p>
        ) : (
          <p>
            <strong>{words.unanswerable}</strong> {words.unanswerableHint}
          </p>
        )}
        {unknown.length > 0 && <p>{words.unknown(unknown.join(', '))}</p>}
      </div>
      <ol className={styles.passages}>
        {passages.map((passage) => (
          <Passage key={`${passage.siteId} ${passage.id} ${passage.seq}`} passage={passage} />
        ))}
      </ol>
    </>
  )
}

function Passage({ passage }: { passage: FoundPassage }) {
  const words = useLibraryWords()
  const { siteId, id, title, revision, page, heading, quote, text, language } = passage
  const site = useSite(siteId)
  const below = heading.startsWith(title) ? heading.slice(title.length) : heading
  const place = [
    below.replace(/^\s*›\s*/, ''),
    ...(page === null ? [] : [words.page(page)]),
    words.revision(revision),
    siteId === 'group' ? words.group : site.name,
  ]
  return (
    <li className={styles.passage}>
      <Link
        to="/documents/$siteId/$id/$revision"
        params={{ siteId, id, revision: String(revision) }}
        hash={hashOf(quote)}
        className={styles.title}
      >
        {title}
      </Link>
      <p className={styles.place}>{place.filter(Boolean).join(' · ')}</p>
      <div className={styles.text} lang={language === 'zh' ? 'zh-CN' : 'en'}>
        <MarkdownView blocks={readMarkdown(excerptOf(text, quote), { firstRowIsHead: true })} />
      </div>
      <Warnings passage={passage} />
    </li>
  )
}

/** Those that do not stand in the words shown above them. */
function Warnings({ passage: { warnings, text, quote } }: { passage: FoundPassage }) {
  const words = useLibraryWords().found
  const shown = excerptOf(text, quote)
  const others = warnings.filter((warning) => !shown.includes(warning.quote))
  if (others.length === 0) return null
  return (
    <div className={styles.warnings}>
      <p className={styles.warned}>
        <WarningIcon />
        {words.warnings}
      </p>
      <ul>
        {others.map((warning) => (
          <li key={warning.quote}>{warning.quote.replace(/^(?:⚠|\uFE0F|[>\s*])+/u, '')}</li>
        ))}
      </ul>
    </div>
  )
}
