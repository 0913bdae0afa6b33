import type { Db } from '../../store/index.ts'

/** Tells everybody in this process that something changed. Only a hint: they poll as well. */
export type Wakes = {
  waiter: () => Waiter
  wake: () => void
  close: () => Promise<void>
}

export type Waiter = {
  /** Ends at the next wake (or one that came since the last call), after `ms`, or on abort. */
  next: (ms: number, signal: AbortSignal) => Promise<void>
  stop: () => void
}

export async function wakesOn(db: Db, channel: 'jidoka_proposal' | 'jidoka_alert'): Promise<Wakes> {
  const wakes = localWakes()
  return { ...wakes, close: await db.listen(channel, wakes.wake) }
}

/** Wakes within this process alone. */
export function localWakes(): Pick<Wakes, 'waiter' | 'wake'> {
  const wakers = new Set<() => void>()
  const wake = () => {
    for (const waker of wakers) waker()
  }
  return { wake, waiter: () => makeWaiter(wakers) }
}

/** For work that only the clock wakes. */
export const unhurried: Pick<Wakes, 'waiter'> = { waiter: () => makeWaiter(new Set()) }

function makeWaiter(wakers: Set<() => void>): Waiter {
  let missed = false
  let end: (() => void) | null = null
  const heard = () => {
    missed = end === null
    end?.()
  }
  wakers.add(heard)
  return {
    stop: () => wakers.delete(heard),
    next: async (ms, signal) => {
      if (!missed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer)
            signal.removeEventListener('abort', done)
            resolve()
          }
          const timer = setTimeout(done, ms)
          signal.addEventListener('abort', done)
          end = done
        })
      }
      end = null
      missed = false
    },
  }
}
