import { Feedback } from '../documents/feedback.tsx'
import { SourceLink } from './source-link.tsx'
import styles from './source-list.module.css'
import type { Source } from './sources.ts'
import { useChatWords } from './words.ts'

const shownAtLeast = 3

/** Numbered passages, those that the answer quotes before those that were only read. */
export function SourceList({ sources }: { sources: Source[] }) {
  const words = useChatWords()
  if (sources.length === 0) return null
  const quoted = sources.filter((source) => source.quoted).length
  const shown = quoted > 0 ? quoted : shownAtLeast
  const more = sources.slice(shown)
  return (
    <div>
      <h3 className={styles.heading}>{words.sources}</h3>
      <Items sources={sources.slice(0, shown)} />
      {more.length > 0 && (
        <details className={styles.more}>
          <summary>{words.moreSources(more.length)}</summary>
          <Items sources={more} />
        </details>
      )}
    </div>
  )
}

function Items({ sources }: { sources: Source[] }) {
  return (
    <ol className={styles.items}>
      {sources.map((source) => (
        <li key={source.number}>
          <SourceLink source={source} className={styles.source}>
            <span className={styles.number}>{source.number}</span>
            <span className={styles.words}>
              <span className={styles.title}>{source.title}</span>
              <Place source={source} />
              <span className={styles.quote}>{plainQuote(source.quote)}</span>
            </span>
          </SourceLink>
          {source.quoted && <Judge source={source} />}
        </li>
      ))}
    </ol>
  )
}

/** What the answer rests on can be judged where it is read. */
function Judge({ source }: { source: Source }) {
  const { site: siteId, document: id, revision, page, heading, quote } = source
  return (
    <div className={styles.judge}>
      <Feedback citation={{ siteId, id, revision, page, heading, quote }} />
    </div>
  )
}

/** Without the signs of lists and tables, which mean nothing in one line. */
const plainQuote = (quote: string): string =>
  quote
    .replace(/^\s*(?:>\s*)?(?:[-*+•]\s+)?/gm, '')
    .replace(/\s*\|\s*/g, ' | ')
    .replace(/^\s*\||\|\s*$/gm, '')
    .trim()

function Place({ source }: { source: Source }) {
  const words = useChatWords()
  const { heading, title, page, revision } = source
  // Headings begin with the title, which stands above.
  const below = heading.startsWith(title) ? heading.slice(title.length) : heading
  const parts = [
    below.replace(/^\s*›\s*/, ''),
    ...(page === null ? [] : [words.page(page)]),
    words.revision(revision),
  ]
  return <span className={styles.place}>{parts.filter(Boolean).join(' · ')}</span>
}
