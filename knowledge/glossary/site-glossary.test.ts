import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { addDocument } from '../ingest/add-document.ts'
import { searchPassages } from '../retrieval/search.ts'
import { glossaryTermInput, listGlossary, putTerm, retireTerm } from './site-glossary.ts'

const clock = () => new Date(Date.UTC(2026, 10, 1))

const by = (siteId: string, role: string) => ({
  principal: {
    userId: `${role}@${siteId}`,
    roles: [{ siteId, role }],
    language: 'en' as const,
  },
  channel: 'web',
})

/** A site of its own with its supervisor and one manual. */
async function plant(db: Db, siteId: string) {
  const { userId } = by(siteId, 'supervisor').principal
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.site).values({ siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }),
  )
  await db.tx('app', async (tx) => {
    await tx.orm.insert(schema.user).values({
      ...{ id: userId, name: userId, email: `${userId}.test`, emailVerified: true },
      ...{ createdAt: clock(), updatedAt: clock() },
    })
    await tx.rows(sql`
      insert into user_role (user_id, site_id, role) values (${userId}, ${siteId}, 'supervisor')`)
  })
  const bytes = new TextEncoder().encode('# Press P-101\n\nOil the ram.')
  await addDocument({ db, clock }, { siteId, fileName: 'press.md', bytes })
  return {
    leader: by(siteId, 'supervisor'),
    find: async (query: string) =>
      (
        await searchPassages(
          { db, principal: by(siteId, 'operator').principal },
          { query, limit: 5 },
        )
      ).passages.length,
  }
}

describeOnSharedStore('site glossary', (store) => {
  test('a term is found by at once, no longer once it is retired, and both are audited', async () => {
    const db = store()
    const { leader, find } = await plant(db, 'g1')
    expect(await find('大象怎么加油')).toBe(0)
    const given = glossaryTermInput.parse({ siteId: 'g1', zh: ['大象'], en: ['P-101'] })
    expect(await putTerm({ db, clock }, leader, given)).toEqual({
      outcome: 'put',
      term: 1,
      version: 1,
    })
    expect(await find('大象')).toBe(1)
    expect(await listGlossary(db, leader.principal)).toMatchObject([
      { term: 1, version: 1, status: 'active', changedBy: 'supervisor@g1' },
    ])
    const at = { siteId: 'g1', term: 1, version: 1 }
    expect(await retireTerm({ db, clock }, leader, at)).toMatchObject({ outcome: 'retired' })
    expect(await find('大象')).toBe(0)
    const events = await db.tx('owner', (tx) =>
      tx.rows(sql`select record::json->>'event' as event from audit_entry where site_id = 'g1'
        and record::json->>'event' like 'glossary%' order by seq`),
    )
    expect(events).toEqual([{ event: 'glossary_put' }, { event: 'glossary_retired' }])
  })

  test('who does not lead there may not, and nobody over another person’s change', async () => {
    const db = store()
    const { leader, find } = await plant(db, 'g2')
    const given = glossaryTermInput.parse({ siteId: 'g2', zh: ['大象'], en: ['P-101'] })
    const refused = (who: ReturnType<typeof by>) => putTerm({ db, clock }, who, given)
    expect(await refused(by('g2', 'operator'))).toEqual({ outcome: 'not_allowed' })
    expect(await refused(by('elsewhere', 'supervisor'))).toEqual({ outcome: 'not_found' })
    expect(await find('大象')).toBe(0)
    await putTerm({ db, clock }, leader, given)
    await putTerm({ db, clock }, leader, { ...given, term: 1, version: 1, note: 'nickname' })
    const late = { ...given, term: 1, version: 1 }
    expect(await putTerm({ db, clock }, leader, late)).toEqual({ outcome: 'other_version' })
    expect(await retireTerm({ db, clock }, leader, { siteId: 'g2', term: 1, version: 1 })).toEqual({
      outcome: 'other_version',
    })
  })

  test('no role writes a term past the function that asks who leads there', async () => {
    const insert = sql`insert into glossary_term (site_id, term, version, status, zh, en, note,
      changed_by, changed_at) values ('g1', 9, 1, 'active', '{泵}', '{pump}', '', 'x', now())`
    for (const role of ['ingest', 'decide', 'app', 'chat', 'execute'] as const) {
      await expect(store().tx(role, (tx) => tx.rows(insert))).rejects.toThrow(/permission denied/)
    }
  })

  test('what is no pair of words is refused before it is stored', () => {
    const refusals = [
      { siteId: 'g1', zh: ['泵'] },
      { siteId: 'g1', zh: ['泵', '？！'] },
      { siteId: 'g1', zh: ['泵'], en: ['pump'], term: 1 },
      { siteId: 'g1', zh: ['泵'], en: ['pump'], status: 'retired' },
    ]
    for (const given of refusals) expect(glossaryTermInput.safeParse(given).success).toBe(false)
  })
})
