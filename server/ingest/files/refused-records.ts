import type { CsvRecord } from './read-csv.ts'
import type { RefusalFile, RefusedRecord } from './refusal-file.ts'

/** Keeps the records of a batch until it is known which of them were refused. */
export type RefusedRecords = {
  remember: (record: CsvRecord) => void
  isFull: () => boolean
  /** Notes what is wrong with a record that was not sent. */
  refuse: (refused: RefusedRecord) => void
  /** Lists what was noted and what the sending of the batch refused, by line, and forgets the batch. */
  settle: (refused: readonly RefusedRecord[], list: RefusalFile) => Promise<void>
  count: () => number
  first: () => RefusedRecord | null
}

const mostKept = 20_000

export function refusedRecords(file: string): RefusedRecords {
  const cells = new Map<number, string[]>()
  const noted: RefusedRecord[] = []
  let count = 0
  let first: RefusedRecord | null = null
  return {
    remember: (record) => cells.set(record.line, record.cells),
    isFull: () => cells.size >= mostKept,
    refuse: (refused) => noted.push(refused),
    settle: async (refused, list) => {
      const lines = Object.groupBy([...noted, ...refused], ({ line }) => line)
      for (const parts of Object.values(lines)) {
        const record = joined(parts ?? [], file)
        await list.write(record, cells.get(record.line) ?? [])
        first ??= record
        count += 1
      }
      noted.length = 0
      cells.clear()
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
