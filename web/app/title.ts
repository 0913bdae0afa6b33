import { useEffect } from 'react'
import { useLanguage } from './language.tsx'

/** Names the page in the tab and to screen readers. */
export function useTitle(page: string): void {
  const { app } = useLanguage().words
  useEffect(() => {
    document.title = `${page} · ${app.name}`
  }, [page, app])
}
