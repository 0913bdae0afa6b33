/** Where the lots of a genealogy stand in its picture: what went in at the left, what came of it at the right. */
import type { Lot, Node, Trace } from './trace.ts'

export const box = { width: 184, height: 52, gapX: 56, gapY: 12 }
const mostInColumn = 8

export type Placed = { lot: Lot; x: number; y: number }
type Edge = { key: string; from: Placed; to: Placed }
export type Genealogy = {
  boxes: Placed[]
  edges: Edge[]
  /** What a column has no room for. */
  rest: { x: number; y: number; count: number }[]
  width: number
  height: number
}

export function layGenealogy({ went_in: back, came_of_it: forward }: Trace, lot: Lot): Genealogy {
  const before = columnsOf(back.lots).reverse()
  const after = columnsOf(forward.lots)
  const columns: Lot[][] = [...before, [lot], ...after]
  const rows = Math.max(...columns.map((column) => Math.min(column.length, mostInColumn + 1)))
  const height = rows * (box.height + box.gapY) - box.gapY
  const atX = (at: number) => at * (box.width + box.gapX)
  const boxes = columns.flatMap((column, at) => {
    const top = topOf(Math.min(column.length, mostInColumn + 1), height)
    return column
      .slice(0, mostInColumn)
      .map((one, row) => ({ lot: one, x: atX(at), y: top + row * (box.height + box.gapY) }))
  })
  const rest = columns.flatMap((column, at) => {
    const count = column.length - mostInColumn
    const top = topOf(mostInColumn + 1, height)
    const y = top + mostInColumn * (box.height + box.gapY)
    return count > 0 ? [{ x: atX(at), y, count }] : []
  })
  const placed = new Map(boxes.map((one) => [one.lot.lot, one]))
  const edgesOf = (nodes: Node[], isBack: boolean) =>
    nodes.flatMap((node) =>
      node.via.flatMap((via) => {
        const [own, nearer] = [placed.get(node.lot), placed.get(via)]
        if (own === undefined || nearer === undefined) return []
        const [from, to] = isBack ? [own, nearer] : [nearer, own]
        return [{ key: `${node.lot} ${via}`, from, to }]
      }),
    )
  return {
    ...{ boxes, rest, height },
    edges: [...edgesOf(back.lots, true), ...edgesOf(forward.lots, false)],
    width: atX(columns.length - 1) + box.width,
  }
}

const topOf = (count: number, height: number) =>
  (height - (count * (box.height + box.gapY) - box.gapY)) / 2

/** One column a step, the nearest first. */
function columnsOf(lots: Node[]): Node[][] {
  const byDepth = Map.groupBy(lots, ({ depth }) => depth)
  return [...byDepth].toSorted(([a], [b]) => a - b).map(([, own]) => own)
}
