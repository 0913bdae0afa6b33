import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { isBareLink, searchOf, type View, viewOf } from './view-state.ts'

export type ChangeView = (changes: Partial<View>) => void

/** The view of the address, and how to go to another one; Back leads to the one before. */
export function useView(): {
  view: View
  /** The address names a saved view alone. */
  bare: boolean
  change: ChangeView
  reset: () => void
} {
  const search = useSearch({ from: '/metrics/explore' })
  const navigate = useNavigate()
  const view = useMemo(() => viewOf(search), [search])
  return {
    view,
    bare: isBareLink(search),
    change: (changes) =>
      void navigate({ to: '/metrics/explore', search: searchOf({ ...view, ...changes }) }),
    reset: () => void navigate({ to: '/metrics/explore', search: {} }),
  }
}
