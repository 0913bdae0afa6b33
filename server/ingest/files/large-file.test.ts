import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsvPieces } from './read-csv.ts'

const megabyte = 1024 * 1024
const path = join(tmpdir(), `jidoka-large-${process.pid}.csv`)
const bytes = 30 * megabyte
const line = `CNC-01.temperature,2026-03-10T08:00:00Z,41.5,${'x'.repeat(150)}\n`
const records = Math.ceil(bytes / line.length)

beforeAll(async () => {
  const file = await open(path, 'w')
  await file.write(`tag,at,value,note\n`)
  const block = line.repeat(1_000)
  for (let at = 0; at < records; at += 1_000) {
    await file.write(block.slice(0, line.length * Math.min(1_000, records - at)))
  }
  await file.close()
})
afterAll(() => Promise.all([rm(path), rm(`${path}.gz`, { force: true })]))

/** How many bytes of the file were read and not yet given on, at most. */
async function mostHeld(file: string) {
  let [read, given, held, count] = [0, 0, 0, -1]
  const options = {
    ...{ delimiter: ',', encoding: 'utf-8' as const },
    onBytes: (sum: number) => {
      read = sum
    },
  }
  for await (const piece of readCsvPieces(file, options)) {
    held = Math.max(held, read - given)
    for (const { cells } of piece) given += cells.join(',').length + 1
    count += piece.length
  }
  return { held, count, read }
}

test('a file of 30 MB is read record by record, holding less than a megabyte of it', async () => {
  const { held, count, read } = await mostHeld(path)
  expect(count).toBe(records)
  expect(read).toBeGreaterThanOrEqual(bytes)
  expect(held).toBeLessThan(megabyte)
})

test('a gzip file that unpacks a hundred times is held no longer than a piece', async () => {
  const zeros = Readable.from(
    (function* () {
      yield 'tag,at,value,note\n'
      for (let at = 0; at < 10_000; at += 100) yield line.repeat(100)
    })(),
  )
  await pipeline(zeros, createGzip(), createWriteStream(`${path}.gz`))
  let [count, most] = [-1, 0]
  const options = { delimiter: ',', encoding: 'utf-8' as const }
  for await (const piece of readCsvPieces(`${path}.gz`, options)) {
    most = Math.max(most, piece.length)
    count += piece.length
  }
  expect(count).toBe(10_000)
  expect(most * line.length).toBeLessThan(megabyte)
})
