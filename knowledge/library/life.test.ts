import { beforeEach, expect, test } from 'vitest'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { publishRevision, retireDocument } from '../ingest/documents.ts'
import { readDocument } from '../retrieval/read.ts'
import { searchPassages } from '../retrieval/search.ts'
import { giveFeedback } from './feedback.ts'
import { readRevisionFile } from './file.ts'
import { libraryItems, listLibrary } from './list.ts'
import { addText, day, openSite, personAt } from './test-library.ts'

let sites = 0

describeOnSharedStore('the life of a document', (store) => {
  let siteId = ''
  beforeEach(async () => {
    sites += 1
    siteId = `life${sites}`
    await openSite(store(), siteId)
  })

  const add = (draft: Omit<Parameters<typeof addText>[1], 'siteId'>) =>
    addText(store(), { siteId, ...draft })
  const found = async (at: Date, role = 'operator') => {
    const principal = personAt(siteId, role)
    const asked = { query: 'spindle torque', limit: 5, at }
    const { passages } = await searchPassages({ db: store(), principal }, asked)
    return passages.map(({ text }) => text)
  }
  const itemAt = async (at: Date, role = 'operator') => {
    const items = await listLibrary({ db: store(), clock: () => at }, personAt(siteId, role))
    return items.find((item) => item.siteId === siteId)
  }

  test('a question as of yesterday is answered by what was in force then, today by the new one', async () => {
    await add({ text: 'Spindle torque is 45 N.', on: 1 })
    await add({ text: 'Spindle torque is 50 N.', on: 5 })
    await add({ text: 'Spindle torque is 55 N.', on: 9 })
    expect(await found(day(4))).toEqual(['Spindle torque is 45 N.'])
    expect(await found(day(6))).toEqual(['Spindle torque is 50 N.'])
    expect(await found(day(20))).toEqual(['Spindle torque is 55 N.'])
    const reader = { db: store(), principal: personAt(siteId, 'operator') }
    const cited = { document: 'spindle', siteId, revision: 1, at: day(20), mostCharacters: 500 }
    expect(await readDocument(reader, cited)).toMatchObject({
      state: 'retired',
      until: day(5).toISOString(),
      passages: [{ text: 'Spindle torque is 45 N.' }],
    })
  })

  test('a planned revision comes at its instant, and what it stood in for comes back after it', async () => {
    await add({ text: 'Spindle torque is 45 N.', on: 1 })
    const inForce = { from: day(10), until: day(20) }
    expect(await add({ text: 'Spindle torque is 50 N.', on: 2, inForce })).toMatchObject({
      revision: 2,
      state: 'scheduled',
    })
    const before = (at: Date) => new Date(at.getTime() - 1)
    expect(await itemAt(day(3))).toMatchObject({ revision: 1, state: 'effective', waiting: [2] })
    expect(await found(before(day(10)))).toEqual(['Spindle torque is 45 N.'])
    expect(await found(day(10))).toEqual(['Spindle torque is 50 N.'])
    expect(await found(before(day(20)))).toEqual(['Spindle torque is 50 N.'])
    expect(await found(day(20))).toEqual(['Spindle torque is 45 N.'])
  })

  test('a revision that is put in force again keeps the time in which it was not', async () => {
    await add({ text: 'Spindle torque is 45 N.', on: 1 })
    await add({ text: 'Spindle torque is 50 N.', on: 5 })
    await publishRevision(
      { db: store(), clock: () => day(9) },
      { siteId, id: 'spindle', revision: 1 },
    )
    expect(await found(day(6))).toEqual(['Spindle torque is 50 N.'])
    expect(await found(day(9))).toEqual(['Spindle torque is 45 N.'])
    await retireDocument({ db: store(), clock: () => day(12) }, { siteId, id: 'spindle' })
    expect(await found(day(12))).toEqual([])
    expect(await itemAt(day(13))).toMatchObject({ revision: 1, state: 'retired' })
  })

  test('what a person brings is a draft: nobody finds it, and it changes nothing else', async () => {
    const principal = personAt(siteId, 'maintenance')
    await add({ text: '# Torque\n\nSpindle torque is 45 N.', on: 1 })
    const draft = { title: 'Other', readerRoles: ['admin'], clearance: 'public' as const }
    expect(
      await add({ text: 'Spindle torque is 99 N.', on: 2, principal, inForce: null, ...draft }),
    ).toMatchObject({ revision: 2, state: 'draft' })
    expect(await found(day(30))).toEqual(['Spindle torque is 45 N.'])
    expect(await itemAt(day(30))).toMatchObject({
      ...{ revision: 1, title: 'Torque', readerRoles: [], clearance: 'internal', waiting: [2] },
    })
    await expect(add({ text: 'Spindle torque is 7 N.', on: 3, principal })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect((await itemAt(day(30)))?.waiting).toEqual([2])
  })

  test.each([
    `update document_revision set in_force = '{(,)}'`,
    `update chunk set in_force = '{(,)}', effective = 1`,
    `update document_revision set content = 'x'`,
    'delete from document_revision',
    `insert into document_revision (site_id, document_id, revision, sha256, media_type, file_name, parser,
      in_force, content) select site_id, document_id, 9, 'x', 'text/plain', 'x', 'x', '{(,)}', 'x'
      from document_revision`,
  ])('no import makes a draft true by hand: %s', async (statement) => {
    await add({ text: 'Spindle torque is 45 N.', on: 1, inForce: null })
    const mine = ` where site_id = '${siteId}'`
    await store()
      .tx('ingest', (tx) => tx.exec(statement + mine))
      .catch((error: Error) => expect(error.message).toMatch(/refuses|append-only|denied/))
    expect(await found(day(9))).toEqual([])
    expect(await itemAt(day(9))).toMatchObject({ state: 'draft' })
  })

  const readers = ['viewer', 'operator', 'supervisor', 'manager'] as const
  test.each([
    [{ clearance: 'public' }, ['viewer', 'operator', 'supervisor', 'manager']],
    [{ clearance: 'internal' }, ['operator', 'supervisor', 'manager']],
    [{ clearance: 'confidential' }, ['manager']],
    [{ clearance: 'internal', readerRoles: ['viewer', 'supervisor'] }, ['supervisor']],
  ] as const)(
    '%j is found, listed, opened and remarked on by %j alone',
    async (rights, allowed) => {
      const text = 'Spindle torque is 45 N.'
      const readerRoles = 'readerRoles' in rights ? [...rights.readerRoles] : []
      await add({ text, on: 1, clearance: rights.clearance, readerRoles })
      const remark = {
        ...{ siteId, documentId: 'spindle', revision: 1, page: null, heading: '', quote: text },
        ...{ verdict: 'useful' as const, note: '' },
      }
      const seen: Record<string, boolean[]> = {}
      for (const [role, at] of [...readers.map((r) => [r, siteId]), ['manager', 'elsewhere']]) {
        const principal = personAt(at ?? '', role ?? '')
        const reader = { db: store(), principal }
        const asked = { query: 'spindle torque', limit: 5, at: day(2), siteIds: [siteId] }
        const place = { siteId, id: 'spindle', revision: 1 }
        const whole = { document: 'spindle', siteId, mostCharacters: 500, at: day(2) }
        seen[`${role}@${at}`] = [
          (await searchPassages(reader, asked)).passages.length > 0,
          (await store().tx('read', (tx) => libraryItems(tx, day(2), { siteId }), { principal }))
            .length > 0,
          await readDocument(reader, whole).then(yes, no),
          await readRevisionFile(store(), principal, place).then(yes, no),
          (await giveFeedback({ db: store(), clock: () => day(2) }, principal, remark)) === 'kept',
        ]
      }
      for (const [who, surfaces] of Object.entries(seen)) {
        const may = allowed.some((role) => who === `${role}@${siteId}`)
        expect(surfaces, who).toEqual(surfaces.map(() => may))
      }
    },
  )
})

const yes = () => true
const no = () => false
