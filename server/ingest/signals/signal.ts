import type { StreamName, StreamRow, UnreadableRow } from '../../../factory/index.ts'

/** One value of one thing in the plant, as a door heard of it. */
export type Signal = {
  /** `group/node/device/metric`, `topic/field`, or an OPC UA node id. */
  address: string
  /** When the value was so, by the clock of its sender. */
  at: Date
  /** It was still so at this instant: a birth or a first reading repeats what stood before. */
  asOf?: Date
  value: number | string | boolean | null
  quality: 'good' | 'uncertain' | 'bad'
}

/** A row for the ingestion door, and where it came from. */
export type PlacedRow = { stream: StreamName; row: StreamRow; position: string }

/** Something that no row could be made of; its stream is where it would have gone. */
export type Unmapped = UnreadableRow & { stream: StreamName }

export type MappedRows = { rows: PlacedRow[]; unreadable: Unmapped[] }
