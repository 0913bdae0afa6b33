import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { describeOnEachStore, describeOnSharedStore } from '../../store/test-db.ts'
import { reindex } from '../generations/reindex.ts'
import { addDocument } from '../ingest/add-document.ts'
import { openReader } from '../ingest/reader/open-reader.ts'
import type { Providers } from '../providers/providers.ts'
import { type FakeProvider, providersAt, startFakeProvider } from '../test-providers.ts'
import { searchKnowledge } from './search-knowledge.ts'

let fake: FakeProvider
beforeAll(async () => {
  fake = await startFakeProvider()
})
const reader = openReader()
afterAll(() => {
  reader.close()
  return fake.close()
})

const clock = () => new Date(0)
const personAt = (siteId: string, role = 'operator') => ({
  userId: `${role}@${siteId}`,
  roles: [{ siteId, role }],
  language: 'en' as const,
})
const principal = personAt('suzhou')

const farOff = new Date('2999-01-01')

const texts: [id: string, text: string, more?: object][] = [
  ['heat', '# Drive\n\nTemperature too high: check the coolant pump.'],
  ['oil', '# Oil\n\nFill the reservoir once a week.'],
  ['closed', '# Closed\n\nOvertemperatures of the furnace.', { readerRoles: ['manager'] }],
  ['secret', '# Secret\n\nOvertemperatures of the die.', { clearance: 'confidential' }],
  ['planned', '# Planned\n\nOvertemperatures of the saw.', { inForce: { from: farOff } }],
  ['theirs', '# Theirs\n\nOvertemperatures of the press.', { siteId: 'dongguan' }],
]

async function stock(db: Db, providers: Providers): Promise<Db> {
  const sites = ['suzhou', 'dongguan'].map((siteId) => ({
    ...{ siteId, nameZh: siteId, nameEn: siteId, zone: 'Asia/Shanghai' },
  }))
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(sites))
  for (const [id, text, more] of texts) {
    const bytes = new TextEncoder().encode(text)
    const document = { siteId: 'suzhou', id, fileName: `${id}.md`, bytes, ...more }
    await addDocument({ db, clock }, document)
  }
  await embed(db, providers)
  return db
}

const embed = (db: Db, { embedder }: Providers) =>
  reindex(
    { db, clock, reader, embedder, signal: AbortSignal.timeout(60_000) },
    { which: 'outdated' },
  )

const question = 'overtemperature'
const search = (db: Db, providers: Providers | undefined, as = principal, more: object = {}) =>
  searchKnowledge({ db, principal: as, providers }, { query: question, limit: 5, ...more })
const documentsIn = async (found: ReturnType<typeof search>) =>
  (await found).passages.map(({ document }) => document)

