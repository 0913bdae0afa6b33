import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { describeOnEachStore } from '../../store/test-db.ts'
import { listLibrary } from '../library/list.ts'
import { searchPassages } from '../retrieval/search.ts'
import { addDocument, type NewDocument } from './add-document.ts'
import { retireDocument } from './documents.ts'

const site = { siteId: 'suzhou', nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }
const principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}
const day = (n: number) => new Date(Date.UTC(2026, 10, n))

async function withSite(open: () => Promise<Db>): Promise<Db> {
  const db = await open()
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  return db
}

type Draft = Partial<Omit<NewDocument, 'bytes'>> & { text: string; on?: number }

function add(db: Db, { text, on = 1, ...rest }: Draft) {
  const bytes = new TextEncoder().encode(text)
  return addDocument(
    { db, clock: () => day(on) },
    { siteId: 'suzhou', fileName: 'Spindle SOP.md', bytes, ...rest },
  )
}

const find = async (db: Db, query: string) =>
  (await searchPassages({ db, principal }, { query, limit: 5, at: day(20) })).passages

const revisionsOf = (db: Db) =>
  db.tx('read', (tx) =>
    tx.rows(sql`select revision, lower(in_force) as from, upper(in_force) as until
      from document_revision order by revision`),
  )

describeOnEachStore('documents', (open) => {
  test('id, title and language come from the file when they are not given', async () => {
    const db = await withSite(open)
    expect(await add(db, { text: '# 主轴作业指导书\n\n断电。' })).toEqual({
      id: 'spindle-sop',
      revision: 1,
      created: true,
      chunks: 1,
      pages: null,
      title: '主轴作业指导书',
      language: 'zh',
      state: 'effective',
      named: { errorCodes: [], partNumbers: [], equipment: [] },
    })
  })

  test('the same bytes are the same revision, and nothing is stored again', async () => {
    const db = await withSite(open)
    await add(db, { text: 'Grease the spindle.' })
    expect(await add(db, { text: 'Grease the spindle.', on: 2 })).toMatchObject({
      revision: 1,
      created: false,
    })
    expect(await revisionsOf(db)).toHaveLength(1)
  })

  test('new bytes are the next revision; only it is found, the former one stays', async () => {
    const db = await withSite(open)
    await add(db, { text: 'Spindle torque is 45 N.' })
    expect(await add(db, { text: 'Spindle torque is 50 N.', on: 5 })).toMatchObject({
      revision: 2,
      created: true,
    })
    expect(await revisionsOf(db)).toEqual([
      { revision: 1, from: day(1), until: day(5) },
      { revision: 2, from: day(5), until: null },
    ])
    expect((await find(db, 'spindle torque')).map(({ text }) => text)).toEqual([
      'Spindle torque is 50 N.',
    ])
  })

  test('the bytes of a former revision put it in force again', async () => {
    const db = await withSite(open)
    for (const [at, text] of ['Torque 45', 'Torque 50', 'Torque 45'].entries()) {
      await add(db, { text, on: at + 1 })
    }
    expect((await find(db, 'torque')).map(({ revision, text }) => [revision, text])).toEqual([
      [1, 'Torque 45'],
    ])
  })

  test('two additions at once make two revisions, one in force', async () => {
    const db = await withSite(open)
    await Promise.all([add(db, { text: 'Torque 45' }), add(db, { text: 'Torque 50' })])
    const rows = (await revisionsOf(db)) as { revision: number; from: Date | null }[]
    expect(rows.map(({ revision }) => revision)).toEqual([1, 2])
    expect(rows.filter(({ from }) => from !== null)).toHaveLength(1)
  })

  test('a new revision keeps its readers unless told otherwise', async () => {
    const db = await withSite(open)
    await add(db, { text: 'Torque 45', readerRoles: ['manager'] })
    await add(db, { text: 'Torque 50', on: 2 })
    expect(await find(db, 'torque')).toEqual([])
    await add(db, { text: 'Torque 50', on: 3, readerRoles: [] })
    expect(await find(db, 'torque')).toHaveLength(1)
  })

  test('a retired document is no longer found and stays listed', async () => {
    const db = await withSite(open)
    const { id } = await add(db, { text: 'Torque 45' })
    await retireDocument({ db, clock: () => day(9) }, { siteId: 'suzhou', id })
    expect(await find(db, 'torque')).toEqual([])
    expect(await listLibrary({ db, clock: () => day(9) }, principal)).toMatchObject([
      { id, state: 'retired', until: day(9).toISOString() },
    ])
    await expect(
      retireDocument({ db, clock: () => day(9) }, { siteId: 'suzhou', id }),
    ).rejects.toThrow('no document "spindle-sop" in force')
  })

  test('unknown sites, roles, equipment and ids are refused by name, and nothing is stored', async () => {
    const db = await withSite(open)
    const refused = async (draft: Partial<NewDocument>, what: RegExp, hint: RegExp) => {
      await expect(add(db, { text: 'x', ...draft })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(what),
        hint: expect.stringMatching(hint),
      })
    }
    await refused({ siteId: 'suzou' }, /site "suzou"/, /suzhou/)
    await refused({ readerRoles: ['managr'] }, /"managr"/, /manager/)
    await refused({ equipmentIds: ['SZ-CNC-99'] }, /"SZ-CNC-99"/, /./)
    await refused({ id: 'a/b' }, /"a\/b"/, /a-b/)
    expect(await revisionsOf(db)).toEqual([])
  })
})
