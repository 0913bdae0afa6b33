import { type RefObject, useEffect, useState } from 'react'

/** The width of an element in whole pixels, and again when it changes; 0 until it is known. */
export function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.round(entry?.contentRect.width ?? 0)),
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return width
}
