/** Stores for tests: PGlite in memory from a migrated snapshot, or a database of a real server. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import type { Db } from './db.ts'
import { migrate } from './migrate.ts'
import { dbOver } from './open.ts'
import { openPgliteEngine } from './pglite.ts'
import { openPostgresEngine } from './postgres.ts'
import { tarEntries } from './tar-entries.ts'
import { madeOnce } from './test-once.ts'

const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

/** A migrated, empty store in memory; about a second. */
export async function openTestDb(): Promise<Db> {
  return dbOver(await openPgliteEngine({ dataDir: null, template: await testTemplate() }))
}

/** The same, beginning as the one that `fill` fills, once per name and run of the tests. */
export async function openFilledDb(name: string, fill: (db: Db) => Promise<void>): Promise<Db> {
  const template = await madeOnce(`${name}.tar`, async (draft) => {
    const engine = await openPgliteEngine({ dataDir: null, template: await testTemplate() })
    await fill(dbOver(engine))
    await writeFile(draft, await engine.dump())
    await engine.close()
  })
  return dbOver(await openPgliteEngine({ dataDir: null, template }))
}

/** What a test never uses costs at each opening: two other databases, the log of the migrations. */
const leanly = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
  'checkpoint',
]

/** A migrated snapshot, made once per state of `migrations/` on this machine. */
async function testTemplate(): Promise<string> {
  const kept = process.env.JIDOKA_TEST_KEPT ?? tmpdir()
  const file = join(kept, `jidoka-test-${await migrationsHash()}.tar`)
  if (existsSync(file)) return file
  const engine = await openPgliteEngine({ dataDir: null, template: null })
  await migrate(dbOver(engine))
  await engine.borrow({ role: 'owner', who: null }, async ({ exec }) => {
    for (const statement of leanly) await exec(statement)
  })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, await engine.dump())
  await rename(draft, file)
  await engine.close()
  return file
}

/** Fills a data folder that is migrated already: a store that is made anew takes ten seconds. */
export async function fillTestFolder(dataDir: string): Promise<void> {
  const template = await testTemplate()
  const kept = template.replace(/\.tar$/, '')
  if (!existsSync(kept)) {
    const draft = `${kept}.${randomBytes(4).toString('hex')}`
    for (const { path, content } of tarEntries(await readFile(template))) {
      const at = join(draft, 'pg', path)
      // The store opens no folder that others may write to.
      await (content === null
        ? mkdir(at, { recursive: true, mode: 0o700 })
        : writeFile(at, content))
    }
    // Of two processes one is first.
    await rename(draft, kept).catch(() => undefined)
  }
  await cp(kept, dataDir, { recursive: true })
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(migrations)).filter((file) => file.endsWith('.sql')).sort()) {
    hash.update(await readFile(join(migrations, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** A new migrated database on the test server; `url` for a second process, gone after `close`. */
export async function openTestServerDb(): Promise<Db & { url: string }> {
  const { name, ...db } = await openServerDb(await serverTemplate())
  return { ...db, close: () => db.close().then(() => dropDatabase(name)) }
}

/** The same before any migration. */
export async function openEmptyServerDb(): Promise<Db & { url: string }> {
  const { name, ...db } = await openServerDb('template1')
  return { ...db, close: () => db.close().then(() => dropDatabase(name)) }
}

/**
 * Databases that all begin as the same one, which `fill` fills once per name and state of
 * `migrations/` on the server. `reopen` is what a restarted server finds.
 */
export async function serverCopies(name: string, fill: (db: Db) => Promise<void>) {
  const empty = await serverTemplate()
  const template = await templateOf(`jidoka_${name}_${await migrationsHash()}`, empty, fill)
  return async () => {
    const { name: copy, ...db } = await openServerDb(template)
    const reopen = async () => dbOver(await openPostgresEngine({ url: db.url }))
    return { db, reopen, drop: () => dropDatabase(copy) }
  }
}

/** A migrated database to copy from, made once per state of `migrations/` on the server. */
async function serverTemplate(): Promise<string> {
  return templateOf(`jidoka_template_${await migrationsHash()}`, 'template1', async (db) => {
    await migrate(db)
  })
}

async function templateOf(
  template: string,
  from: string,
  fill: (db: Db) => Promise<void>,
): Promise<string> {
  const known = await onServer(`select from pg_database where datname = '${template}'`)
  if (known > 0) return template
  const { name, ...db } = await openServerDb(from)
  await fill(db)
  await db.close()
  // Of two processes one is first.
  const renamed = onServer(`alter database ${name} rename to ${template}`)
  await renamed.catch(() => dropDatabase(name))
  return template
}

async function openServerDb(template: string): Promise<Db & { url: string; name: string }> {
  const name = `jidoka_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template} strategy file_copy`)
  const url = new URL(testServer())
  url.pathname = `/${name}`
  const db = dbOver(await openPostgresEngine({ url: url.href }))
  return { ...db, url: url.href, name }
}

async function dropDatabase(name: string): Promise<void> {
  await onServer(`drop database ${name} with (force)`)
}

/** @returns how many rows there were */
async function onServer(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: testServer() })
  await client.connect()
  try {
    return (await client.query(statement)).rowCount ?? 0
  } finally {
    await client.end()
  }
}

const serverGiven = () => process.env.JIDOKA_TEST_POSTGRES_URL

function testServer(): string {
  const url = serverGiven()
  if (url === undefined) throw new Error('JIDOKA_TEST_POSTGRES_URL is not set')
  return url
}

const stores = [
  { kind: 'PGlite', make: openTestDb, skip: false },
  { kind: 'Postgres server', make: openTestServerDb, skip: serverGiven() === undefined },
]

/** Runs a suite on PGlite, and on a server where one is given. `open` closes after each test. */
export function describeOnEachStore(name: string, suite: (open: () => Promise<Db>) => void): void {
  for (const { kind, make, skip } of stores) {
    describe.skipIf(skip)(`${name} on ${kind}`, () => {
      const opened: Db[] = []
      afterEach(async () => {
        for (const db of opened.splice(0)) await db.close()
      })
      suite(async () => {
        const db = await make()
        opened.push(db)
        return db
      })
    })
  }
}

/** The same with one store for the whole suite, whose tests keep apart by site: much faster. */
export function describeOnSharedStore(name: string, suite: (store: () => Db) => void): void {
  for (const { kind, make, skip } of stores) {
    describe.skipIf(skip)(`${name} on ${kind}`, () => {
      let db: Db
      beforeAll(async () => {
        db = await make()
      })
      afterAll(() => db.close())
      suite(() => db)
    })
  }
}
