import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Teaching } from '../../server/http/contract.ts'
import { useTitle } from '../app/title.ts'
import { type CitedPlace, DocumentPanel } from '../documents/document-panel.tsx'
import styles from './chat-page.module.css'
import { Composer } from './composer.tsx'
import { ask, askedQuery, newThreadId, stopAsking } from './conversation.ts'
import { ConversationView } from './conversation-view.tsx'
import { EmptyChat } from './empty-chat.tsx'
import { OpenSource } from './open-source.ts'
import { ThreadDrawer } from './thread-drawer.tsx'
import { ThreadList } from './thread-list.tsx'
import { isRunning } from './turn-view.ts'
import { useChatWords } from './words.ts'

const roomForSource = '(min-width: 1000px)'

/** Conversations at the left, the one that is open, and the source that it cites at the right. */
export function ChatPage({ threadId, draft = '' }: { threadId?: string; draft?: string }) {
  const words = useChatWords()
  const wide = useMediaQuery(roomForSource, false, { getInitialValueInEffect: false })
  const [source, setSource] = useState<CitedPlace | null>(null)
  const { send, stop, running } = useAsking(threadId)
  useTitle(words.conversation)
  // A source belongs to the conversation that cites it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the thread changes
  useEffect(() => setSource(null), [threadId])
  const link = useRef<Element | null>(null)
  const open = useCallback((place: CitedPlace) => {
    link.current = document.activeElement
    setSource(place)
  }, [])
  const close = useCallback(() => {
    setSource(null)
    if (link.current instanceof HTMLElement) link.current.focus()
  }, [])
  const shown = wide ? source : null
  return (
    <OpenSource value={wide ? open : null}>
      <div className={styles.page} data-source={shown !== null}>
        <nav className={styles.threads} aria-label={words.threads}>
          <ThreadList />
        </nav>
        <div className={styles.main}>
          <ThreadDrawer />
          {threadId === undefined ? (
            <EmptyChat onAsk={send} />
          ) : (
            <ConversationView threadId={threadId} onAsk={send} />
          )}
          <Composer key={threadId ?? draft} {...{ running, draft }} onSend={send} onStop={stop} />
        </div>
        {shown && <DocumentPanel place={shown} onClose={close} />}
      </div>
    </OpenSource>
  )
}

/** Asking in the open conversation, or in a new one, which then has an address of its own. */
function useAsking(threadId: string | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: asked } = useQuery(askedQuery(threadId ?? ''))
  const send = useCallback(
    (question: string, teach: Teaching | null = null) => {
      const id = threadId ?? newThreadId()
      void ask(client, { threadId: id, question, teach, fresh: threadId === undefined })
      if (threadId === undefined) {
        void navigate({ to: '/chat/$threadId', params: { threadId: id } })
      }
    },
    [client, navigate, threadId],
  )
  const stop = useCallback(() => stopAsking(threadId ?? ''), [threadId])
  return { send, stop, running: asked?.turns.some(isRunning) ?? false }
}
