import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LessonPage, LessonReply, LessonRequest } from '../../server/http/contract.ts'
import { errorOf, getJson, postOf, send } from '../app/api.ts'

const key = ['lessons']

export const useLessons = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<LessonPage>('/api/lessons', { signal }),
  })

type Change = { teach: LessonRequest } | { retire: { siteId: string; lesson: number } }

/** Teaches or retires; what came of it is a word, also where nothing did. */
export function useLessonChange() {
  const client = useQueryClient()
  return useMutation<string, Error, Change>({
    mutationFn: async (change) => {
      const reply =
        'teach' in change
          ? await send('/api/lessons', postOf(change.teach))
          : await send(
              `/api/lessons/${encodeURIComponent(change.retire.siteId)}/${change.retire.lesson}/retire`,
              postOf({}),
            )
      if (!reply.ok && reply.status !== 409) throw await errorOf(reply)
      return ((await reply.json()) as Pick<LessonReply, 'outcome'>).outcome
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
