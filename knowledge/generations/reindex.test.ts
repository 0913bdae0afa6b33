import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { type Db, schema } from '../../store/index.ts'
import { describeOnEachStore } from '../../store/test-db.ts'
import { addDocument } from '../ingest/add-document.ts'
import { type DocumentReader, openReader } from '../ingest/reader/open-reader.ts'
import { readDocument } from '../retrieval/read.ts'
import { searchPassages } from '../retrieval/search.ts'
import { type FakeProvider, providersAt, startFakeProvider } from '../test-providers.ts'
import { liveGeneration, openGeneration } from './generation.ts'
import { revisionsToRead } from './outdated.ts'
import { type ReindexDeps, reindex } from './reindex.ts'
import { stageRevision } from './stage-revision.ts'
import { switchGeneration } from './switch-generation.ts'

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
const operator = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}
const site = { siteId: 'suzhou', nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }

const add = (db: Db, id: string, text: string, more: object = {}) => {
  const bytes = new TextEncoder().encode(text)
  return addDocument({ db, clock }, { siteId: 'suzhou', id, fileName: `${id}.md`, bytes, ...more })
}

/** Two documents that an earlier version is said to have read and cut in its own way. */
async function readByFormer(open: () => Promise<Db>): Promise<Db> {
  const db = await open()
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  await add(db, 'pump', '# Pump\n\nGrease the bearing. Wipe it dry.')
  await add(db, 'valve', '# Valve\n\nTurn it left.')
  await db.tx('owner', (tx) =>
    tx.exec(`update document_revision set parser = 'markdown/0 terms/0';
      alter table chunk disable trigger posted_as_it_is;
      update chunk set text = 'GREASE THE BEARING  (p. 1)', terms = '''former''' where document_id = 'pump';
      alter table chunk enable always trigger posted_as_it_is;
      delete from posting;
      select jidoka_post_passages(array(select id from chunk))`),
  )
  return db
}

const made = (db: Db, more: Partial<ReindexDeps> = {}) => {
  const signal = AbortSignal.timeout(60_000)
  return reindex({ db, clock, reader, embedder: null, signal, ...more }, { which: 'outdated' })
}

const found = async (db: Db, query: string) =>
  (await searchPassages({ db, principal: operator }, { query, limit: 5 })).passages.map(
    ({ text }) => text,
  )

const textsOf = async (db: Db, quote?: string, principal = operator) => {
  const request = { document: 'pump', revision: 1, mostCharacters: 1000 }
  const read = await readDocument(
    { db, principal },
    { ...request, ...(quote === undefined ? {} : { quote }) },
  )
  return read.passages.map(({ text }) => text)
}

const rowsIn = async (db: Db, table: string) =>
  (await db.tx('owner', (tx) => tx.rows(sql`select 1 from ${sql.raw(table)}`))).length

/** Revisions whose kept numbers are not those of their passages. */
const miscounted = (db: Db) =>
  db.tx('owner', (tx) =>
    tx.rows(sql`
      select document_id, revision from document_revision r
      where (passages_zh + passages_en, terms_zh + terms_en, passages_zh) is distinct from (
        select (count(*)::int, coalesce(sum(term_count), 0)::int,
          (count(*) filter (where language = 'zh'))::int)
        from chunk c where c.source = r.source)`),
  )

const today = 'Grease the bearing. Wipe it dry.'
const former = 'GREASE THE BEARING  (p. 1)'

