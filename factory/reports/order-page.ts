import { sql } from 'drizzle-orm'
import { changePage, type PageDeps, type PageOutcome, type Publisher } from './change-page.ts'
import { textArray } from './saved-view.ts'
import type { PageKey } from './team-page.ts'

/** Puts the entries of a page in this order; it must name each of them once. */
export const orderPage = (
  deps: PageDeps,
  publisher: Publisher,
  { siteId, teamId, viewIds }: PageKey & { viewIds: string[] },
): Promise<PageOutcome> =>
  changePage(
    deps,
    publisher,
    (at) => sql`
    jidoka_order_page(${siteId}, ${teamId}, ${textArray(viewIds)}, ${publisher.channel}, ${at})`,
  )
