import { nearest } from '../../../base/near.ts'
import type { StreamRow } from '../../../factory/index.ts'
import type {
  AlarmSignal,
  CounterSignal,
  MeasurementSignal,
  SignalMapping,
  SignalMappings,
  StateSignal,
} from './mapping.ts'
import { type Captures, compilePattern, filled } from './pattern.ts'
import { type ProductMemory, rememberProducts } from './product-memory.ts'
import type { MappedRows, PlacedRow, Signal, Unmapped } from './signal.ts'

export type SignalMapper = {
  /**
   * Rows of what was heard at one time. What is ignored is left out; an address that fits nothing
   * is named once, with its first value.
   */
  rowsOf: (signals: readonly Signal[]) => MappedRows
  /** How many addresses fit nothing. */
  unknown: () => number
  /** Rows that say that the machines below an address are gone. */
  lostBelow: (prefix: string, at: Date) => PlacedRow[]
}

type Fitting = { mapping: SignalMapping; captures: Captures }
type Found = Fitting | 'ignored' | 'product' | null

const addressesKept = 200_000
/** Each is compared with every signal of the mapping. */
const addressesExplained = 100

export function signalMapper(mappings: SignalMappings): SignalMapper {
  const find = finder(mappings)
  const products = rememberProducts(mappings)
  const named = new Set<string>()
  const nameOnce = (mapped: MappedRows, signal: Signal) => {
    if (named.has(signal.address) || named.size >= addressesKept) return
    named.add(signal.address)
    const near = named.size > addressesExplained ? [] : nearestSignals(signal, mappings)
    mapped.unreadable.push(unknownAddress(signal, near))
  }
  return {
    rowsOf: (signals) => {
      for (const signal of signals) products.hear(signal)
      const mapped: MappedRows = { rows: [], unreadable: [] }
      for (const signal of signals) {
        const found = find.mappingOf(signal.address)
        if (found === 'ignored' || found === 'product') continue
        if (found === null) nameOnce(mapped, signal)
        else take(mapped, signal, rowOf(signal, found, products))
      }
      return mapped
    },
    unknown: () => named.size,
    lostBelow: (prefix, at) =>
      find.below(prefix).flatMap(({ address, fitting }) => lostRow(address, fitting, at)),
  }
}

function finder({ signals, ignore }: SignalMappings) {
  const patterns = signals.map((mapping) => ({ mapping, fits: compilePattern(mapping.at) }))
  const left = ignore.map(compilePattern)
  const productAddresses = signals.flatMap((one) =>
    'productAt' in one && one.productAt !== undefined ? [compilePattern(one.productAt)] : [],
  )
  const cache = new Map<string, Found>()
  const look = (address: string): Found => {
    for (const { mapping, fits } of patterns) {
      const captures = fits(address)
      if (captures !== null) return { mapping, captures }
    }
    if (productAddresses.some((fits) => fits(address) !== null)) return 'product'
    return left.some((fits) => fits(address) !== null) ? 'ignored' : null
  }
  return {
    mappingOf: (address: string): Found => {
      const cached = cache.get(address)
      if (cached !== undefined) return cached
      const found = look(address)
      if (cache.size < addressesKept) cache.set(address, found)
      return found
    },
    below: (prefix: string) => {
      const known: { address: string; fitting: Fitting }[] = []
      for (const [address, found] of cache) {
        const fits = found !== null && typeof found === 'object' && address.startsWith(prefix)
        if (fits) known.push({ address, fitting: found })
      }
      return known
    },
  }
}

const nearestSignals = ({ address }: Signal, { signals }: SignalMappings): string[] =>
  nearest(
    address,
    signals.map(({ at }) => at),
  )

const unknownAddress = (signal: Signal, near: string[]): Unmapped => ({
  stream: 'measurement',
  position: signal.address,
  raw: JSON.stringify(signal),
  reason: `no signal of the mapping fits ${signal.address}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}`,
})

type Made = { stream: PlacedRow['stream']; row: object } | { refused: string } | null

