import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { canonicalJson, sha256 } from '../../../base/canonical-json.ts'
import type { Clock } from '../../../base/ports.ts'
import type { Principal } from '../../../base/principal.ts'
import { type Db, schema } from '../../../store/index.ts'
import type { SheetPlan } from './plan-mapping.ts'

const texts = z.record(z.string(), z.string())

export type SavedMapping = Omit<SheetPlan, 'sheet'> & { source: string; savedAt: Date }

const keyOf = (header: readonly string[]) => sha256(canonicalJson([...header]))

/** What the same header meant at this site before; null when it is new. */
export async function findMapping(
  db: Db,
  siteId: string,
  header: readonly string[],
): Promise<SavedMapping | null> {
  const table = schema.importMapping
  const [row] = await db.tx('read', ({ orm }) =>
    orm
      .select()
      .from(table)
      .where(and(eq(table.siteId, siteId), eq(table.headerSha256, keyOf(header)))),
  )
  if (row === undefined) return null
  const { source, stream, savedAt } = row
  return {
    ...{ source, stream, savedAt },
    columns: texts.parse(row.columns),
    constants: texts.parse(row.constants),
  }
}

type Saved = {
  siteId: string
  header: readonly string[]
  source: string
  sheet: SheetPlan
  principal: Principal
}

/** The last one wins: whoever imported it last has looked at it last. */
export async function saveMapping(
  { db, clock }: { db: Db; clock: Clock },
  { siteId, header, source, sheet, principal }: Saved,
): Promise<void> {
  const table = schema.importMapping
  const { stream, columns, constants } = sheet
  const content = {
    source,
    stream,
    columns,
    constants,
    savedBy: principal.userId,
    savedAt: clock(),
  }
  await db.tx(
    'ingest',
    ({ orm }) =>
      orm
        .insert(table)
        .values({ siteId, headerSha256: keyOf(header), ...content })
        .onConflictDoUpdate({ target: [table.siteId, table.headerSha256], set: content }),
    { principal },
  )
}
