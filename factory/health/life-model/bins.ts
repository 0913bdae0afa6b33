import type { Table } from './life-run.ts'

/** Cells as numbers of bins, feature by feature; the last bin is for what is missing. */
export type Binned = { rows: number; width: number; bins: Uint8Array; edges: Float64Array[] }

export const mostBins = 64
export const missingBin = mostBins - 1

/** Upper edges by quantiles of what was sent; a cell belongs to the first edge that it does not exceed. */
export function binned(table: Table): Binned {
  const { rows, width, cells } = table
  const bins = new Uint8Array(rows * width)
  const edges = Array.from({ length: width }, (_, feature) => {
    const sent = new Float64Array(rows)
    let n = 0
    for (let row = 0; row < rows; row++) {
      const cell = cells[row * width + feature] ?? Number.NaN
      if (!Number.isNaN(cell)) sent[n++] = cell
    }
    const own = edgesOf(sent.subarray(0, n).sort())
    for (let row = 0; row < rows; row++) {
      bins[feature * rows + row] = binOf(own, cells[row * width + feature] ?? Number.NaN)
    }
    return own
  })
  return { rows, width, bins, edges }
}

/** An edge stands halfway between two different values; many alike are passed over together. */
function edgesOf(sorted: Float64Array): Float64Array {
  const edges: number[] = []
  for (let part = 1; part < mostBins - 1; part++) {
    const low = sorted[Math.floor((part * sorted.length) / (mostBins - 1)) - 1]
    const high = low === undefined ? undefined : sorted[firstWhere(sorted, (one) => one > low)]
    if (low === undefined || high === undefined) continue
    const edge = (low + high) / 2
    if (edge > (edges.at(-1) ?? Number.NEGATIVE_INFINITY)) edges.push(edge)
  }
  return Float64Array.from(edges)
}

const binOf = (edges: Float64Array, cell: number): number =>
  Number.isNaN(cell) ? missingBin : firstWhere(edges, (edge) => cell <= edge)

/** The first of rising values that fulfils what all after it do; their number where none does. */
function firstWhere(rising: Float64Array, isOne: (value: number) => boolean): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isOne(rising[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}
