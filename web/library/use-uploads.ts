import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ErrorReply, UploadEvent, UploadedDocument } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { sendFile } from '../app/send-file.ts'

export type Upload = {
  key: number
  file: File
  stage:
    | { at: 'waits' }
    | { at: 'sending'; share: number }
    | { at: 'read' | 'store'; done: number; of: number }
    | { at: 'ended'; error: unknown }
  added: UploadedDocument[]
  refused: { file: string; error: ApiError }[]
}

export type UploadFields = { site: string; id: string; title: string; equipment: string[] }

/** Files on their way in, one after the other; leaving the page stops the one that is going. */
export function useUploads() {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const going = useRef<AbortController | null>(null)
  const last = useRef<Promise<void>>(Promise.resolve())
  const keys = useRef(0)
  useEffect(() => () => going.current?.abort(), [])
  const add = (files: File[], fields: UploadFields) => {
    for (const file of files) {
      const key = keys.current++
      const first: Upload = { key, file, stage: { at: 'waits' }, added: [], refused: [] }
      const change = (next: (upload: Upload) => Upload) =>
        setUploads((all) => all.map((one) => (one.key === key ? next(one) : one)))
      setUploads((all) => [first, ...all])
      last.current = last.current.then(async () => {
        going.current = new AbortController()
        await sendDocument(file, fields, { change, signal: going.current.signal })
        await client.invalidateQueries({ queryKey: ['library'] })
      })
    }
  }
  return { uploads, add, stop: () => going.current?.abort() }
}

type Sending = { change: (next: (upload: Upload) => Upload) => void; signal: AbortSignal }

async function sendDocument(
  file: File,
  { site, id, title, equipment }: UploadFields,
  { change, signal }: Sending,
): Promise<void> {
  const query = new URLSearchParams({ site, name: file.name })
  if (id !== '') query.set('id', id)
  if (title !== '') query.set('title', title)
  for (const one of equipment) query.append('equipment', one)
  let seen = 0
  const onReply = (text: string) => {
    const end = text.lastIndexOf('\n\n')
    if (end < seen) return
    const events = eventsIn(text.slice(seen, end))
    seen = end
    change((upload) => events.reduce(after, upload))
  }
  const onProgress = (share: number) =>
    change((upload) => ({ ...upload, stage: { at: 'sending', share } }))
  try {
    const sending = { file, signal, onProgress, onReply }
    onReply(await sendFile(`/api/documents?${query}`, sending))
  } catch (error) {
    change((upload) => ({ ...upload, stage: { at: 'ended', error } }))
  }
}

const eventsIn = (text: string): UploadEvent[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice(5)) as UploadEvent)

/** What is known of an upload after one more event. */
function after(upload: Upload, event: UploadEvent): Upload {
  switch (event.type) {
    case 'progress':
      return { ...upload, stage: { at: event.stage, done: event.done, of: event.of } }
    case 'added':
      return { ...upload, added: [...upload.added, event.document] }
    case 'refused':
      return {
        ...upload,
        refused: [...upload.refused, { file: event.file, error: faultOf(event) }],
      }
    case 'done':
      return { ...upload, stage: { at: 'ended', error: null } }
    case 'failed':
      return { ...upload, stage: { at: 'ended', error: faultOf(event) } }
  }
}

const faultOf = ({ error }: ErrorReply): ApiError => new ApiError(400, { error })
