import { useEffect } from 'react'
import { usePendingCount } from '../inbox/proposals.ts'
import { useLanguage } from './language.tsx'

/** Names the page in the tab and to screen readers, and how many proposals wait. */
export function useTitle(page: string): void {
  const { app } = useLanguage().words
  const pending = usePendingCount()
  useEffect(() => {
    const count = pending > 0 ? `(${pending}) ` : ''
    document.title = `${count}${page} · ${app.name}`
  }, [page, app, pending])
}
