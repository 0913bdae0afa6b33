/**
 * Whatever a file is, it is read or refused with one clear reason in both languages, and the process
 * that asked goes on. Two hundred of them, and the manuals beside the project where they are.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { openReader } from './reader/open-reader.ts'
import { type UglyFile, uglyDocuments } from './test-ugly-documents.ts'

const manuals = fileURLToPath(new URL('../../../shared/data/manuals/', import.meta.url))
if (!existsSync(manuals)) console.warn(`skipped: there are no manuals at ${manuals}`)

const reader = openReader({ ocr: null, limits: { idleSeconds: 30, rssMb: 700 } })
/** For files of which nothing is expected but an end: giving up is one, and soon enough. */
const hurried = openReader({ ocr: null, limits: { idleSeconds: 3, rssMb: 700 } })
afterAll(() => Promise.all([reader.close(), hurried.close()]))

type Outcome = { text: string } | { refusal: AppError }

async function outcomeOf({ fileName, bytes, expects }: UglyFile): Promise<Outcome> {
  try {
    const { chunks } = await (expects ? reader : hurried).read({ fileName, bytes })
    return {
      text: chunks.map(({ headingPath, text }) => [...headingPath, text].join('\n')).join('\n'),
    }
  } catch (error) {
    if (error instanceof AppError) return { refusal: error }
    throw new Error(`${fileName} broke its reader`, { cause: error })
  }
}

/** What is wrong with an outcome, with the name of the file; null for nothing. */
function faultOf({ fileName, expects }: UglyFile, outcome: Outcome): string | null {
  if ('text' in outcome) {
    if (outcome.text.trim() === '') return `${fileName}: neither text nor a reason`
    const missed =
      expects !== undefined && (!('text' in expects) || !outcome.text.includes(expects.text))
    return missed ? `${fileName}: read as ${outcome.text.slice(0, 60)}` : null
  }
  const { message, hint = '', zh } = outcome.refusal
  const isClear = hint !== '' && /\p{Script=Han}/u.test(`${zh?.message}${zh?.hint}`)
  if (!isClear) return `${fileName}: no clear reason: ${message}`
  const missed =
    expects !== undefined && (!('refusal' in expects) || !expects.refusal.test(message))
  return missed ? `${fileName}: refused: ${message}` : null
}

async function faultsOf(files: UglyFile[]): Promise<string[]> {
  const faults: string[] = []
  for (const file of files) {
    const fault = faultOf(file, await outcomeOf(file))
    if (fault !== null) faults.push(fault)
  }
  return faults
}

test('two hundred ugly files are each read or refused with one clear reason', async () => {
  const files = await uglyDocuments()
  expect(files.length).toBeGreaterThanOrEqual(200)
  expect(await faultsOf(files)).toEqual([])
  const bytes = new TextEncoder().encode('断电。')
  const after = await outcomeOf({ fileName: 'after.md', bytes, expects: { text: '断电。' } })
  expect(after).toEqual({ text: '断电。' })
})

test.skipIf(!existsSync(manuals))('real manuals are all read', async () => {
  const paths = globSync('**/*.{md,txt,pdf}', { cwd: manuals }).sort()
  const files = paths.map(
    (path): UglyFile => ({
      fileName: basename(path),
      bytes: new Uint8Array(readFileSync(`${manuals}${path}`)),
      expects: { text: '' },
    }),
  )
  expect(await faultsOf(files)).toEqual([])
})
