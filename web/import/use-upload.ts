import { useEffect, useRef, useState } from 'react'
import type { ImportDraft } from '../../server/http/contract.ts'
import { upload } from './imports.ts'

type Upload =
  | { state: 'idle' }
  | { state: 'sending'; share: number }
  | { state: 'failed'; error: unknown }

/** One file on its way to the server; leaving the page stops it. */
export function useUpload(received: (draft: ImportDraft) => void) {
  const [now, setNow] = useState<Upload>({ state: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = async (siteId: string, file: File) => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setNow({ state: 'sending', share: 0 })
    const onProgress = (share: number) => setNow({ state: 'sending', share })
    try {
      received(await upload({ siteId, file, signal: control.signal, onProgress }))
    } catch (error) {
      if (running.current === control) {
        setNow(control.signal.aborted ? { state: 'idle' } : { state: 'failed', error })
      }
    }
  }
  return { now, start, stop: () => running.current?.abort() }
}
