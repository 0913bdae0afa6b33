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
  const title = reader.principal.language === 'zh' ? titleZh : titleEn
  const asked = { query: `${title} ${asksFor[reader.principal.language]}`, siteIds: [siteId] }
  const about = scopeId === siteId ? {} : { about: [scopeId] }
  const deps = { db, providers, ...reader }
  const { answerable, passages } = await searchKnowledge(deps, { ...asked, ...about, limit: shown })
  if (scopeId === siteId && !answerable) return []
  return passages.slice(0, shown).map(({ document: id, title: name, ...found }) => {
    const { siteId: at, revision, seq, heading, quote } = found
    return { siteId: at, id, revision, seq, title: name, heading, quote }
  })
}

/** What a person at the machine looks for. */
const asksFor = { zh: '故障 检查 处理步骤', en: 'fault, what to check, steps' }
