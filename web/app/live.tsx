import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { ProposalChange } from '../../server/http/contract.ts'
import { meKey } from './session.ts'

export type LiveState = 'connecting' | 'live' | 'offline'

const LiveContext = createContext<LiveState>('connecting')

const firstWaitMs = 2000
const longestWaitMs = 30_000

/** Everything that a change of a proposal can make old, by the first word of its query key. */
const liveKeys = ['proposals', 'proposal', 'audit', 'deliveries']

/**
 * The server's stream of changes. The browser goes on from the last event by itself; where it gave
 * up, a new stream is opened and everything is read anew.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    // What is being read already is read on: it was asked for moments ago.
    const refetch = () => {
      for (const key of liveKeys) {
        void client.invalidateQueries({ queryKey: [key] }, { cancelRefetch: false })
      }
    }
    const close = openStream({
      // The first time too: what changed since the list was read would be missed.
      opened: () => {
        setState('live')
        refetch()
      },
      changed: ({ siteId, id }) => {
        void client.invalidateQueries({ queryKey: ['proposals'] })
        void client.invalidateQueries({ queryKey: ['proposal', siteId, id] })
        void client.invalidateQueries({ queryKey: ['audit', siteId] })
        void client.invalidateQueries({ queryKey: ['deliveries'] })
      },
      lost: () => {
        setState('offline')
        // It may have ended because the session did.
        if (navigator.onLine) void client.invalidateQueries({ queryKey: meKey })
      },
    })
    return close
  }, [client])
  return <LiveContext value={state}>{children}</LiveContext>
}

export const useLive = (): LiveState => use(LiveContext)

type Listener = {
  opened: () => void
  changed: (change: ProposalChange) => void
  lost: () => void
}

function openStream(listener: Listener): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = firstWaitMs
  const open = () => {
    source = new EventSource('/api/events')
    source.onopen = () => {
      waitMs = firstWaitMs
      listener.opened()
    }
    source.addEventListener('proposal', ({ data }: MessageEvent<string>) =>
      listener.changed(JSON.parse(data) as ProposalChange),
    )
    source.onerror = () => {
      listener.lost()
      if (source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, waitMs)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
