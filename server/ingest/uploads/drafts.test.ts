import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { openDrafts } from './drafts.ts'

const given = { userId: 'planner@suzhou', siteId: 'suzhou', zone: 'UTC', name: '../../a.csv' }
const { signal } = new AbortController()
const folders = async () => (await readdir(tmpdir())).filter((name) => /^jidoka-import-/.test(name))

/** A body without end, and how much of it was taken. */
function endless() {
  const taken = { pieces: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        taken.pieces += 1
        controller.enqueue(new Uint8Array(1_000))
      },
    },
    { highWaterMark: 0 },
  )
  return { body, taken }
}

test('a file goes to the disk as it comes, and one that has no end is cut off at the limit', async () => {
  const drafts = openDrafts({ newId: (kind) => `${kind}-1` })
  const before = await folders()
  const { body, taken } = endless()
  await expect(
    drafts.receive(given, { body, mostBytes: 1024 * 1024, signal }),
  ).rejects.toMatchObject({
    code: 'too_large',
    message: 'The file is larger than 1 MB.',
    zh: { message: '文件超过 1 MB。' },
  })
  // What the pipes between hold at once, and no more.
  expect(taken.pieces).toBeLessThan(1_300)
  expect((await folders()).filter((name) => !before.includes(name))).toEqual([])
})

test('a file whose name leads elsewhere lies in its own folder until it is forgotten', async () => {
  const drafts = openDrafts({ newId: (kind) => `${kind}-1` })
  const body = new Blob(['a,b']).stream()
  const draft = await drafts.receive(given, { body, mostBytes: 10, signal })
  expect(draft.path.startsWith(`${draft.folder}/`)).toBe(true)
  expect(draft.path.slice(draft.folder.length + 1)).not.toContain('/')
  expect(draft.bytes).toBe(3)
  await drafts.forget(draft.id)
  expect(() => drafts.find(draft.id, given.userId)).toThrow('no longer here')
})
