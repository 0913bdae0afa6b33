/** Nothing longer is a slip of a name, and each letter of it costs the length of every name. */
const longestTyped = 200

/** Known names nearest to what was typed, best first, by edit distance and shared prefix. */
export function nearest(typed: string, known: Iterable<string>, most = 3): string[] {
  if (typed.length > longestTyped) return []
  const wanted = typed.toLowerCase()
  const limit = Math.max(2, Math.ceil(wanted.length / 2))
  return [...known]
    .map((name) => ({ name, ...distanceTo(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.edits - b.edits || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name)
}

/** The way out for a name that is not known: the nearest ones, then all of them. */
export function nearHint(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known)
  const all = `Known: ${known.join(', ')}.`
  return near.length > 0 ? `Did you mean ${near.join(' or ')}? ${all}` : all
}

function distanceTo(wanted: string, name: string) {
  const edits = editDistance(wanted, name)
  const contained = name.includes(wanted) || wanted.includes(name)
  return { edits, distance: contained ? Math.min(1, edits) : edits }
}

export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
