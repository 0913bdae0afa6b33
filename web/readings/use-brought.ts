import { type RefObject, useEffect, useRef } from 'react'

/** Brings what was chosen into sight and under the keys; a page that opens with it stays at its top. */
export function useBrought(id: string | undefined): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const known = useRef(id)
  useEffect(() => {
    if (known.current === id) return
    known.current = id
    place.current?.focus({ preventScroll: true })
    place.current?.scrollIntoView({ block: 'start' })
  }, [id])
  return place
}
