import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillTestFolder } from '../../../store/test-db.ts'
import { noDemo } from '../../test-cli.ts'
import { runCli } from '../run.ts'

let data = ''
let folder = ''
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'jidoka-watch-data-'))
  folder = await mkdtemp(join(tmpdir(), 'jidoka-watch-'))
  await fillTestFolder(data)
})
afterAll(() => Promise.all([data, folder].map((path) => rm(path, { recursive: true }))))

const linesOf = (stream: PassThrough) => createInterface({ input: stream })[Symbol.asyncIterator]()

/** Whole at once, as a copying program should do it. */
async function put(name: string, text: string): Promise<void> {
  await writeFile(join(folder, `.${name}`), text)
  await rename(join(folder, `.${name}`), join(folder, name))
}

test('a watched folder takes what comes to rest in it, and each change as the next revision', async () => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const [told, noted] = [linesOf(stdout), linesOf(stderr)]
  const control = new AbortController()
  await put('belt.md', '# Belt\n\nTighten it to 20 N·m.')
  const ended = runCli(
    ['docs', 'watch', folder, '--review', '12', '--every', '0.05', '--data', data],
    { stdin, stdout, stderr, signal: control.signal },
    noDemo,
  )
  expect((await told.next()).value).toBe('belt.md: belt revision 1, 1 passages, in force')
  await put('belt.md', '# Belt\n\nTighten it to 25 N·m, then check the tension.')
  expect((await told.next()).value).toBe('belt.md: belt revision 2, 1 passages, in force')
  // Refused, told once, and the folder is watched on.
  await put('locked.pdf', '%PDF-1.4 nothing else')
  await put('copy-of-belt.txt', '皮带张力 25 N·m。')
  expect((await told.next()).value).toMatch(/^copy-of-belt\.txt: copy-of-belt revision 1/)
  const refusal: string[] = []
  while (!refusal.some((line) => line.startsWith('fix:'))) {
    refusal.push((await noted.next()).value ?? 'fix: it ended')
  }
  expect(refusal.filter((line) => line.startsWith('error:'))).toEqual([
    expect.stringMatching(/^error: locked\.pdf: .*damaged/),
  ])
  control.abort()
  expect(await ended).toBe(0)
})
