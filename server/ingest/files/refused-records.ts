import type { CsvRecord } from './read-csv.ts'
import type { RefusalFile, RefusedRecord } from './refusal-file.ts'

/** Keeps the records of a batch until it is known which of them were refused. */
export type RefusedRecords = {
  remember: (record: CsvRecord) => void
  isFull: () => boolean
  /** Notes what is wrong with a record that was not sent. */
  refuse: (refused: RefusedRecord) => void
  /** The batch as it stands; what comes after it is of the next one. */
  take: () => KeptBatch
  /** Lists what was noted and what the sending of the batch refused, by line. */
  settle: (batch: KeptBatch, refused: readonly RefusedRecord[], list: RefusalFile) => Promise<void>
  count: () => number
  first: () => RefusedRecord | null
}

export type KeptBatch = { records: CsvRecord[]; noted: RefusedRecord[] }

const mostKept = 20_000

export function refusedRecords(file: string): RefusedRecords {
  let kept: KeptBatch = { records: [], noted: [] }
  let count = 0
  let first: RefusedRecord | null = null
  return {
    remember: (record) => {
      kept.records.push(record)
    },
    isFull: () => kept.records.length >= mostKept,
    refuse: (refused) => kept.noted.push(refused),
    take: () => {
      const batch = kept
      kept = { records: [], noted: [] }
      return batch
    },
    settle: async ({ records, noted }, refused, list) => {
      if (noted.length + refused.length === 0) return
      const cells = new Map(records.map((record) => [record.line, record.cells]))
      const lines = Object.groupBy([...noted, ...refused], ({ line }) => line)
      for (const parts of Object.values(lines)) {
        const record = joined(parts ?? [], file)
        await list.write(record, cells.get(record.line) ?? [])
        first ??= record
        count += 1
      }
    },
    count: () => count,
    first: () => first,
  }
}

/** One entry for a record: the first of what is wrong with it, and behind its reason the others. */
function joined(parts: readonly RefusedRecord[], file: string): RefusedRecord {
  const [head, ...others] = parts
  const more = new Set(
    others.map(({ field, value, reason }) => `${field} ${value ?? ''}: ${reason}`),
  )
  return {
    ...{ line: 0, stream: '', field: '', value: null, reason: '' },
    ...head,
    file,
    reason: [head?.reason, ...more].join('; '),
  }
}
