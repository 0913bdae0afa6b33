/**
 * Lists of words as one pattern. Chinese words stand apart by spaces, English ones by bars between
 * spaces, since many are several; each may itself be a pattern.
 */
export function listed({ zh = '', en = '' }: { zh?: string; en?: string }): RegExp {
  const chinese = zh.split(/\s+/u).filter((word) => word !== '')
  const english = en
    .split(/\s+\|\s+/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    // `weakest link` before `weakest`, which would leave a word unread.
    .toSorted((a, b) => b.split(/\s+/u).length - a.split(/\s+/u).length)
    .map((phrase) => `\\b${phrase.replaceAll(/\s+/gu, '\\s+')}\\b`)
  return new RegExp([...chinese, ...english].join('|'), 'iu')
}

/** One of the words of a list, as part of a pattern: they stand apart by blanks. */
export const oneOf = (words: string): string => `(?:${words.trim().split(/\s+/u).join('|')})`
