import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { AlertView } from '../../factory/index.ts'
import { searchKnowledge } from '../../knowledge/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { FirstCheck } from './alert-contract.ts'

const shown = 3

type Reader = { principal: Principal; signal: AbortSignal }

/**
 * What the documents in force say to look at first, as whoever opens the alert may read it: the
 * search is theirs, so nobody sees a passage by way of an alert.
 */
export async function firstChecks(
  { db, providers }: Pick<ServerDeps, 'db' | 'providers'>,
  reader: Reader,
  { siteId, titleZh, titleEn, scopeId }: AlertView,
): Promise<FirstCheck[]> {
  const { language } = reader.principal
  const title = language === 'zh' ? titleZh : titleEn
  const stopped = await reasonAt({ db }, reader, { siteId, scopeId })
  const query = [title, stopped, asksFor[language]].filter((part) => part !== '').join(' ')
  const asked = { query, siteIds: [siteId], limit: shown }
  const about = scopeId === siteId ? {} : { about: [scopeId] }
  const deps = { db, providers, ...reader }
  const own = await searchKnowledge(deps, { ...asked, ...about, language })
  // What stands in no document of the reader's language may stand in another's.
  const found = own.passages.length > 0 ? own : await searchKnowledge(deps, { ...asked, ...about })
  const { answerable, passages } = found
  if (scopeId === siteId && !answerable) return []
  return passages.slice(0, shown).map(({ document: id, title: name, ...found }) => {
    const { siteId: at, revision, seq, heading, quote } = found
    return { siteId: at, id, revision, seq, title: name, heading, quote }
  })
}

/** Why the machine last stood, in the words of its reader: what helps is written under that. */
async function reasonAt(
  { db }: Pick<ServerDeps, 'db'>,
  { principal }: Reader,
  { siteId, scopeId }: Pick<AlertView, 'siteId' | 'scopeId'>,
): Promise<string> {
  const [last] = await db.tx(
    'read',
    (tx) =>
      tx.rows<{ zh: string; en: string }>(sql`
        select r.name_zh as zh, r.name_en as en from machine_state s
        join downtime_reason r on r.site_id = s.site_id and r.id = s.reason_id
        where s.site_id = ${siteId} and s.machine_id = ${scopeId} and s.category = 'down'
          and s.start_at > now() - interval '7 days'
        order by s.start_at desc limit 1`),
    { principal },
  )
  return last?.[principal.language] ?? ''
}

/** What a person at the machine looks for. */
const asksFor = { zh: '故障 检查 处理步骤', en: 'fault, what to check, steps' }