describeOnEachStore('re-indexing', (open) => {
  test('what an earlier version has read is read anew, and old quotes open what they quote', async () => {
    const db = await readByFormer(open)
    expect(await made(db)).toEqual({ generation: 2, read: 2, embeddingFailed: null })
    expect(await found(db, 'grease')).toEqual([today])
    expect(await textsOf(db)).toEqual([today])
    expect(await textsOf(db, 'Wipe it dry.')).toEqual([today])
    expect(await textsOf(db, 'the bearing (p. 1)'.toUpperCase().replace('P', 'p'))).toEqual([
      former,
    ])
    expect(await textsOf(db, 'words that nobody wrote')).toEqual([today])
    // The valve says the same as before, so nothing of it is set aside.
    expect(await rowsIn(db, 'chunk_generation')).toBe(1)
    expect(await miscounted(db)).toEqual([])
    expect(await made(db)).toEqual({ generation: 2, read: 0, embeddingFailed: null })
  })

  test('until it is complete the former passages are searched, and a killed build goes on', async () => {
    const db = await readByFormer(open)
    const generation = await openGeneration(db, clock)
    const waiting = { which: 'outdated' as const, known: new Map(), generation }
    const [first, ...others] = await revisionsToRead({ db, reader }, waiting)
    if (first === undefined) throw new Error('nothing is outdated')
    await stageRevision({ db, reader, generation }, first)
    // Here it is killed: one of two revisions is read.
    expect(others).toHaveLength(1)
    expect(await textsOf(db)).toEqual([former])
    expect(await found(db, 'grease')).toEqual([])
    expect(await revisionsToRead({ db, reader }, waiting)).toEqual(others)
    expect(await made(db)).toMatchObject({ generation, read: 2 })
    expect(await found(db, 'grease')).toEqual([today])
  })

  test('a document that is closed or renewed while it is read anew stays as it then is', async () => {
    const db = await readByFormer(open)
    const generation = await openGeneration(db, clock)
    const waiting = { which: 'outdated' as const, known: new Map(), generation }
    const deps = { db, reader, generation }
    for (const at of await revisionsToRead(deps, waiting)) await stageRevision(deps, at)
    await add(db, 'pump', '# Pump\n\nGrease the bearing. Wipe it dry.', {
      readerRoles: ['manager'],
    })
    await add(db, 'valve', '# Valve\n\nTurn it right.')
    await switchGeneration({ db, clock }, { generation, embeddedBy: null })
    expect(await found(db, 'grease')).toEqual([])
    expect(await found(db, 'turn it')).toEqual(['Turn it right.'])
    await expect(textsOf(db, former)).rejects.toMatchObject({ code: 'not_found' })
    const aside = await db.tx('read', (tx) => tx.rows(sql`select text from chunk_generation`), {
      principal: operator,
    })
    expect(aside).toEqual([])
    const manager = { ...operator, roles: [{ siteId: 'suzhou', role: 'manager' }] }
    expect(await textsOf(db, former, manager)).toEqual([former])
  })

  test('of two builders at once one makes it live, and no passage is there twice', async () => {
    const db = await readByFormer(open)
    const both = await Promise.allSettled([made(db), made(db)])
    expect(both.map(({ status }) => status)).toContain('fulfilled')
    await made(db)
    expect(await textsOf(db)).toEqual([today])
    expect(await rowsIn(db, 'chunk')).toBe(2)
    expect(await rowsIn(db, 'staged_revision')).toBe(0)
  })

  test('a file that today is refused keeps its passages, and is not read again and again', async () => {
    const db = await readByFormer(open)
    const refusing: DocumentReader = {
      ...reader,
      read: async (file) => {
        if (file.fileName === 'pump.md') throw new AppError('invalid_input', 'It is damaged.')
        return reader.read(file)
      },
    }
    expect((await made(db, { reader: refusing })).read).toBe(2)
    expect(await textsOf(db)).toEqual([former])
    expect(await found(db, 'grease')).toEqual([former])
    expect((await made(db, { reader: refusing })).read).toBe(0)
  })

  test('a reader that has no time now refuses no file: what it did not read is read later', async () => {
    const db = await readByFormer(open)
    const busy: DocumentReader = {
      ...reader,
      read: () => Promise.reject(new AppError('unavailable', 'Too many files wait.')),
    }
    await expect(made(db, { reader: busy })).rejects.toThrow('Too many files wait.')
    expect((await made(db)).read).toBe(2)
  })

  test('words do not wait for a provider that is away; vectors follow when it is back', async () => {
    const db = await readByFormer(open)
    const { embedder } = providersAt({ url: fake.url })
    fake.breakNext(...Array.from({ length: 5 }, () => 'error' as const))
    expect(await made(db, { embedder })).toEqual({
      ...{ generation: 2, read: 2 },
      embeddingFailed: 'it answers 500',
    })
    expect(await found(db, 'grease')).toEqual([today])
    expect(await db.tx('read', liveGeneration)).toEqual({ generation: 2, embeddedBy: null })
    const steps: unknown[] = []
    await made(db, { embedder, progress: (step) => steps.push(step) })
    expect(await db.tx('read', liveGeneration)).toEqual({ generation: 3, embeddedBy: 'grams/256' })
    expect(steps).toEqual([
      { phase: 'embedding', done: 0, total: 2 },
      { phase: 'embedding', done: 2, total: 2 },
    ])
  })

  test('the same words are not embedded twice, and new documents are by the next round', async () => {
    const db = await readByFormer(open)
    const { embedder } = providersAt({ url: fake.url })
    await made(db, { embedder })
    const asked = fake.asked.length
    const signal = AbortSignal.timeout(60_000)
    await reindex({ db, clock, reader, embedder, signal }, { which: 'all' })
    expect(fake.asked.length).toBe(asked)
    await add(db, 'belt', '# Belt\n\nTighten it.')
    expect(await made(db, { embedder })).toMatchObject({ read: 0, embeddingFailed: null })
    expect(fake.asked.length).toBe(asked + 1)
  })

  test('passages set aside have every column of those that are searched', async () => {
    const db = await open()
    const columnsOf = async (table: string) =>
      (
        await db.tx('owner', (tx) =>
          tx.rows<{ name: string }>(sql`select column_name as name
            from information_schema.columns where table_name = ${table}`),
        )
      ).map(({ name }) => name)
    const aside = await columnsOf('chunk_generation')
    const ofRevision = [
      'effective',
      'in_force',
      'clearance',
      'reader_roles',
      'equipment_ids',
      'source',
    ]
    const missing = (await columnsOf('chunk')).filter(
      (name) => !aside.includes(name) && !ofRevision.includes(name),
    )
    expect(missing).toEqual([])
  })
})
