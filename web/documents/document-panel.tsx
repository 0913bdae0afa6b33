import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { CrossIcon } from '../chat/icons.tsx'
import { useChatWords } from '../chat/words.ts'
import { hashOf } from './cited-passage.ts'
import styles from './document-panel.module.css'
import { DocumentView } from './document-view.tsx'

/** A passage of one revision, by the words that were cited. */
export type CitedPlace = { siteId: string; id: string; revision: number; quote: string }

type Props = { place: CitedPlace; onClose: () => void }

/** The cited document beside the answer. */
export function DocumentPanel({ place, onClose }: Props) {
  const words = useChatWords()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus()
  }, [])
  const { siteId, id, revision, quote } = place
  return (
    <aside
      ref={panel}
      className={styles.panel}
      aria-label={words.document.contents}
      tabIndex={-1}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <div className={styles.bar}>
        <Link
          to="/documents/$siteId/$id/$revision"
          params={{ siteId, id, revision: String(revision) }}
          hash={hashOf(quote)}
          className={styles.button}
        >
          {words.document.openPage}
        </Link>
        <button type="button" className={styles.button} aria-label={words.close} onClick={onClose}>
          <CrossIcon />
        </button>
      </div>
      <DocumentView siteId={siteId} id={id} revision={revision} cited={{ quote }} />
    </aside>
  )
}
