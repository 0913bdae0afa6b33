export type EventQueue<T> = {
  push: (event: T) => void
  close: () => void
  drain: () => AsyncGenerator<T>
}

/** Joins a producer that must not wait (the tool loop) to a consumer that may be slow. */
export function eventQueue<T>(): EventQueue<T> {
  const waiting: T[] = []
  let closed = false
  let wake = () => {}

  return {
    push: (event) => {
      waiting.push(event)
      wake()
    },
    close: () => {
      closed = true
      wake()
    },
    async *drain() {
      while (true) {
        while (waiting.length > 0) yield waiting.shift() as T
        if (closed) return
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        await promise
      }
    },
  }
}
