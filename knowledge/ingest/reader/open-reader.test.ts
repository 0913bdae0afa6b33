import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../../base/app-error.ts'
import { testPdf } from '../pdf/test-pdf.ts'
import { openReader, type ReaderSettings } from './open-reader.ts'

const pdf = { fileName: 'a.pdf', bytes: testPdf([[{ text: 'Oil it.', y: 700 }]]) }
const scan = { fileName: 'scan.pdf', bytes: testPdf([[]], { scanned: true }) }
const picture = {
  fileName: 'a.png',
  bytes: new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\nx', 'latin1')),
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jidoka-reader-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A stand-in for the package that recognises text, by the same contract. */
async function ocrThat(detects: string): Promise<string> {
  const path = join(folder, `ocr-${detects.length}.mjs`)
  await writeFile(
    path,
    `export default { create: async () => ({ detect: async (path) => ${detects} }) }`,
  )
  return path
}

async function readWith(settings: ReaderSettings, file = pdf) {
  const reader = openReader(settings)
  try {
    return await reader.read(file)
  } finally {
    reader.close()
  }
}

const refusalOf = async (settings: ReaderSettings, file = pdf): Promise<AppError> => {
  const error = await readWith(settings, file).catch((thrown: unknown) => thrown)
  if (error instanceof AppError) return error
  throw new Error('it was taken', { cause: error })
}

test('a process reads one file after the other, and says once what is wrong with one', async () => {
  const reader = openReader()
  const damaged = { fileName: 'b.pdf', bytes: new TextEncoder().encode('%PDF-1.4 x') }
  const [first, refused, third] = await Promise.allSettled([
    reader.read(pdf),
    reader.read(damaged),
    reader.read(pdf),
  ])
  expect(first).toMatchObject({ value: { parsed: { pages: 1 }, chunks: [{ text: 'Oil it.' }] } })
  expect(refused).toMatchObject({
    reason: { code: 'invalid_input', zh: { message: expect.stringContaining('已损坏') } },
  })
  expect(third.status).toBe('fulfilled')
  reader.close()
})

test('one person waits for their own files, and holds up another by one', async () => {
  const reader = openReader()
  const done: string[] = []
  const readBy = (who: string) => reader.read(pdf, { who }).then(() => done.push(who))
  const own = Array.from({ length: 5 }, () => readBy('a'))
  const sixth = readBy('a').catch((error: AppError) => error)
  await Promise.all([...own, readBy('b'), sixth])
  expect(await sixth).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('5 documents'),
  })
  expect(done.indexOf('b')).toBeLessThan(3)
  reader.close()
})

test('a file that takes too much memory or time ends its process, not ours', async () => {
  expect((await refusalOf({ limits: { heapMb: 8, rssMb: 30 } })).message).toMatch(
    /more than 30 MB of memory/,
  )
  expect((await refusalOf({ limits: { idleSeconds: 0.01 } })).message).toMatch(/nothing came of it/)
})

test('a reading that is given up ends', async () => {
  const reader = openReader()
  const control = new AbortController()
  const reading = reader.read(pdf, { signal: control.signal })
  control.abort(new Error('gone'))
  await expect(reading).rejects.toThrow('gone')
  reader.close()
})

test('without text recognition, pictures and scans are refused with what installs it', async () => {
  for (const [file, what] of [
    [picture, /is a picture/],
    [scan, /no text layer/],
  ] as const) {
    const { message, hint, zh } = await refusalOf({ ocr: null }, file)
    expect(message).toMatch(what)
    expect(hint).toMatch(/npm install --no-save .*@gutenye\/ocr-node@/)
    expect(zh?.hint).toContain('npm install')
  }
})

test('with it, a scan is read like any other PDF, with places in points', async () => {
  const ocr = await ocrThat(
    `[{ text: '1. 断电', box: [[1, 1], [7, 1], [7, 2], [1, 2]] }, { text: '2. 上锁', box: [[1, 3], [7, 3], [7, 4], [1, 4]] }]`,
  )
  const { parsed, chunks } = await readWith({ ocr }, scan)
  expect(parsed.parser).toMatch(/^ocr\/1 ocr-/)
  expect(chunks).toMatchObject([{ page: 1, text: '1. 断电\n2. 上锁' }])
  // 612 points over 8 pixels.
  expect(chunks[0]?.spans[0]?.box).toEqual([76.5, 76.5, 535.5, 153])
})

test('a package that breaks or ends its process is one clear reason', async () => {
  const broken = await ocrThat(`(() => { throw new Error('no model') })()`)
  expect((await refusalOf({ ocr: broken }, picture)).message).toMatch(
    /could not read "a.png": no model/,
  )
  const gone = await ocrThat(`process.exit(3)`)
  expect((await refusalOf({ ocr: gone }, picture)).message).toMatch(/its reader gave up/)
})
