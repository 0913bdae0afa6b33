type Turns = <T>(who: string | null, work: () => Promise<T>) => Promise<T>

/**
 * So much work at once; the rest waits. Those who wait are served person by person, so that a thousand
 * requests of one hold up another by one; every second turn is for what the server does itself (`who`
 * null), which looks up whose a request is.
 */
export function fairTurns(places: number): Turns {
  /** In the order in which they are served next. */
  const lines = new Map<string, (() => void)[]>()
  const own: (() => void)[] = []
  let free = places
  let ownTurn = true

  const next = (): (() => void) | undefined => {
    const isOwn = own.length > 0 && (ownTurn || lines.size === 0)
    ownTurn = !isOwn
    if (isOwn) return own.shift()
    const [[who, line] = ['', []]] = lines
    const first = line.shift()
    lines.delete(who)
    if (line.length > 0) lines.set(who, line)
    return first
  }
  const wait = (who: string | null): Promise<void> =>
    new Promise((begin) => {
      if (who === null) own.push(begin)
      else {
        const line = lines.get(who) ?? []
        line.push(begin)
        lines.set(who, line)
      }
    })

  return async (who, work) => {
    if (free > 0) free -= 1
    else await wait(who)
    try {
      return await work()
    } finally {
      const begin = next()
      if (begin === undefined) free += 1
      else begin()
    }
  }
}
