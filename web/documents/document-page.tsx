import { useLocation, useRouter } from '@tanstack/react-router'
import { BackIcon } from '../app/icons.tsx'
import { useChatWords } from '../chat/words.ts'
import styles from './document-page.module.css'
import { DocumentView } from './document-view.tsx'

type Props = { siteId: string; id: string; revision: number; passage?: number }

/** One revision of a document; the part of the address after # is what was cited from it. */
export function DocumentPage({ siteId, id, revision, passage }: Props) {
  const words = useChatWords()
  const router = useRouter()
  const quote = useLocation({ select: ({ hash }) => hash })
  const cited = passage === undefined ? { quote } : { seq: passage }
  const back = () =>
    router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/chat' })
  return (
    <div className={styles.page}>
      <button type="button" className={styles.back} onClick={back}>
        <BackIcon />
        {words.document.back}
      </button>
      <DocumentView siteId={siteId} id={id} revision={revision} cited={cited} />
    </div>
  )
}
