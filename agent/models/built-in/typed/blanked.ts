/** A text with spaces where the spans are, so that all else keeps its place. */
export const blanked = (text: string, spans: { start: number; end: number }[]): string =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )

/** The same of what a pattern finds. */
export const withoutMatches = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (all) => ' '.repeat(all.length))
