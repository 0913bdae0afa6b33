import { mostOfSheet, type SheetSource } from './rows.ts'

/** Cells that are one: rows as a spreadsheet counts them, columns from 0, both ends included. */
export type Merge = { fromLine: number; toLine: number; fromColumn: number; toColumn: number }

const mostMerges = 200_000
const longestTag = 4_096
const reference = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g

/** They stand behind all rows, so they take a run through the sheet of their own. */
export async function readMerges({ archive, sheet, signal }: SheetSource): Promise<Merge[]> {
  const merges: Merge[] = []
  let rest = ''
  for await (const piece of archive.read(sheet.part, mostOfSheet, signal)) {
    const text = rest + piece
    if (text.includes('mergeCell')) {
      let end = 0
      for (const match of text.matchAll(reference)) {
        end = match.index + match[0].length
        if (merges.length < mostMerges) merges.push(mergeOf(match))
      }
      rest = text.slice(Math.max(end, text.length - longestTag))
    } else rest = text.slice(-longestTag)
  }
  return merges
}

function mergeOf([, left = '', top, right = '', bottom]: RegExpMatchArray): Merge {
  return {
    fromLine: Number(top),
    toLine: Number(bottom),
    fromColumn: numberOf(left),
    toColumn: numberOf(right),
  }
}

const numberOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
