import { Link } from '@tanstack/react-router'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { useSite } from '../app/language.tsx'
import { useLibraryWords } from '../library/words.ts'
import styles from './document-head.module.css'

type Props = { document: DocumentPassages; siteId: string }

/** Which document and revision one is reading. */
export function DocumentHead({ document, siteId }: Props) {
  const words = useLibraryWords()
  const site = useSite(siteId)
  const { id, title, revision } = document
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.facts}>
        <span>{words.revision(revision)}</span>
        <span>{siteId === 'group' ? words.group : site.name}</span>
        <span>{id}</span>
        <Link to="/documents/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {words.reader.toDocument}
        </Link>
      </p>
    </header>
  )
}
