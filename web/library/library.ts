import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  CloseReply,
  CloseRequest,
  FeedbackReply,
  FeedbackRequest,
  GlossaryPage,
  GlossaryTerm,
  GlossaryTermRequest,
  LibraryDocument,
  LibraryPage,
  PublishDocumentReply,
  PublishDocumentRequest,
  PutTermReply,
  RetireTermReply,
  ReviewPage,
  ReviewReply,
  ReviewRequest,
  RevisionDiff,
  UnansweredPage,
} from '../../server/http/contract.ts'
import { getJson, outcomeOf, postJson, postOf, send } from '../app/api.ts'

/** A document of a site, whatever its revision. */
export type DocumentPlace = { siteId: string; id: string }

/** What a list is narrowed to; all of it stands in the address. */
export type LibrarySearch = {
  q?: string
  site?: string
  type?: string
  language?: string
  equipment?: string
  state?: string
  review?: string
}

const pathOf = ({ siteId, id }: DocumentPlace): string =>
  `/api/library/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`

/** The bytes of a revision, as they came in. */
export const fileOf = (place: DocumentPlace, revision: number): string =>
  `${pathOf(place)}/${revision}/file`

export const listQuery = (filters: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['library', 'list', filters],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...filters, limit: '50', ...pageParam })
      return getJson<LibraryPage>(`/api/library?${query}`, { signal })
    },
    initialPageParam: {} as Record<string, string>,
    getNextPageParam: ({ next }) => (next === null ? null : { after: next }),
  })

const documentQuery = (place: DocumentPlace) =>
  queryOptions({
    queryKey: ['library', 'document', place.siteId, place.id],
    queryFn: ({ signal }) => getJson<LibraryDocument>(pathOf(place), { signal }),
  })

export const useDocument = (place: DocumentPlace) => useQuery(documentQuery(place))

export const useDiff = (place: DocumentPlace, { from, to }: { from: number; to: number }) =>
  useQuery({
    queryKey: ['library', 'diff', place.siteId, place.id, from, to],
    queryFn: ({ signal }) =>
      getJson<RevisionDiff>(`${pathOf(place)}/diff?from=${from}&to=${to}`, { signal }),
    staleTime: 5 * 60_000,
  })

export const useUnanswered = (site: string) =>
  useQuery({
    queryKey: ['library', 'unanswered', site],
    queryFn: ({ signal }) => {
      const query = site === '' ? '' : `?${new URLSearchParams({ site })}`
      return getJson<UnansweredPage>(`/api/library/unanswered${query}`, { signal })
    },
  })

export const useReviews = () =>
  useQuery({
    queryKey: ['library', 'reviews'],
    queryFn: ({ signal }) => getJson<ReviewPage>('/api/library/reviews', { signal }),
  })

/** Sends a change and reads anew what it may have changed, whatever became of it. */
function useChange<Asked, Reply>(ask: (asked: Asked) => Promise<Reply>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSettled: () => client.invalidateQueries({ queryKey: ['library'] }),
  })
}

const told = async <Reply extends { outcome: string }>(path: string, body: unknown) =>
  outcomeOf<Reply>(await send(path, postOf(body)))

export const useFeedback = (place: DocumentPlace) =>
  useChange((asked: FeedbackRequest) => told<FeedbackReply>(`${pathOf(place)}/feedback`, asked))

export const useReviewed = (place: DocumentPlace) =>
  useChange((asked: ReviewRequest) => told<ReviewReply>(`${pathOf(place)}/review`, asked))

export const usePublish = (place: DocumentPlace) =>
  useChange((asked: PublishDocumentRequest) =>
    postJson<PublishDocumentReply>(`${pathOf(place)}/publish`, asked),
  )

export const useCloseQuestion = () =>
  useChange((asked: CloseRequest) => told<CloseReply>('/api/library/unanswered/close', asked))

export const useTerms = () =>
  useQuery({
    queryKey: ['library', 'terms'],
    queryFn: ({ signal }) => getJson<GlossaryPage>('/api/glossary', { signal }),
  })

export const usePutTerm = () =>
  useChange((asked: GlossaryTermRequest) => told<PutTermReply>('/api/glossary', asked))

export const useRetireTerm = () =>
  useChange(({ siteId, term, version }: GlossaryTerm) =>
    told<RetireTermReply>(`/api/glossary/${encodeURIComponent(siteId)}/${term}/retire`, {
      version,
    }),
  )
