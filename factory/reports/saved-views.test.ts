import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { plantClock, plantFacts, writePlant } from '../test-plant.ts'
import {
  changeView,
  deleteView,
  listViews,
  orderPage,
  publishView,
  readTeamPage,
  saveView,
  unpublishView,
  viewsOfMetric,
} from './index.ts'

const person = (role: string, siteId = 'suzhou'): Principal => ({
  userId: `${role}@${siteId}`,
  roles: [{ siteId, role }],
  language: 'en',
})
const operator = person('operator')
const quality = person('quality')
const supervisor = person('supervisor')
const stranger = person('supervisor', 'dongguan')

const question = { metrics: ['oee'], window: { period: 'yesterday' as const } }
const content = { siteId: 'suzhou', query: question, form: 'chart' as const, readers: [] }

describeOnSharedStore('saved views', (store) => {
  let count = 0
  const newId = (prefix: string) => `${prefix}_${++count}`
  const deps = () => ({ db: store(), clock: plantClock, newId })
  const save = (name: string, more: object = {}, who = operator) =>
    saveView(deps(), who, { ...content, name, ...more })
  const namesSeenBy = async (who: Principal) =>
    (await listViews(store(), who)).map(({ name }) => name)

  beforeAll(async () => {
    await writePlant(store(), plantFacts())
    await addRoles(store(), [operator, quality, supervisor, stranger])
  })

  test('are their owner’s until they are shared, and never of another site', async () => {
    await save('mine')
    await save('for quality', { readers: ['quality'] })
    await save('for all', { readers: ['operator', '*'] })
    expect(await namesSeenBy(operator)).toEqual(['for all', 'for quality', 'mine'])
    expect(await namesSeenBy(quality)).toEqual(['for all', 'for quality'])
    expect(await namesSeenBy(supervisor)).toEqual(['for all'])
    expect(await namesSeenBy(stranger)).toEqual([])
    // A role held at another site is none here.
    const twoSites = { ...quality, userId: 'two', roles: [{ siteId: 'dongguan', role: 'quality' }] }
    const both = { ...twoSites, roles: [...twoSites.roles, { siteId: 'suzhou', role: 'viewer' }] }
    expect(await namesSeenBy(both)).toEqual(['for all'])
  })

  test('the database lets nobody write the view of another, or one that all sites see', async () => {
    const view = await save('guarded', { readers: ['*'] })
    const attempt = (statement: string, who = supervisor) =>
      store()
        .tx('report', (tx) => tx.rows(sql.raw(statement)), { principal: who })
        .then((rows) => rows.length)
        .catch(({ cause, message }: Error) =>
          String((cause as Error | undefined)?.message ?? message),
        )
    const where = `where id = '${view.id}' returning id`
    expect(await attempt(`update saved_view set name = 'x' ${where}`)).toBe(0)
    expect(await attempt(`delete from saved_view ${where}`)).toBe(0)
    const copy = (site: string, owner: string) => `insert into saved_view
      select '${site}', 'forged', '${owner}', 'forged', query, form, readers, 1, now(), now()
      from saved_view where id = '${view.id}'`
    expect(await attempt(copy('suzhou', 'operator@suzhou'))).toMatch('row-level security')
    expect(await attempt(copy('dongguan', supervisor.userId))).toMatch('row-level security')
    expect(await attempt(copy('group', supervisor.userId))).toMatch('saved_view_of_a_site')
    const give = `update saved_view set owner_id = '${supervisor.userId}' ${where}`
    expect(await attempt(give, operator)).toMatch('row-level security')
  })

  test('a question that cannot be asked is refused by name, and so is a name twice', async () => {
    const wrong = { ...question, metrics: ['oeee'] }
    await expect(save('wrong', { query: wrong })).rejects.toMatchObject({
      ...{ field: 'metrics', hint: expect.stringContaining('Did you mean oee') },
    })
    await save('taken')
    await expect(save(' taken ')).rejects.toMatchObject({ code: 'conflict', field: 'name' })
    const twice = await Promise.allSettled([save('at once'), save('at once')])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', field: 'name' },
    })
    await expect(save('\u200b \n')).rejects.toMatchObject({ field: 'name' })
    await expect(save('长'.repeat(81))).rejects.toMatchObject({ field: 'name' })
    await expect(save('x', { siteId: 'dongguan' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(save('y', { readers: ['qualty'] })).rejects.toMatchObject({
      ...{ field: 'readers', hint: expect.stringContaining('Did you mean quality') },
    })
  })

  test('keep the ids of their metrics, whatever they were called', async () => {
    const { query } = await save('by name', {
      query: { ...question, metrics: ['设备综合效率@1', 'Output'] },
    })
    expect(query.metrics).toEqual(['oee@1', 'output'])
    const used = await viewsOfMetric(store(), operator, { metric: 'output', limit: 10 })
    expect(used).toMatchObject([{ name: 'by name', teamId: null }])
    expect(await viewsOfMetric(store(), supervisor, { metric: 'output', limit: 10 })).toEqual([])
  })

  test('of two who change one version at once one wins, and the other is told what stands', async () => {
    const { siteId, id, version } = await save('raced')
    const rename = (name: string) => changeView(deps(), operator, { siteId, id, version, name })
    const outcomes = await Promise.all([rename('first'), rename('second')])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'other_version'])
    const [standing] = await listViews(store(), operator).then((views) =>
      views.filter((view) => view.id === id),
    )
    expect(outcomes.map(({ view }) => view)).toEqual([standing, standing])
    expect(standing).toMatchObject({ version: 2, query: question, readers: [] })
    expect(await deleteView(store(), operator, { siteId, id, version })).toMatchObject({
      outcome: 'other_version',
    })
    expect(await deleteView(store(), operator, { siteId, id, version: 2 })).toMatchObject({
      outcome: 'deleted',
    })
    expect(await rename('gone')).toEqual({ outcome: 'not_found', view: null })
  })

  test('are changed by their owner only, who may have a hundred', async () => {
    const { siteId, id, version } = await save('shared', { readers: ['*'] }, quality)
    const input = { siteId, id, version }
    expect(await changeView(deps(), operator, { ...input, name: 'x' })).toMatchObject({
      ...{ outcome: 'not_owner', view: { name: 'shared' } },
    })
    expect(await deleteView(store(), operator, input)).toMatchObject({ outcome: 'not_owner' })
    await store().tx(
      'report',
      (tx) =>
        tx.rows(sql`insert into saved_view
      select site_id, 'many' || n, owner_id, 'many' || n, query, form, '{}', 1, created_at, updated_at
      from saved_view, generate_series(2, 100) n where id = ${id}`),
      { principal: quality },
    )
    await expect(save('one more', {}, quality)).rejects.toMatchObject({
      message: expect.stringContaining('100 views'),
    })
  })

  describePages({ store, deps, save })
})