describeOnSharedStore('search with providers', (store) => {
  beforeAll(() => stock(store(), providersAt({ url: fake.url })))

  test('vectors find what shares no word with the question, and the result says that they did', async () => {
    const providers = providersAt({ url: fake.url })
    const db = store()
    expect(await documentsIn(search(db, undefined))).toEqual([])
    const found = await search(db, providers)
    expect(found.passages[0]).toMatchObject({
      document: 'heat',
      heading: 'Drive',
      quote: expect.stringContaining('Temperature too high'),
    })
    expect(found.retrieval).toEqual({ mode: 'hybrid', fellBack: [] })
  })

  test('nobody is near to a passage of another site or of other roles', async () => {
    const providers = providersAt({ url: fake.url })
    const db = store()
    const seenBy = (as: typeof principal, more: object = {}) =>
      documentsIn(search(db, providers, as, more))
    // The whole memory is read by one who may see it all, before those ask who may not.
    const all = ['closed', 'heat', 'oil', 'secret']
    expect((await seenBy(personAt('suzhou', 'manager'))).sort()).toEqual(all)
    expect((await seenBy(principal)).sort()).toEqual(['heat', 'oil'])
    expect(await seenBy(personAt('dongguan'))).toEqual(['theirs'])
    expect(await seenBy(principal, { siteIds: ['dongguan'] })).toEqual([])
    expect(await seenBy(principal, { language: 'zh' })).toEqual([])
  })

  test('vectors are of what is in force at the instant of the question, and not of the past', async () => {
    const providers = providersAt({ url: fake.url })
    const db = store()
    const then = await search(db, providers, principal, { at: farOff })
    expect(then.passages.map(({ document }) => document)).toContain('planned')
    const before = await search(db, providers, principal, { at: new Date('2000-01-01') })
    expect(before.retrieval).toEqual({
      mode: 'lexical',
      fellBack: ['embeddings by grams/256: what was in force before has no vectors'],
    })
  })

  test('a provider that fails leaves the search by words, with the reason', async () => {
    const providers = providersAt({ url: fake.url, rerank: {} })
    const db = store()
    fake.breakNext('error', 'busy')
    const found = await searchKnowledge(
      { db, principal, providers },
      { query: 'fill the reservoir', limit: 5 },
    )
    expect(found.passages[0]?.document).toBe('oil')
    expect(found.retrieval.mode).toBe('lexical')
    expect(found.retrieval.fellBack).toEqual([
      'embeddings by grams/256: it answers 500',
      'rerank by grams-rerank: it is asked too often (429)',
    ])
  })

  test('a reranker orders the best and may say that one of them is an answer', async () => {
    const wordsAlone = { embeddings: null, rerank: { answerFrom: 0.3 } }
    const providers = providersAt({ url: fake.url, ...wordsAlone })
    const db = store()
    const found = await searchKnowledge(
      { db, principal, providers },
      { query: 'temperature reservoir', limit: 1 },
    )
    expect(found.retrieval).toEqual({ mode: 'lexical+rerank', fellBack: [] })
    expect(found.answerable).toBe(true)
    expect(found.passages).toHaveLength(1)
  })

  test('a reranker does not make the text of another code an answer', async () => {
    const wordsAlone = { embeddings: null, rerank: { answerFrom: 0.3 } }
    const providers = providersAt({ url: fake.url, ...wordsAlone })
    const query = 'temperature reservoir E-9l7'
    const found = await searchKnowledge({ db: store(), principal, providers }, { query, limit: 1 })
    expect(found.passages).toHaveLength(1)
    expect(found.unknown).toContain('e9l7')
    expect(found.answerable).toBe(false)
  })
})

describeOnEachStore('embedded passages', (open) => {
  test('a document that is closed after it was embedded is near to nobody else', async () => {
    const providers = providersAt({ url: fake.url })
    const db = await stock(await open(), providers)
    await search(db, providers)
    const bytes = new TextEncoder().encode(texts[0]?.[1])
    const closing = { siteId: 'suzhou', id: 'heat', fileName: 'heat.md', bytes }
    await addDocument({ db, clock }, { ...closing, readerRoles: ['manager'] })
    expect(await documentsIn(search(db, providers))).toEqual(['oil'])
  })

  test('vectors of another model are not compared, until all are of this one', async () => {
    const db = await stock(await open(), providersAt({ url: fake.url }))
    const other = providersAt({ url: fake.url, embeddings: { model: 'other' } })
    expect((await search(db, other)).retrieval).toEqual({
      mode: 'lexical',
      fellBack: ['embeddings by other/256: not all passages are embedded by it yet'],
    })
    await embed(db, other)
    expect((await search(db, other)).retrieval.mode).toBe('hybrid')
    const generations = await db.tx('read', (tx) =>
      tx.rows(sql`select generation, status, embedded_by as by from index_generation
        order by generation`),
    )
    expect(generations).toEqual([
      { generation: 1, status: 'replaced', by: null },
      { generation: 2, status: 'replaced', by: 'grams/256' },
      { generation: 3, status: 'live', by: 'other/256' },
    ])
  })
})
