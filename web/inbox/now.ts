import { useEffect, useState } from 'react'

/** The server's time in ms since 1970, told anew every so often. */
export function useNow(skewMs: number, everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + skewMs
}
