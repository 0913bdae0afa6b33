import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query'
import type { Teaching, ThreadDetail, ThreadPage, TurnEvent } from '../../server/http/contract.ts'
import { ApiError, getJson, streamEvents } from '../app/api.ts'
import { randomId } from '../app/random-id.ts'
import { meKey } from '../app/session.ts'
import { afterEvent, afterStream, failed, newTurn, type TurnView } from './turn-view.ts'

/** Turns asked on this page. They outlive the page, so that one may look elsewhere meanwhile. */
type Asked = {
  /** The conversation began here: nothing of it need be read from the server. */
  fresh: boolean
  turns: TurnView[]
}

export const threadsQuery = queryOptions({
  queryKey: ['threads'],
  queryFn: ({ signal }) => getJson<ThreadPage>('/api/threads', { signal }),
})

const otherWindowMs = 3000

export const threadQuery = (threadId: string) =>
  queryOptions({
    queryKey: ['thread', threadId],
    queryFn: ({ signal }) => getJson<ThreadDetail>(pathOf(threadId), { signal }),
    refetchInterval: ({ state }) =>
      state.data?.turns.some(({ status }) => status === 'running') ? otherWindowMs : false,
  })

export const askedQuery = (threadId: string) =>
  queryOptions<Asked>({
    queryKey: ['asked', threadId],
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })

const pathOf = (threadId: string) => `/api/threads/${encodeURIComponent(threadId)}`

export const newThreadId = (): string => randomId('thread')

const running = new Map<string, AbortController>()
let count = 0

export const stopAsking = (threadId: string): void => running.get(threadId)?.abort()

/** Asks in the open conversation; with what a corrected word could be taught to mean. */
export type AskAgain = (question: string, teach?: Teaching | null) => void

type Ask = { threadId: string; question: string; fresh: boolean; teach?: Teaching | null }

/** Asks, and keeps the view of the turn up to date until it ends. */
export async function ask(
  client: QueryClient,
  { threadId, question, fresh, teach }: Ask,
): Promise<void> {
  count += 1
  const turn = newTurn(`asked-${count}`, question, teach)
  const controller = new AbortController()
  running.set(threadId, controller)
  const { queryKey } = askedQuery(threadId)
  client.setQueryDefaults(['asked'], { gcTime: Number.POSITIVE_INFINITY })
  client.setQueryData<Asked>(queryKey, (asked = { fresh, turns: [] }) => ({
    ...asked,
    // Asking again takes the place of the try that failed.
    turns: [
      ...asked.turns.filter((one) => one.failure === null || one.question !== question),
      turn,
    ],
  }))
  const update = (change: (view: TurnView) => TurnView) => {
    // Signing out empties the cache: what comes after that is nobody's.
    if (client.getQueryData(queryKey) === undefined) return controller.abort()
    client.setQueryData<Asked>(queryKey, (asked) => asked && changed(asked, turn.key, change))
  }
  try {
    const path = `${pathOf(threadId)}/turns`
    const events = streamEvents<TurnEvent>(path, { question }, { signal: controller.signal })
    for await (const event of events) {
      update((view) => afterEvent(view, event))
      if (event.type === 'started') void client.invalidateQueries(threadsQuery)
    }
    update(afterStream)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) client.setQueryData(meKey, null)
    update((view) => failed(view, failureOf(error, controller.signal)))
  } finally {
    if (running.get(threadId) === controller) running.delete(threadId)
  }
}

const changed = (asked: Asked, key: string, change: (view: TurnView) => TurnView): Asked => ({
  ...asked,
  turns: asked.turns.map((view) => (view.key === key ? change(view) : view)),
})

function failureOf(error: unknown, { aborted }: AbortSignal) {
  if (aborted) return { code: 'cancelled', message: '' }
  if (!(error instanceof ApiError)) return { code: 'cut_off', message: '' }
  const { code, message, hint } = error
  return { code, message, ...(hint === undefined ? {} : { hint }) }
}