/** A state or counter that was still so at a later instant is a sample of that instant too. */
function take(mapped: MappedRows, signal: Signal, make: (at: Date) => Made): void {
  const instants =
    signal.asOf === undefined || signal.asOf <= signal.at ? [signal.at] : [signal.at, signal.asOf]
  for (const at of instants) {
    const made = make(at)
    if (made === null) return
    const position = `${signal.address}@${Number.isNaN(at.getTime()) ? '?' : at.toISOString()}`
    if ('refused' in made) {
      const raw = JSON.stringify(signal)
      mapped.unreadable.push({ stream: 'measurement', position, raw, reason: made.refused })
      return
    }
    // The stream's own schema judges the row; here it is whatever the mapping made of the signal.
    mapped.rows.push({ stream: made.stream, row: made.row as StreamRow, position })
    if (made.stream !== 'state_sample' && made.stream !== 'counter_sample') return
  }
}

function rowOf(
  signal: Signal,
  { mapping, captures }: Fitting,
  products: ProductMemory,
): (at: Date) => Made {
  if ('measurement' in mapping) return (at) => measurementRow({ signal, mapping, captures, at })
  if ('state' in mapping) return (at) => stateRow({ signal, mapping, captures, at })
  if ('alarm' in mapping) return (at) => alarmRow({ signal, mapping, captures, at })
  return (at) => counterRow({ signal, mapping, captures, at }, products)
}

type Heard<Mapping> = { signal: Signal; mapping: Mapping; captures: Captures; at: Date }

function measurementRow({ signal, mapping, captures, at }: Heard<MeasurementSignal>): Made {
  const { value, quality } = signal
  if (value === null) return null
  const number = typeof value === 'boolean' ? Number(value) : value
  const scaled = typeof number === 'number' ? number * mapping.scale + mapping.offset : number
  const tagId = filled(mapping.measurement, captures)
  return { stream: 'measurement', row: { tagId, at, value: scaled, quality } }
}

function stateRow({ signal, mapping, captures, at }: Heard<StateSignal>): Made {
  if (signal.value === null || signal.quality === 'bad') return null
  const meaning = mapping.values[String(signal.value)]
  if (meaning === undefined) {
    const known = Object.keys(mapping.values).join(', ')
    return { refused: `the mapping gives no state for the value ${signal.value}; known: ${known}` }
  }
  return stateSample(filled(mapping.state, captures), at, meaning)
}

const stateSample = (machineId: string, at: Date, meaning: StateSignal['values'][string]): Made => {
  const { reason: reasonId = null, ...state } = meaning
  return { stream: 'state_sample', row: { machineId, at, ...state, reasonId } }
}

function counterRow(heard: Heard<CounterSignal>, products: ProductMemory): Made {
  const { signal, mapping, captures, at } = heard
  if (signal.value === null || signal.quality === 'bad') return null
  const { product, productAt = '', name, countsAs, rollsOverAt = null } = mapping
  const address = filled(productAt, captures)
  const productId = product === undefined ? products.at(address, at) : filled(product, captures)
  if (productId === null)
    return { refused: `nothing has said yet which product it was: ${address}` }
  const { plannedRunSPerPiece = null } = mapping
  const row = {
    ...{ machineId: filled(mapping.counter, captures), at, value: signal.value },
    ...{ counter: name ?? signal.address.split('/').at(-1), countsAs, rollsOverAt },
    ...{ productId, plannedRunSPerPiece },
  }
  return { stream: 'counter_sample', row }
}

function alarmRow({ signal, mapping, captures, at }: Heard<AlarmSignal>): Made {
  const { value } = signal
  if (value === null || value === 0 || value === false || value === '') return null
  const machineId = filled(mapping.alarm, captures)
  const code = value === true ? (signal.address.split('/').at(-1) ?? '') : String(value)
  return { stream: 'machine_alarm', row: { machineId, at, code } }
}

function lostRow(address: string, { mapping, captures }: Fitting, at: Date): PlacedRow[] {
  if (!('state' in mapping) || mapping.lost === undefined) return []
  const made = stateSample(filled(mapping.state, captures), at, mapping.lost)
  if (made === null || 'refused' in made) return []
  return [{ ...made, row: made.row as StreamRow, position: `${address}@${at.toISOString()}` }]
}
