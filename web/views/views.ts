import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  PageReply,
  PublishRequest,
  ViewChangeRequest,
  ViewDetail,
  ViewItem,
  ViewPage,
  ViewReply,
  ViewRequest,
} from '../../server/http/contract.ts'
import { ApiError, getJson, outcomeOf, postJson, putOf, send } from '../app/api.ts'
import { type ExploreSearch, type SavedKey, searchOf, viewOfQuery } from '../explorer/view-state.ts'
import type { ViewWords } from './words-en.ts'

const pathOf = ({ siteId, id }: SavedKey) =>
  `/api/views/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`

export const useViews = () =>
  useQuery({
    queryKey: ['views'],
    queryFn: ({ signal }) => getJson<ViewPage>('/api/views', { signal }),
  })

export const useView = (key: SavedKey | null) =>
  useQuery({
    queryKey: ['views', key],
    queryFn: ({ signal }) => getJson<ViewDetail>(pathOf(key as SavedKey), { signal }),
    enabled: key !== null,
    retry: (count, error) => !(error instanceof ApiError && error.status === 404) && count < 2,
  })

/** What asks the explorer for the question of a view. */
export const searchOfView = ({ siteId, id, query, form }: SavedQuestion): ExploreSearch =>
  searchOf(viewOfQuery(query, { show: form, saved: { siteId, id } }))

type SavedQuestion = Pick<ViewItem, 'siteId' | 'id' | 'query' | 'form'>

/** Everything that shows views is read anew, whatever came of it: a refusal has its reason there. */
function useChange<Given, Reply>(change: (given: Given) => Promise<Reply>) {
  const client = useQueryClient()
  return useMutation<Reply, ApiError, Given>({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        ['views', 'team-page', 'metrics'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

export const useSaveView = () =>
  useChange((given: ViewRequest) => postJson<ViewItem>('/api/views', given))

export const useChangeView = (key: SavedKey) =>
  useChange(async (given: ViewChangeRequest) =>
    outcomeOf<ViewReply>(await send(pathOf(key), putOf(given))),
  )

export const useDeleteView = (key: SavedKey) =>
  useChange(async (version: number) =>
    outcomeOf<ViewReply>(await send(`${pathOf(key)}?version=${version}`, { method: 'DELETE' })),
  )

export const usePublishView = ({ siteId, id }: SavedKey) =>
  useChange(async (given: PublishRequest) =>
    outcomeOf<PageReply>(
      await send(
        `/api/team-pages/${encodeURIComponent(siteId)}/views/${encodeURIComponent(id)}`,
        putOf(given),
      ),
    ),
  )

/** Why a view was not saved, in the words of the page. */
export function saveFault(error: ApiError, words: ViewWords): string {
  if (error.status !== 409) return words.failed
  return error.field === 'name' ? words.nameTaken : words.full
}
