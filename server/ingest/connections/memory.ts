import { sql } from 'drizzle-orm'
import type { Clock } from '../../../base/ports.ts'
import { storableJson } from '../../../base/storable.ts'
import type { Db } from '../../../store/index.ts'

/** What a door knows again after a restart; changes are written in the order they were made. */
export type SourceMemory = {
  recall: () => Promise<unknown[]>
  keep: (key: string, value: unknown) => Promise<void>
  /** Forgets all keys that begin so. */
  forget: (prefix: string) => Promise<void>
}

type Parts = { db: Db; clock: Clock; site: string; source: string }

export function sourceMemory({ db, clock, site, source }: Parts): SourceMemory {
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = (change: () => Promise<unknown>): Promise<void> => {
    const done = last.then(change)
    last = done.catch(() => undefined)
    return done.then(() => undefined)
  }
  return {
    recall: async () => {
      const rows = await db.tx('read', (tx) =>
        tx.rows<{ value: unknown }>(sql`select value from source_memory
          where site_id = ${site} and source = ${source} order by key`),
      )
      return rows.map(({ value }) => value)
    },
    keep: (key, value) =>
      inOrder(() =>
        db.tx('ingest', (tx) =>
          tx.rows(sql`
            insert into source_memory (site_id, source, key, value, at)
            values (${site}, ${source}, ${key}, ${storableJson(value)}::jsonb,
              ${clock()}::timestamptz)
            on conflict (site_id, source, key) do update
              set value = excluded.value, at = excluded.at`),
        ),
      ),
    forget: (prefix) =>
      inOrder(() =>
        db.tx('ingest', (tx) =>
          tx.rows(sql`delete from source_memory
            where site_id = ${site} and source = ${source} and starts_with(key, ${prefix})`),
        ),
      ),
  }
}
