import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type {
  ImportDraft,
  ImportEvent,
  ImportReport,
  ImportRun,
} from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { runImport } from './imports.ts'

type Progress = Extract<ImportEvent, { type: 'progress' }>

export type RunState =
  | { state: 'idle' }
  | { state: 'running'; dryRun: boolean; progress: Progress | null }
  | { state: 'done'; report: ImportReport }
  | { state: 'cancelled'; dryRun: boolean }
  | { state: 'failed'; error: unknown }

/** A dry run or an import under way; leaving the page stops it. */
export function useRun(draft: ImportDraft) {
  const client = useQueryClient()
  const [now, setNow] = useState<RunState>({ state: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = async (run: ImportRun) => {
    const control = new AbortController()
    running.current = control
    setNow({ state: 'running', dryRun: run.dryRun, progress: null })
    const ended = await follow(draft, run, {
      signal: control.signal,
      onProgress: (progress) => setNow({ state: 'running', dryRun: run.dryRun, progress }),
    })
    setNow(control.signal.aborted ? { state: 'cancelled', dryRun: run.dryRun } : ended)
    if (!run.dryRun) void client.invalidateQueries({ queryKey: ['sources'] })
  }
  return {
    now,
    start,
    cancel: () => running.current?.abort(),
    reset: () => setNow({ state: 'idle' }),
  }
}

type Following = { signal: AbortSignal; onProgress: (progress: Progress) => void }

async function follow(
  draft: ImportDraft,
  run: ImportRun,
  { signal, onProgress }: Following,
): Promise<RunState> {
  try {
    for await (const event of runImport(draft, run, signal)) {
      if (event.type === 'progress') onProgress(event)
      else if (event.type === 'done') return { state: 'done', report: event.report }
      else return { state: 'failed', error: new ApiError(400, { error: event.error }) }
    }
    // The stream ended without a word: the server went away.
    return { state: 'failed', error: new ApiError(0, { error: { code: 'offline', message: '' } }) }
  } catch (error) {
    return { state: 'failed', error }
  }
}
