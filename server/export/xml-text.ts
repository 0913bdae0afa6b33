/** XML has no place for control characters; `_x0007_` is how spreadsheets write them. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[^\t\n\u0020-\ufffd]/gu, (character) =>
      character.length > 1 ? character : `_x${hex(character.charCodeAt(0))}_`,
    )

const hex = (code: number): string => code.toString(16).padStart(4, '0').toUpperCase()
