/**
 * Whether a text fits a pattern in which each `*` stands for anything. A regular expression would try
 * every way to share the text among the stars, which for fourteen of them takes hours.
 */
export function fitsWildcard(text: string, pattern: string): boolean {
  const [start = '', ...parts] = pattern.split('*')
  const end = parts.pop()
  if (end === undefined) return text === start
  if (!text.startsWith(start)) return false
  let at = start.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - end.length >= at && text.endsWith(end)
}
