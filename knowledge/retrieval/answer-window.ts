import { sentencesOf } from '../sentences.ts'

type Piece = { text: string; isRow: boolean }

/**
 * The parts of a passage that can answer by themselves: a sentence with the one behind it, which may
 * say `it` of the same thing, or a row of a table under the header that names its columns.
 */
export function windowsOf(text: string): string[] {
  const pieces = piecesOf(text)
  const windows = pieces.map((piece, at) => {
    const next = pieces[at + 1]
    return piece.isRow || next === undefined || next.isRow
      ? piece.text
      : `${piece.text}\n${next.text}`
  })
  return windows.length === 0 ? [text] : windows
}

function piecesOf(text: string): Piece[] {
  let header: string | null = null
  return text.split(/[\n\f]+/).flatMap((line): Piece[] => {
    if (!line.trim().startsWith('|')) {
      header = null
      return sentencesOf(line).map((sentence) => ({ text: sentence, isRow: false }))
    }
    header ??= line
    return [{ text: `${header}\n${line}`, isRow: true }]
  })
}
