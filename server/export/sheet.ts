/** Wall time of a plant: a spreadsheet knows no zones. */
export type WallTime = { wall: Date; text: string }
export type Cell = string | number | boolean | null | WallTime

/** What is written out, to whichever format: rows come as they are read. */
export type Sheet = {
  name: string
  columns: string[]
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>
}

export const isWallTime = (cell: Cell): cell is WallTime =>
  typeof cell === 'object' && cell !== null
