import { Link } from '@tanstack/react-router'
import type { LibraryItem } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { useNaming } from '../chat/names.ts'
import styles from './library.module.css'
import { StateMark } from './state-mark.tsx'
import { useLibraryWords } from './words.ts'

/** One document of a list: what it is, and what about it wants a look. */
export function DocumentItem({ item }: { item: LibraryItem }) {
  const words = useLibraryWords()
  const { language } = useLanguage()
  const site = useSite(item.siteId)
  const naming = useNaming(language)
  const { siteId, id, title, state, revision, mediaType, pages, equipmentIds } = item
  const equipment = equipmentIds.map((one) => naming.value('equipment', one, siteId))
  const facts = [
    id,
    siteId === 'group' ? words.group : site.name,
    words.types[mediaType] ?? mediaType,
    words.languages[item.language],
    words.revision(revision),
    ...(pages === null ? [] : [words.pagesOf(pages)]),
    ...equipment.slice(0, 3),
    ...(equipment.length > 3 ? ['…'] : []),
  ]
  return (
    <li className={styles.item}>
      <p className={styles.itemTop}>
        <Link to="/documents/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {title}
        </Link>
        <StateMark state={state} />
      </p>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      <Concerns item={item} />
    </li>
  )
}

function Concerns({ item: { siteId, reviewDue, waiting, remarks } }: { item: LibraryItem }) {
  const words = useLibraryWords()
  const said = words.remarks(remarks.wrong, remarks.outdated)
  const isDue = reviewDue !== null && reviewDue <= new Date().toISOString()
  if (waiting.length === 0 && said === '' && !isDue) return null
  return (
    <p className={styles.itemTop}>
      {isDue && (
        <span className={styles.due}>
          {words.dueNow} <Moment at={reviewDue} siteId={siteId} />
        </span>
      )}
      {waiting.length > 0 && (
        <span className={styles.due}>{words.waiting(waiting.join(', '))}</span>
      )}
      {said !== '' && <span className={styles.due}>{said}</span>}
    </p>
  )
}
