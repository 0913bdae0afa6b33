/**
 * `npm run bench -- documents [--pages 1000]`
 *
 * A PDF of this many pages taken in: how many pages a second of processor time reading takes, and
 * reading and storing together, and the most memory that the reading process held. Processor time is
 * that of all threads, so it says what one core does however busy the machine is.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { addDocument, type DocumentReader, readHere } from '../../knowledge/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { report } from '../report.ts'
import { longManual } from './documents/long-manual.ts'

const { values: options } = parseArgs({
  options: {
    pages: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
})
const pages = Number(options.pages)
const megabyte = 1024 * 1024

/** High water of this process since it began; on systems that do not say, what it holds now. */
function peakMb(): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    return Math.round(Number(line) / 1024)
  } catch {
    return Math.round(process.memoryUsage.rss() / megabyte)
  }
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

const file = { fileName: 'manual.pdf', bytes: longManual(pages) }
const beforeMb = peakMb()
const began = cpuSeconds()
const document = await readHere(file)
const read = cpuSeconds()
const readPeakMb = peakMb()
const reader: DocumentReader = {
  read: async () => document,
  readsPictures: () => false,
  close: () => undefined,
}
const db = await openTestDb()
const opened = cpuSeconds()
const { chunks } = await addDocument(
  { db, clock: () => new Date(0), reader },
  { siteId: 'group', ...file },
)
const stored = cpuSeconds()
await db.close()

const metrics = {
  pages,
  file_mb: Math.round(file.bytes.length / megabyte),
  passages: chunks,
  tables_kept: document.chunks.filter(({ text }) => text.includes('| Code | Cause | Remedy |'))
    .length,
  read_pages_s: Math.round(pages / (read - began)),
  store_pages_s: Math.round(pages / (stored - opened)),
  ingest_pages_s: Math.round(pages / (read - began + stored - opened)),
  before_mb: beforeMb,
  read_peak_mb: readPeakMb,
}
for (const [key, value] of Object.entries(metrics))
  process.stderr.write(`${key.padEnd(24)}${value}\n`)
report({
  name: 'documents',
  cases: pages,
  metrics,
  targets: {
    ingest_pages_s: { op: '>=', value: 40 },
    read_peak_mb: { op: '<=', value: 600 },
    tables_kept: { op: '>=', value: pages },
  },
})
