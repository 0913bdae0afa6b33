import { sql } from 'drizzle-orm'
import { changePage, type PageDeps, type PageOutcome, type Publisher } from './change-page.ts'
import type { PageKey } from './team-page.ts'

/** Takes a view off a page; the view itself stays its owner's. */
export const unpublishView = (
  deps: PageDeps,
  publisher: Publisher,
  { siteId, teamId, viewId }: PageKey & { viewId: string },
): Promise<PageOutcome> =>
  changePage(
    deps,
    publisher,
    (at) => sql`
    jidoka_unpublish_view(${siteId}, ${teamId}, ${viewId}, ${publisher.channel}, ${at})`,
  )
