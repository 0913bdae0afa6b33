import { type Binned, missingBin, mostBins } from './bins.ts'
import { boosting, type Tree } from './tree.ts'

type Growing = {
  data: Binned
  residuals: Float64Array
  rows: Int32Array
  features: readonly number[]
}

type Split = { feature: number; bin: number; gain: number }
type Sums = { sums: Float64Array; counts: Int32Array }

/** One regression tree of the residuals; leaves hold the shrunken mean of theirs. */
export function growTree({ data, residuals, rows, features }: Growing): Tree {
  const tree: Tree = { feature: [], threshold: [], left: [], value: [] }
  const leaf = () => {
    tree.feature.push(-1)
    tree.threshold.push(0)
    tree.left.push(0)
    return tree.value.push(0) - 1
  }
  const spare = new Int32Array(rows.length)
  const grow = (node: number, own: Int32Array, { depth, known }: Known) => {
    const histogram = known ?? sumUp({ data, residuals, rows: own, features })
    const split = depth < boosting.depth ? bestSplit(histogram, features) : null
    const edge = split && data.edges[split.feature]?.[split.bin]
    if (split === null || edge === undefined || edge === null) {
      tree.value[node] = boosting.shrinkage * meanOf(own, residuals)
      return
    }
    const cut = partition(own, spare, { data, split })
    const [left, right] = [own.subarray(0, cut), own.subarray(cut)]
    const least = left.length <= right.length ? left : right
    const smaller = sumUp({ data, residuals, rows: least, features })
    const larger = without(histogram, smaller)
    const child = leaf()
    leaf()
    tree.feature[node] = split.feature
    tree.threshold[node] = edge
    tree.left[node] = child
    const isLeft = least === left
    grow(child, left, { depth: depth + 1, known: isLeft ? smaller : larger })
    grow(child + 1, right, { depth: depth + 1, known: isLeft ? larger : smaller })
  }
  grow(leaf(), rows, { depth: 0, known: null })
  return tree
}

type Known = { depth: number; known: Sums | null }

const meanOf = (rows: Int32Array, residuals: Float64Array): number => {
  let sum = 0
  for (const row of rows) sum += residuals[row] ?? 0
  return sum / (rows.length + boosting.ridge)
}

function sumUp({ data, residuals, rows, features }: Growing): Sums {
  const sums = new Float64Array(features.length * mostBins)
  const counts = new Int32Array(features.length * mostBins)
  features.forEach((feature, at) => {
    const [column, from] = [feature * data.rows, at * mostBins]
    for (const row of rows) {
      const cell = from + (data.bins[column + row] as number)
      sums[cell] = (sums[cell] as number) + (residuals[row] as number)
      counts[cell] = (counts[cell] as number) + 1
    }
  })
  return { sums, counts }
}

/** The histogram of one child is that of its parent less that of the other. */
const without = (all: Sums, part: Sums): Sums => ({
  sums: all.sums.map((sum, at) => sum - (part.sums[at] as number)),
  counts: all.counts.map((count, at) => count - (part.counts[at] as number)),
})

function bestSplit({ sums, counts }: Sums, features: readonly number[]): Split | null {
  let best: Split | null = null
  features.forEach((feature, at) => {
    const from = at * mostBins
    let [all, n] = [0, 0]
    for (let bin = 0; bin < mostBins; bin++) {
      all += sums[from + bin] as number
      n += counts[from + bin] as number
    }
    const whole = score(all, n)
    let [left, leftN] = [0, 0]
    for (let bin = 0; bin < missingBin; bin++) {
      left += sums[from + bin] as number
      leftN += counts[from + bin] as number
      if (leftN < boosting.leastRows) continue
      if (n - leftN < boosting.leastRows) break
      const gain = score(left, leftN) + score(all - left, n - leftN) - whole
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain }
    }
  })
  return best
}

const score = (sum: number, n: number): number => (sum * sum) / (n + boosting.ridge)

type Cut = { data: Binned; split: Split }

/** Rows of the left child come first, in their order; @returns how many they are. */
function partition(rows: Int32Array, spare: Int32Array, { data, split }: Cut): number {
  const column = split.feature * data.rows
  let [left, right] = [0, 0]
  for (const row of rows) {
    if ((data.bins[column + row] as number) <= split.bin) rows[left++] = row
    else spare[right++] = row
  }
  rows.set(spare.subarray(0, right), left)
  return left
}
