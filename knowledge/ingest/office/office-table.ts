import type { Block } from '../block.ts'
import { tableBlocks } from '../table.ts'

/** A table as its cells go by; one that spans columns or rows is in each of them. */
export function openGrid() {
  const rows: string[][] = []
  let row: string[] = []
  let lines: string[] = []
  let columns = 1
  let fromAbove = false
  return {
    write: (text: string) => void lines.push(text),
    wide: (count: number) => {
      columns = Math.min(200, Math.max(1, count || 1))
    },
    /** The cell is already said by the one to its left. */
    covered: () => {
      columns = 0
    },
    goesOn: () => {
      fromAbove = true
    },
    endCell: () => {
      const above = rows.at(-1)?.[row.length] ?? ''
      const text = fromAbove ? above : lines.join(' ')
      for (let at = 0; at < columns; at++) row.push(text)
      lines = []
      columns = 1
      fromAbove = false
    },
    endRow: () => {
      const [first = ''] = row
      const alone = row.length > 1 && row.every((cell) => cell === first)
      rows.push(alone ? [first] : row)
      row = []
    },
    blocks: (page: number | null): Block[] =>
      tableBlocks({ rows: rows.map((cells) => cells.map((text) => ({ text }))), page }),
  }
}
