import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type {
  ImportDoor,
  ImportDraft,
  ImportEvent,
  ImportGuess,
  ImportPlan,
  ImportPreview,
  ImportRun,
} from '../../server/http/contract.ts'
import { getJson, postJson, send, streamEvents } from '../app/api.ts'
import { sendFile } from '../app/send-file.ts'

export const useImportDoor = () =>
  useQuery(
    queryOptions({
      queryKey: ['imports'],
      queryFn: ({ signal }) => getJson<ImportDoor>('/api/imports', { signal }),
      staleTime: 10 * 60_000,
    }),
  )

const pathOf = ({ id }: Pick<ImportDraft, 'id'>) => `/api/imports/${encodeURIComponent(id)}`

export const refusedPath = (draft: ImportDraft, list: number) => `${pathOf(draft)}/refused/${list}`

/** The rows as they would be stored; the last ones stay until the next have come. */
export const usePreview = (draft: ImportDraft, plan: ImportPlan | null) =>
  useQuery({
    queryKey: ['import-preview', draft.id, plan],
    queryFn: ({ signal }) => postJson<ImportPreview>(`${pathOf(draft)}/preview`, plan, { signal }),
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    retry: 0,
  })

export const runImport = (
  draft: ImportDraft,
  run: ImportRun,
  signal: AbortSignal,
): AsyncGenerator<ImportEvent> => streamEvents<ImportEvent>(`${pathOf(draft)}/run`, run, { signal })

/** The columns again, for the kind of rows that the person has chosen. */
export const guessFor = (
  draft: ImportDraft,
  asked: { sheet: string | null; stream: string },
): Promise<ImportGuess> => postJson<ImportGuess>(`${pathOf(draft)}/guess`, asked)

/** The server forgets a file by itself too, so that a lost request does no harm. */
export const forget = (draft: ImportDraft): void =>
  void send(pathOf(draft), { method: 'DELETE' }).catch(() => undefined)

type Upload = {
  siteId: string
  file: File
  signal: AbortSignal
  onProgress: (share: number) => void
}

/** @throws ApiError for any reply but 2xx */
export async function upload({ siteId, file, ...sending }: Upload): Promise<ImportDraft> {
  const query = new URLSearchParams({ site: siteId, name: file.name })
  return JSON.parse(await sendFile(`/api/imports?${query}`, { file, ...sending })) as ImportDraft
}
