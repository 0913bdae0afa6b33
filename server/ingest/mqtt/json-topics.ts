import { hash } from 'node:crypto'
import type { StreamRow } from '../../../factory/index.ts'
import { readJson } from '../read-json.ts'
import type { SignalMappings, TopicMapping } from '../signals/mapping.ts'
import { type Captures, compilePattern, filled, longestAddress } from '../signals/pattern.ts'
import type { MappedRows, Signal, Unmapped } from '../signals/signal.ts'

export type JsonMessage = { topic: string; payload: Uint8Array; receivedAt: Date }

/** What a message said: signals for the mapping, or rows as they are. */
export type HeardJson = MappedRows & { signals: Signal[] }

export type JsonTopics = {
  /** What to subscribe to. */
  filters: string[]
  /** Null for a topic that no mapping knows. */
  hear: (message: JsonMessage) => HeardJson | null
}

const mostBytes = 1024 * 1024
const mostValues = 10_000

/** Plain JSON on topics: a value, an object of values, or rows. */
export function jsonTopics({ topics }: SignalMappings): JsonTopics {
  const known = topics.map((mapping) => ({ mapping, fits: compilePattern(mapping.topic) }))
  return {
    filters: [...new Set(topics.map(({ topic }) => topic.replaceAll(/\{\w+\}/g, '+')))],
    hear: (message) => {
      for (const { mapping, fits } of known) {
        const captures = fits(message.topic)
        if (captures !== null) return read(message, mapping, captures)
      }
      return null
    },
  }
}

function read(message: JsonMessage, mapping: TopicMapping, captures: Captures): HeardJson {
  try {
    const value = parse(message.payload)
    const at = timeOf(value, mapping, message.receivedAt)
    return mapping.row === undefined
      ? { signals: leavesOf(value, message.topic, { mapping, at }), rows: [], unreadable: [] }
      : rowOf({ message, value, at }, { ...mapping, row: mapping.row }, captures)
  } catch (error) {
    return { signals: [], rows: [], unreadable: [unreadable(message, mapping, error as Error)] }
  }
}

function parse(payload: Uint8Array): unknown {
  if (payload.length > mostBytes) throw new Error(`is larger than ${mostBytes} bytes`)
  const read = readJson(textOf(payload))
  if ('reason' in read) throw new Error(read.reason)
  return read.value
}

function textOf(payload: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload)
  } catch {
    throw new Error('is not UTF-8')
  }
}

function unreadable(
  { topic, payload }: JsonMessage,
  { stream = 'measurement' }: TopicMapping,
  { message: reason }: Error,
): Unmapped {
  const raw = Buffer.from(payload.subarray(0, 2_000)).toString('utf8')
  const position = `${topic}#${hash('sha256', payload).slice(0, 16)}`
  return { stream, position, raw, reason }
}

/** RFC 6901. */
function pointed(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (inside, step) => (inside instanceof Object ? Reflect.get(inside, step) : undefined),
      value,
    )
}

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i

/** Beyond this a number counts milliseconds; as seconds it would be the year 5138. */
const firstMilliseconds = 1e11

function timeOf(value: unknown, { time }: TopicMapping, receivedAt: Date): Date {
  if (time === undefined) return receivedAt
  const found = pointed(value, time)
  if (typeof found === 'number') {
    return new Date(Math.abs(found) < firstMilliseconds ? found * 1000 : found)
  }
  if (typeof found === 'string' && zoned.test(found)) return new Date(found)
  throw new Error(`has no instant at ${time}: ISO 8601 with its zone, or a number since 1970`)
}

type Place = { mapping: TopicMapping; at: Date }

/** Every value of the message under its own address, `topic/field/field`. */
function leavesOf(value: unknown, topic: string, { mapping, at }: Place): Signal[] {
  const signals: Signal[] = []
  const timeAddress = `${topic}${mapping.time ?? ''}`
  const visit = (inside: unknown, address: string) => {
    if (signals.length > mostValues) throw new Error(`has more than ${mostValues} values`)
    if (address.length > longestAddress) {
      throw new Error(`has a field whose address is longer than ${longestAddress} characters`)
    }
    if (inside instanceof Object) {
      for (const [name, item] of Object.entries(inside)) visit(item, `${address}/${name}`)
      return
    }
    if (address === timeAddress && inside !== value) return
    signals.push({ address, at, value: inside as Signal['value'], quality: 'good' })
  }
  visit(value, topic)
  return signals
}

type Read = { message: JsonMessage; value: unknown; at: Date }
type RowMapping = TopicMapping & { row: NonNullable<TopicMapping['row']> }

/** An array brings a row for each of its items. */
function rowOf(
  { message, value, at }: Read,
  { row, stream = 'measurement' }: RowMapping,
  captures: Captures,
): HeardJson {
  const made = Object.entries(row).map(([field, cell]) => {
    if (cell === '$time') return [field, at]
    if (typeof cell !== 'string') return [field, cell]
    return [field, cell.startsWith('/') ? pointed(value, cell) : filled(cell, captures)]
  })
  const position = `${message.topic}#${hash('sha256', message.payload).slice(0, 16)}`
  const found = Object.fromEntries(made.filter(([, cell]) => cell !== undefined)) as StreamRow
  return { signals: [], rows: [{ stream, row: found, position }], unreadable: [] }
}
