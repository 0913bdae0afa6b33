import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type FakeProvider,
  providerKey,
  providersAt,
  startFakeProvider,
} from '../test-providers.ts'

let fake: FakeProvider
beforeAll(async () => {
  fake = await startFakeProvider()
})
afterAll(() => fake.close())

const { signal } = new AbortController()
const at = (more: object = {}) => providersAt({ url: fake.url, rerank: {}, ...more })
const question = (more: object = {}) => at(more).embedder?.embedQuestion('spindle torque', signal)
const passages = (more: object = {}) => at(more).embedder?.embedPassages(['one', 'two'], signal)
const scores = (more: object = {}) => at(more).reranker?.score('torque', ['oil', 'torque'], signal)

test('texts become vectors of unit length, in their order whatever order they come in', async () => {
  const found = await passages()
  if (found?.kind !== 'vectors') throw new Error('no vectors')
  const [one] = found.vectors
  expect(Math.hypot(...(one ?? []))).toBeCloseTo(1, 5)
  const alone = await at().embedder?.embedPassages(['one'], signal)
  expect(alone).toEqual({ kind: 'vectors', vectors: [one] })
})

test.each(['cohere', 'tei'] as const)(
  'a reranker of the kind %s scores every text',
  async (api) => {
    const found = await scores({ rerank: { api } })
    if (found?.kind !== 'scores') throw new Error('no scores')
    const [oil, torque] = found.scores
    expect(torque).toBeGreaterThan(oil ?? Number.POSITIVE_INFINITY)
  },
)

test('what goes wrong is said in our words, without the key and without theirs', async () => {
  const said = async (wanted: Promise<unknown> | undefined) => {
    const found = JSON.stringify(await wanted)
    expect(found).not.toContain(providerKey)
    expect(found).not.toContain('stranger')
    return found
  }
  expect(await said(question({ embeddings: { apiKey: null } }))).toContain(
    'it refuses the key (401)',
  )
  expect(await said(question({ embeddings: { url: `${fake.url}/x` } }))).toContain('(404)')
  expect(await said(question({ embeddings: { allowPrivate: false } }))).toContain(
    '127.0.0.1 is no address that may be reached',
  )
  for (const [fault, why] of [
    [
      'short_vectors',
      'its vectors have 128 numbers, not the 256 of retrieval.embeddings.dimension',
    ],
    ['too_few', 'it gives 0 vectors for 1 texts'],
    ['cut', 'its answer broke off'],
    ['no_json', 'its answer is no JSON'],
    ['error', 'it answers 500'],
    ['redirect', 'it answers 307'],
    ['busy', 'it is asked too often (429)'],
  ] as const) {
    fake.breakNext(fault)
    expect(await said(question())).toContain(why)
  }
  fake.breakNext('hang')
  expect(await said(scores({ rerank: { timeoutMs: 100 } }))).toContain('no answer in time')
})

test('in the background a busy provider is asked again after the pause that it wants', async () => {
  const pauses: number[] = []
  fake.breakNext('busy', 'error', 'cut')
  expect(await passages({ pauses })).toMatchObject({ kind: 'vectors' })
  expect(pauses).toEqual([7000, 1000, 2000])
})

test('a key that is refused is not tried again', async () => {
  const before = fake.asked.length
  expect(await passages({ embeddings: { apiKey: null } })).toMatchObject({ kind: 'failed' })
  expect(fake.asked.length).toBe(before + 1)
})

test('a provider that failed rests, so that the next one who asks does not wait for it', async () => {
  let now = new Date(0)
  const { embedder } = at({ clock: () => now })
  fake.breakNext('busy')
  await embedder?.embedQuestion('a', signal)
  const before = fake.asked.length
  expect(await embedder?.embedQuestion('a', signal)).toMatchObject({
    why: expect.stringContaining('asked again after 1970-01-01T00:00:07.000Z'),
  })
  expect(fake.asked.length).toBe(before)
  expect(embedder?.trouble()).toContain('429')
  now = new Date(7000)
  expect(await embedder?.embedQuestion('a', signal)).toMatchObject({ kind: 'vectors' })
  expect(embedder?.trouble()).toBeNull()
})

test('whoever goes away does not make the provider look broken', async () => {
  const { embedder } = at()
  const gone = new AbortController()
  fake.breakNext('hang')
  const waiting = embedder?.embedQuestion('a', gone.signal)
  gone.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  expect(embedder?.trouble()).toBeNull()
})

test('another prefix, model or dimension is another name; another address is not', () => {
  const nameWith = (embeddings: object) => at({ embeddings }).embedder?.name
  const name = nameWith({})
  expect(nameWith({ url: 'http://elsewhere.test/v1' })).toBe(name)
  for (const other of [{ passagePrefix: 'passage: ' }, { model: 'x' }, { dimension: 8 }]) {
    expect(nameWith(other)).not.toBe(name)
  }
})
