import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { searchOf, type View, viewOf } from './view-state.ts'

export type ChangeView = (changes: Partial<View>) => void

/** The view of the address, and how to go to another one; Back leads to the one before. */
export function useView(): { view: View; change: ChangeView; reset: () => void } {
  const search = useSearch({ from: '/metrics/explore' })
  const navigate = useNavigate()
  const view = useMemo(() => viewOf(search), [search])
  return {
    view,
    change: (changes) =>
      void navigate({ to: '/metrics/explore', search: searchOf({ ...view, ...changes }) }),
    reset: () => void navigate({ to: '/metrics/explore', search: {} }),
  }
}