type Pages = {
  store: () => Db
  deps: () => Parameters<typeof saveView>[0]
  save: (name: string, more?: object, who?: Principal) => ReturnType<typeof saveView>
}

function describePages({ store, deps, save }: Pages): void {
  const by = (principal: Principal) => ({ principal, channel: 'test' })
  const page = { siteId: 'suzhou', teamId: 'A' }
  const entries = async (who: Principal, teamId = 'A') =>
    (await readTeamPage(store(), who, { ...page, teamId })).map(({ name, viewVersion }) => [
      name,
      viewVersion,
    ])

  test('a page changes by its supervisors only, shows all of the site what was published', async () => {
    const view = await save('published', { readers: ['supervisor'] })
    const input = { ...page, viewId: view.id, version: view.version }
    expect(await publishView(deps(), by(operator), input)).toBe('not_a_supervisor')
    expect(await publishView(deps(), by(stranger), input)).toBe('not_found')
    expect(await publishView(deps(), by(supervisor), { ...input, version: 9 })).toBe(
      'other_version',
    )
    expect(await publishView(deps(), by(supervisor), { ...input, teamId: 'Z' })).toBe(
      'unknown_team',
    )
    const secret = await save('kept to myself')
    const hidden = { ...input, viewId: secret.id }
    expect(await publishView(deps(), by(supervisor), hidden)).toBe('not_found')
    expect(await publishView(deps(), by(supervisor), input)).toBe('published')
    expect(await entries(quality)).toEqual([['published', 1]])
    expect(await entries(stranger)).toEqual([])
    // What the owner does later waits for a supervisor.
    await changeView(deps(), operator, { ...view, name: 'changed' })
    expect(await entries(quality)).toEqual([['published', 1]])
    expect(await publishView(deps(), by(supervisor), { ...input, version: 2 })).toBe('published')
    expect(await entries(quality)).toEqual([['changed', 2]])
    await deleteView(store(), operator, { ...view, version: 2 })
    expect(await entries(quality)).toEqual([['changed', 2]])
  })

  test('the order names each entry once, and every change is on the record', async () => {
    const site = { siteId: 'suzhou', teamId: '' }
    const shared = { readers: ['*'] }
    const views = [
      await save('one', shared),
      await save('two', shared),
      await save('three', shared),
    ]
    for (const { id: viewId, version } of views) {
      await publishView(deps(), by(supervisor), { ...site, viewId, version })
    }
    const [one = '', two = '', three = ''] = views.map(({ id }) => id)
    const order = (...viewIds: string[]) => orderPage(deps(), by(supervisor), { ...site, viewIds })
    expect(await order(three, one)).toBe('other_version')
    expect(await order(three, one, one)).toBe('other_version')
    expect(await orderPage(deps(), by(operator), { ...site, viewIds: [three, one, two] })).toBe(
      'not_a_supervisor',
    )
    expect(await order(three, one, two)).toBe('ordered')
    expect((await entries(operator, '')).map(([name]) => name)).toEqual(['three', 'one', 'two'])
    const off = { ...site, viewId: one }
    expect(await unpublishView(deps(), by(operator), off)).toBe('not_a_supervisor')
    expect(await unpublishView(deps(), by(supervisor), off)).toBe('unpublished')
    expect(await unpublishView(deps(), by(supervisor), off)).toBe('not_found')
    const record = await store().tx('read', (tx) =>
      tx.rows<{ event: string; actor: string }>(sql`
        select record::jsonb->>'event' as event, record::jsonb->>'actor' as actor
        from audit_entry where site_id = 'suzhou' order by seq desc limit 2`),
    )
    const sealed = expect.stringMatching(/^sealed:/)
    expect(record).toEqual([
      { event: 'view_unpublished', actor: sealed },
      { event: 'page_ordered', actor: sealed },
    ])
  })
}

async function addRoles(db: Db, people: Principal[]): Promise<void> {
  const rows = people.flatMap(({ userId, roles }) =>
    roles.map(({ siteId, role }) => ({ siteId, userId, role: role as 'operator' })),
  )
  await db.tx('app', ({ orm }) => orm.insert(schema.userRole).values(rows))
}
