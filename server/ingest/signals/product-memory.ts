import type { SignalMappings } from './mapping.ts'
import { compilePattern } from './pattern.ts'
import type { Signal } from './signal.ts'

export type ProductMemory = {
  hear: (signal: Signal) => void
  /** What the address said last at or before the instant. */
  at: (address: string, instant: Date) => string | null
}

const changesKept = 500
const addressesKept = 10_000
/** No id of a product is longer. */
const longestProduct = 200

/** Which product each address named when; what was heard late finds its place by its time. */
export function rememberProducts({ signals }: SignalMappings): ProductMemory {
  const patterns = signals.flatMap((one) =>
    'productAt' in one && one.productAt !== undefined ? [compilePattern(one.productAt)] : [],
  )
  const heard = new Map<string, { at: number; product: string }[]>()
  return {
    hear: ({ address, at, asOf, value }) => {
      if (patterns.length === 0 || value === null || value === '') return
      const product = String(value)
      const isNew = !heard.has(address)
      if (product.length > longestProduct || (isNew && heard.size >= addressesKept)) return
      if (isNew && !patterns.some((fits) => fits(address) !== null)) return
      const changes = heard.get(address) ?? []
      const since = asOf === undefined || asOf > at ? at : asOf
      changes.push({ at: since.getTime(), product })
      changes.sort((a, b) => a.at - b.at)
      heard.set(address, changes.slice(-changesKept))
    },
    at: (address, instant) =>
      heard.get(address)?.findLast(({ at }) => at <= instant.getTime())?.product ?? null,
  }
}
