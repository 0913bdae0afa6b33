/**
 * Sparkplug B payloads (Eclipse Sparkplug 3.0.0, section 6.4: sparkplug_b.proto). Read: what carries
 * one value. Data sets, templates, files and properties are named but not taken apart.
 */
import { PbfReader, PbfWriter } from 'pbf'

export type Metric = {
  name: string | null
  alias: number | null
  /** Milliseconds since 1970. */
  timestamp: number | null
  datatype: number | null
  isNull: boolean
  value: number | string | boolean | null
}

export type Payload = { timestamp: number | null; seq: number | null; metrics: Metric[] }

/** Data types of the specification, those that we speak. */
export const datatypes = {
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  uint64: 8,
  double: 10,
  boolean: 11,
  string: 12,
} as const

const emptyMetric = (): Metric => ({
  ...{ name: null, alias: null, timestamp: null, datatype: null },
  ...{ isNull: false, value: null },
})

/** An edge node of a whole plant has tens of thousands. */
const mostMetrics = 100_000

/** @throws Error for bytes that are no payload */
export function decodePayload(bytes: Uint8Array): Payload {
  const reader = new PbfReader(bytes)
  const payload: Payload = { timestamp: null, seq: null, metrics: [] }
  reader.readFields(readPayloadField, payload)
  if (reader.pos !== bytes.length) throw new Error('it ends in the middle of a field')
  return payload
}

function readPayloadField(tag: number, payload: Payload, reader: PbfReader): void {
  if (tag === 1) payload.timestamp = reader.readVarint()
  else if (tag === 2) {
    if (payload.metrics.length >= mostMetrics) throw new Error(`more than ${mostMetrics} metrics`)
    payload.metrics.push(reader.readMessage(readMetricField, emptyMetric()))
  } else if (tag === 3) payload.seq = reader.readVarint()
}

/** Fields of a metric that are read as they stand; the reader skips all others. */
function readMetricField(tag: number, metric: Metric, reader: PbfReader): void {
  if (tag === 1) metric.name = reader.readString()
  else if (tag === 2) metric.alias = reader.readVarint()
  else if (tag === 3) metric.timestamp = reader.readVarint()
  else if (tag === 4) metric.datatype = reader.readVarint()
  else if (tag === 7) metric.isNull = reader.readBoolean()
  else readValue(tag, metric, reader)
}

function readValue(tag: number, metric: Metric, reader: PbfReader): void {
  if (tag === 10 || tag === 11) metric.value = reader.readVarint(true)
  else if (tag === 12) metric.value = reader.readFloat()
  else if (tag === 13) metric.value = reader.readDouble()
  else if (tag === 14) metric.value = reader.readBoolean()
  else if (tag === 15) metric.value = reader.readString()
  else if (tag >= 16 && tag <= 19) metric.value = 'bytes, a data set or a template'
}

/** Bits of the integer types that may be negative; they travel as unsigned numbers. */
const signedBits: Record<number, number> = {
  [datatypes.int8]: 8,
  [datatypes.int16]: 16,
  [datatypes.int32]: 32,
}

/** The value as its data type means it; a metric of data may leave its type to the birth. */
export function meantValue(metric: Metric, datatype: number | null): Metric['value'] {
  const { value, isNull } = metric
  if (isNull) return null
  const type = metric.datatype ?? datatype
  if (typeof value !== 'number' || type === null) return value
  if (type === datatypes.uint64 && value < 0) return value + 2 ** 64
  const bits = signedBits[type]
  if (bits === undefined || value < 0) return value
  // Some senders fill the whole 32 bits of the field, some only those of the type.
  for (const width of [bits, 32]) {
    if (value >= 2 ** (width - 1) && value < 2 ** width) return value - 2 ** width
  }
  return value
}

export function encodePayload({ timestamp, seq, metrics }: Payload): Uint8Array {
  const writer = new PbfWriter()
  if (timestamp !== null) writer.writeVarintField(1, timestamp)
  for (const metric of metrics) writer.writeMessage(2, writeMetric, metric)
  if (seq !== null) writer.writeVarintField(3, seq)
  return writer.finish()
}

function writeMetric(metric: Metric, writer: PbfWriter): void {
  const { name, alias, timestamp, datatype, isNull, value } = metric
  if (name !== null) writer.writeStringField(1, name)
  if (alias !== null) writer.writeVarintField(2, alias)
  if (timestamp !== null) writer.writeVarintField(3, timestamp)
  if (datatype !== null) writer.writeVarintField(4, datatype)
  if (isNull) writer.writeBooleanField(7, true)
  else if (typeof value === 'boolean') writer.writeBooleanField(14, value)
  else if (typeof value === 'string') writer.writeStringField(15, value)
  else if (typeof value === 'number') writeNumber(value, datatype, writer)
}

function writeNumber(value: number, datatype: number | null, writer: PbfWriter): void {
  if (datatype === datatypes.int64 || datatype === datatypes.uint64) {
    writer.writeVarintField(11, value)
  } else if (datatype !== null && datatype < datatypes.int64) {
    writer.writeVarintField(10, value < 0 ? value + 2 ** 32 : value)
  } else writer.writeDoubleField(13, value)
}
