import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import type { Principal } from '../base/principal.ts'
import type { Db, DbRole } from './db.ts'
import { openFolderStore, schema } from './index.ts'
import { migrate } from './migrate.ts'
import { dbOver } from './open.ts'
import { openPostgresEngine } from './postgres.ts'
import { describeOnEachStore, openTestDb, openTestServerDb } from './test-db.ts'

const noServer = process.env.JIDOKA_TEST_POSTGRES_URL === undefined
const teams = ['suzhou', 'dongguan'].map((siteId) => ({
  ...{ siteId, id: 'A', nameZh: `${siteId}甲班`, nameEn: 'Team A' },
}))
const personOf = (...sites: string[]): Principal => ({
  userId: 'operator@suzhou',
  roles: sites.map((siteId) => ({ siteId, role: 'operator' })),
  language: 'en',
})
const sitesIn = async (db: Db, principal?: Principal) => {
  const rows = await db.tx(
    'read',
    (tx) => tx.rows<{ site: string }>(sql`select site_id as site from team order by 1`),
    principal === undefined ? {} : { principal },
  )
  return rows.map(({ site }) => site)
}

async function openTestFolderDb(): Promise<Db> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-store-'))
  const { db } = await openFolderStore(folder)
  const close = async () => {
    await db.close()
    await rm(folder, { recursive: true })
  }
  return { ...db, close }
}

describeOnEachStore('the store', (open) => {
  const withTeams = async () => {
    const db = await open()
    await db.tx('ingest', ({ orm }) => orm.insert(schema.team).values(teams))
    return db
  }

  test('keeps nothing of a transaction that throws', async () => {
    const db = await open()
    const broken = db.tx('ingest', async ({ orm }) => {
      await orm.insert(schema.team).values(teams)
      throw new Error('stop')
    })
    await expect(broken).rejects.toThrow('stop')
    expect(await sitesIn(db)).toEqual([])
  })

  test('shows a person the rows of their sites, the server all, and nobody without a site none', async () => {
    const db = await withTeams()
    expect(await sitesIn(db)).toEqual(['dongguan', 'suzhou'])
    expect(await sitesIn(db, personOf('suzhou'))).toEqual(['suzhou'])
    expect(await sitesIn(db, personOf('dongguan', 'suzhou'))).toEqual(['dongguan', 'suzhou'])
    expect(await sitesIn(db, personOf())).toEqual([])
    expect(await sitesIn(db, personOf("suzhou' or true --"))).toEqual([])
  })

  test('a transaction is in its own role, and the next one is not in the last one', async () => {
    const db = await open()
    const roleOf = async (role: DbRole) =>
      (await db.tx(role, (tx) => tx.rows<{ name: string }>(sql`select current_user as name`)))[0]
        ?.name
    const roles = [
      ...([
        'read',
        'propose',
        'decide',
        'execute',
        'ingest',
        'app',
        'chat',
        'report',
        'channel',
      ] as const),
    ]
    for (const role of roles) {
      expect(await roleOf(role)).toBe(`jidoka_${role}`)
    }
    expect(await roleOf('owner')).not.toMatch(/^jidoka_(read|chat)/)
  })

  test('gives the same values: instants, whole numbers, decimals, lists and JSON', async () => {
    const db = await open()
    const [row] = await db.tx('read', (tx) =>
      tx.rows(sql`select '2026-11-03T08:00:00+08:00'::timestamptz as at, 9007199254740991::int8 as n,
        1.5::numeric as d, array['甲', 'b'] as list, '{"a": [1]}'::jsonb as json, null as nothing,
        '2026-11-03'::date as day`),
    )
    expect(row).toEqual({
      at: new Date('2026-11-03T00:00:00Z'),
      n: Number.MAX_SAFE_INTEGER,
      d: 1.5,
      list: ['甲', 'b'],
      json: { a: [1] },
      nothing: null,
      day: '2026-11-03',
    })
  })

  test('is migrated once, and not at all when a newer version wrote it', async () => {
    const db = await open()
    expect(await migrate(db)).toBe(0)
    await db.tx('owner', (tx) =>
      tx.exec(`insert into schema_migration values (99999999999999, 'later')`),
    )
    await expect(migrate(db)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

test('a page that is left costs the embedded store nothing: its statement ends, nothing of it stays', async () => {
  // In memory, a store whose worker was ended is gone.
  const db = await openTestDb()
  const leaving = new AbortController()
  const leave = { signal: leaving.signal }
  const left = db.tx(
    'ingest',
    async (tx) => {
      await tx.orm.insert(schema.team).values(teams)
      const running = tx.rows(sql`select count(*) from generate_series(1, 10000)`)
      leaving.abort()
      expect(await running).toHaveLength(1)
    },
    leave,
  )
  const queued = db.tx('read', () => Promise.reject(new Error('it ran')), leave)
  expect(await Promise.allSettled([left, queued])).toMatchObject([
    { reason: { code: 'timeout' } },
    { reason: { name: 'AbortError' } },
  ])
  expect(await sitesIn(db)).toEqual([])
  await db.close()
})

/** In memory, a store has nothing to come back to: a folder stands for the embedded one. */
const lasting = [
  { kind: 'PGlite in a folder', make: openTestFolderDb, skip: false },
  { kind: 'Postgres server', make: openTestServerDb, skip: noServer },
]

describe.each(lasting)('a long statement on $kind', ({ make, skip }) => {
  let db: Db
  const open = async () => {
    db = await make()
    return db
  }
  const openWithTeams = async () => {
    await (await open()).tx('ingest', ({ orm }) => orm.insert(schema.team).values(teams))
    return db
  }
  afterEach(() => db?.close())

  test.skipIf(skip)('a statement past its deadline fails, and the store goes on', async () => {
    const db = await openWithTeams()
    const endless = db.tx(
      'read',
      (tx) => tx.rows(sql`select count(*) from generate_series(1, 10000000000)`),
      { timeoutMs: 300 },
    )
    await expect(endless).rejects.toMatchObject({ code: 'timeout' })
    expect(await sitesIn(db)).toHaveLength(2)
  })

  test.skipIf(skip)(
    'a caller that gives up ends its statement, and nothing of it stays',
    async () => {
      const db = await open()
      const leaving = new AbortController()
      const left = db.tx(
        'ingest',
        async (tx) => {
          await tx.orm.insert(schema.team).values(teams)
          const endless = tx.rows(sql`select count(*) from generate_series(1, 10000000000)`)
          leaving.abort()
          await endless
        },
        { signal: leaving.signal },
      )
      await expect(left).rejects.toMatchObject({ code: 'timeout' })
      expect(await sitesIn(db)).toEqual([])
    },
  )
})

test.skipIf(noServer)('a login that may not make roles is told which right it needs', async () => {
  const server = await openTestServerDb()
  const url = new URL(server.url)
  const login = `plain_${url.pathname.slice(-12)}`
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`create role ${login} login password 'x'; create schema ${login}
      authorization ${login}; alter role ${login} set search_path = ${login}`)
  try {
    url.username = login
    url.password = 'x'
    const db = dbOver(await openPostgresEngine({ url: url.href }))
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('CREATEROLE'),
    })
    await db.close()
  } finally {
    await admin.query(`drop owned by ${login}; drop role ${login}`)
    await admin.end()
    await server.close()
  }
})
