import { DataType, type DataValue, VariantArrayType } from 'node-opcua-client'
import type { Signal } from '../signals/signal.ts'

/** What a server says of a node, at the time of its source. */
export function signalOf(address: string, heard: DataValue, receivedAt: Date): Signal {
  return {
    address,
    at: heard.sourceTimestamp ?? heard.serverTimestamp ?? receivedAt,
    value: plainValue(heard),
    quality: qualityOf(heard),
  }
}

/** The two upper bits of a status code (OPC UA part 4, 7.39). */
function qualityOf({ statusCode }: DataValue): Signal['quality'] {
  const severity = statusCode.value >>> 30
  if (severity === 0) return 'good'
  return severity === 1 ? 'uncertain' : 'bad'
}

function plainValue({ value: variant }: DataValue): Signal['value'] {
  const { dataType, arrayType, value } = variant
  if (value === null || value === undefined) return null
  if (arrayType !== VariantArrayType.Scalar) return 'an array'
  // No reading is so long, and hundreds of thousands of them may wait.
  if (typeof value === 'string' && value.length > 10_000)
    return `a text of ${value.length} characters`
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value
  }
  // Integers of 64 bits come as their upper and lower half.
  if (dataType === DataType.UInt64) return value[0] * 2 ** 32 + value[1]
  if (dataType === DataType.Int64) return (value[0] | 0) * 2 ** 32 + value[1]
  if (value instanceof Date) return value.toISOString()
  return `a value of type ${DataType[dataType]}`
}
