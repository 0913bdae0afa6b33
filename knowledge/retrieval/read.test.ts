import { expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { describeOnEachStore } from '../../store/test-db.ts'
import { addDocument } from '../ingest/add-document.ts'
import { readDocument } from './read.ts'

const principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}

async function withManual(open: () => Promise<Db>): Promise<Db> {
  const db = await open()
  const site = { siteId: 'suzhou', nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  const texts = [
    '# Manual\nOld.',
    '# Manual\n## Oil\nOil it.\n## Clean\nClean it.\n## Test\nTest it.',
  ]
  for (const [at, text] of texts.entries()) await add(db, 'suzhou', text, at)
  return db
}

function add(...[db, siteId, text, at = 0]: [db: Db, siteId: string, text: string, at?: number]) {
  const bytes = new TextEncoder().encode(text)
  return addDocument({ db, clock: () => new Date(at) }, { siteId, fileName: 'manual.md', bytes })
}

const read = (db: Db, range: object = {}) =>
  readDocument({ db, principal }, { document: 'manual', mostCharacters: 1000, ...range })

const textsOf = async (reading: ReturnType<typeof read>) =>
  (await reading).passages.map(({ text }) => text)

describeOnEachStore('reading', (open) => {
  test('the revision in force, whole, by heading and by range; an earlier one by number', async () => {
    const db = await withManual(open)
    expect(await read(db)).toMatchObject({ revision: 2, state: 'effective', total: 3, next: null })
    expect(await textsOf(read(db, { heading: 'clean' }))).toEqual(['Clean it.'])
    expect(await textsOf(read(db, { fromSeq: 2, toSeq: 3 }))).toEqual(['Clean it.', 'Test it.'])
    expect(await textsOf(read(db, { revision: 1 }))).toEqual(['Old.'])
    expect(await read(db, { revision: 1 })).toMatchObject({ state: 'retired' })
  })

  test('what does not fit is counted, and `next` goes on where it stopped', async () => {
    const db = await withManual(open)
    const first = await read(db, { mostCharacters: 10 })
    expect(first).toMatchObject({ total: 3, truncated: true, next: 2 })
    const rest = await read(db, { mostCharacters: 1000, fromSeq: first.next })
    expect(rest).toMatchObject({ truncated: false, next: null })
    expect([...first.passages, ...rest.passages].map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('what is not there is named with what is', async () => {
    const db = await withManual(open)
    for (const [range, field, hint] of [
      [{ document: 'manul' }, 'document', /manual/],
      [{ revision: 7 }, 'revision', /It has: 1, 2; 2 is the one to read now/],
      [{ heading: 'Clena' }, 'heading', /Clean/],
      [{ page: 1 }, 'page', /no pages/],
      [{ fromSeq: 9 }, 'from', /1 to 3/],
    ] as const) {
      await expect(read(db, range)).rejects.toMatchObject({
        code: 'not_found',
        field,
        hint: expect.stringMatching(hint),
      })
    }
  })

  test('the same id at two sites is asked back', async () => {
    const db = await withManual(open)
    await add(db, 'group', 'Group manual.')
    await expect(read(db)).rejects.toMatchObject({
      field: 'site',
      hint: 'Say which: suzhou, group.',
    })
    expect(await textsOf(read(db, { siteId: 'group' }))).toEqual(['Group manual.'])
  })

  test('a document of another site does not exist for the reader', async () => {
    const db = await withManual(open)
    const stranger = { ...principal, roles: [{ siteId: 'dongguan', role: 'operator' }] }
    await expect(
      readDocument({ db, principal: stranger }, { document: 'manual', mostCharacters: 10 }),
    ).rejects.toMatchObject({ code: 'not_found', hint: 'Find documents with search_knowledge.' })
  })
})
