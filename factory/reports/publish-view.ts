import { sql } from 'drizzle-orm'
import { changePage, type PageDeps, type PageOutcome, type Publisher } from './change-page.ts'
import type { PageKey } from './team-page.ts'

/**
 * Puts a view on a page as it is in this version, or brings its entry up to it. Later changes of the
 * view wait until it is published again: nobody but a supervisor changes what a team sees.
 */
export const publishView = (
  deps: PageDeps,
  publisher: Publisher,
  { siteId, teamId, viewId, version }: PageKey & { viewId: string; version: number },
): Promise<PageOutcome> =>
  changePage(
    deps,
    publisher,
    (at) => sql`
    jidoka_publish_view(${siteId}, ${teamId}, ${viewId}, ${version}, ${publisher.channel}, ${at})`,
  )
