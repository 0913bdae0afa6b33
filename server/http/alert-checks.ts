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
  const { answerable, passages } = await searchKnowledge(
    { db, providers, ...reader },
    {
      query: title,
      siteIds: [siteId],
      limit: shown,
      ...(scopeId === siteId ? {} : { about: [scopeId] }),
    },
  )
  if (!answerable) return []
  return passages.slice(0, shown).map(({ document: id, title: name, ...found }) => {
    const { siteId: at, revision, seq, heading, quote } = found
    return { siteId: at, id, revision, seq, title: name, heading, quote }
  })
}
