import { listItem } from '../ingest/block.ts'
import { sentencesOf } from '../sentences.ts'

/** `alone`: a row or a step, which goes on in no other. */
type Piece = { lines: string[]; alone: boolean; isRow: boolean }

/**
 * The parts of a passage that can answer by themselves: a sentence with the one behind it, which may
 * say `it` of the same thing; a step; a row of a table under the header that names its columns.
 */
export function windowsOf(text: string): string[][] {
  const pieces = piecesOf(text)
  const windows = pieces.map(({ lines, alone }, at) => {
    const next = pieces[at + 1]
    return alone || next === undefined || next.isRow ? lines : [...lines, ...next.lines]
  })
  return windows.length === 0 ? [[text]] : windows
}

function piecesOf(text: string): Piece[] {
  let header: string | null = null
  return text.split(/[\n\f]+/).flatMap((line): Piece[] => {
    if (!line.trim().startsWith('|')) {
      header = null
      const isItem = listItem.test(line)
      return sentencesOf(line).map((sentence, at, all) => ({
        lines: [sentence],
        alone: isItem && at === all.length - 1,
        isRow: false,
      }))
    }
    if (header !== null) return [{ lines: [header, line], alone: true, isRow: true }]
    header = line
    return []
  })
}
