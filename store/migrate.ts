import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { AppError } from '../base/app-error.ts'
import type { Db } from './db.ts'

const folder = fileURLToPath(new URL('../migrations', import.meta.url))
const lockKey = 7_463_652

/**
 * Brings the store to the newest schema in one transaction and closes every table that no grant
 * names. Two processes at once: the second waits for the first, then has nothing to do.
 *
 * @returns how many migrations were applied
 * @throws AppError `unavailable` when the store was written by a newer version, or when the login
 * may not create the roles
 */
export async function migrate(db: Db): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrateOnce(db)
    } catch (error) {
      // Servers that run on the old schema lock in an order of their own; all of it was rolled back.
      if (!isDeadlock(error) || tries === mostTries) throw error
    }
  }
}

const mostTries = 5
const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40P01'

async function migrateOnce(db: Db): Promise<number> {
  const files = readMigrationFiles({ migrationsFolder: folder })
  return db.tx(
    'owner',
    async (tx) => {
      await tx.rows(sql`select pg_advisory_xact_lock(${lockKey})`)
      await tx.exec(`create table if not exists schema_migration
        (at bigint primary key, sha256 text not null, applied_at timestamptz not null default now())`)
      const applied = await tx.rows<{ at: number }>(sql`select at from schema_migration`)
      const known = new Set(applied.map(({ at }) => at))
      if (applied.some(({ at }) => !files.some((file) => file.folderMillis === at))) {
        throw new AppError('unavailable', 'the store was written by a newer version', {
          hint: 'Start that version again, or point --data at another folder.',
        })
      }
      const due = files.filter((file) => !known.has(file.folderMillis))
      for (const file of due) {
        for (const statement of file.sql) await tx.exec(statement).catch(explained)
        await tx.rows(sql`insert into schema_migration (at, sha256)
          values (${file.folderMillis}, ${file.hash})`)
      }
      // Rights change by migrations alone, and giving them anew locks every table of the others.
      if (due.length === 0) return 0
      await tx.exec(`select jidoka_secure_tables(); select jidoka_secure_gate();
        select jidoka_secure_documents(); select jidoka_secure_models();
        select jidoka_secure_channels(); select jidoka_secure_alerts();
        select jidoka_secure_reports(); select jidoka_secure_shares();
        select jidoka_secure_oauth(); select jidoka_secure_accounts();
        select jidoka_secure_life_models(); select jidoka_secure_targets()`)
      return due.length
    },
    { timeoutMs: 600_000 },
  )
}

/** The first migration makes the roles of the gate, which not every login of a server may do. */
function explained(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  throw new AppError('unavailable', `the login may not set up the store: ${messageOf(error)}`, {
    cause: error,
    hint: 'Give it the right, as an administrator of the server: ALTER ROLE the_login CREATEROLE.',
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')
