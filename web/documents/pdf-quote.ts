/** Letters `from`–`to` (half-open) of one of the strings of a page. */
export type PlaceOnPage = { item: number; from: number; to: number }

/** Shorter pieces of a quote stand anywhere; marking them would mislead. */
const leastLetters = 6

/**
 * Where a quote stands on a page that PDF.js gives as strings. Only letters and digits count: line
 * breaks, hyphens, list signs and the bars of tables differ between a page and its text. A quote that
 * the page holds in another order, such as a table, is found line by line and cell by cell.
 */
export function placesOf(strings: string[], quote: string): PlaceOnPage[] {
  const page = lettersOf(strings)
  const whole = placeOf(page, quote, 0)
  if (whole !== null) return placesIn(page, whole)
  let after = 0
  return quote.split(/[\n\f|]+/).flatMap((line) => {
    // A page may draw the number of a step in a place of its own.
    const piece = line.replace(/^\s*(?:\d{1,3}[.)、]|[-*+•])\s*/, '')
    if (lettersOf([piece]).length < leastLetters) return []
    const found = placeOf(page, piece, after) ?? placeOf(page, piece, 0)
    if (found === null) return []
    after = found.end
    return placesIn(page, found)
  })
}

type Letter = { letter: string; item: number; at: number }
type Span = { start: number; end: number }

function lettersOf(strings: string[]): Letter[] {
  const letters: Letter[] = []
  strings.forEach((text, item) => {
    let at = 0
    for (const sign of text) {
      // A ligature is one sign and several letters.
      for (const letter of sign.normalize('NFKC').toLowerCase()) {
        if (/[\p{L}\p{N}]/u.test(letter)) letters.push({ letter, item, at })
      }
      at += sign.length
    }
  })
  return letters
}

function placeOf(page: Letter[], piece: string, after: number): Span | null {
  const wanted = lettersOf([piece]).map(({ letter }) => letter)
  if (wanted.length === 0) return null
  const last = page.length - wanted.length
  for (let start = after; start <= last; start++) {
    if (wanted.every((letter, at) => page[start + at]?.letter === letter))
      return { start, end: start + wanted.length }
  }
  return null
}

function placesIn(page: Letter[], { start, end }: Span): PlaceOnPage[] {
  const places: PlaceOnPage[] = []
  for (const { item, at } of page.slice(start, end)) {
    const last = places.at(-1)
    if (last?.item === item) last.to = at + 1
    else places.push({ item, from: at, to: at + 1 })
  }
  return places
}
