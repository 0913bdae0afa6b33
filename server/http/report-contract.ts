/**
 * Saved views and the pages of teams.
 *
 * GET    /api/views                                → ViewPage, one's own first
 * POST   /api/views ViewRequest                    → ViewItem (201)
 * GET    /api/views/:siteId/:id                    → ViewDetail
 * PUT    /api/views/:siteId/:id ViewChangeRequest  → ViewReply (409 unless it was changed)
 * DELETE /api/views/:siteId/:id?version=N          → ViewReply (409 unless it was deleted)
 * GET    /api/team-pages/:siteId?team=T            → TeamPage; the site's own without a team
 * PUT    /api/team-pages/:siteId/views/:id PublishRequest  → PageReply (409 unless it was published)
 * DELETE /api/team-pages/:siteId/views/:id?team=T  → PageReply
 * PUT    /api/team-pages/:siteId/order OrderRequest → PageReply
 */
import type {
  KpiQuery,
  PageEntry,
  PageOutcome,
  SavedView,
  ViewOutcome,
} from '../../factory/index.ts'

export type { KpiQuery } from '../../factory/index.ts'

export type ViewItem = Omit<SavedView, 'updatedAt'> & {
  updatedAt: string
  mine: boolean
  /** Metrics that were retired since. */
  lost: string[]
}
export type ViewPage = { items: ViewItem[] }
export type ViewDetail = ViewItem & {
  /** Where it stands published, and which version of it; an empty team is the site's page. */
  pages: { teamId: string; viewVersion: number }[]
}

export type ViewRequest = {
  siteId: string
  name: string
  /** Arguments of the tool query_kpi. */
  query: KpiQuery
  form: 'chart' | 'table'
  /** Roles of the site, or `*` for everybody there; none keeps it private. */
  readers: string[]
}
export type ViewChangeRequest = { version: number } & Partial<Omit<ViewRequest, 'siteId'>>
export type ViewReply = { outcome: ViewOutcome['outcome'] | 'deleted'; view: ViewItem | null }

export type PageEntryItem = Omit<PageEntry, 'publishedAt'> & {
  publishedAt: string
  lost: string[]
}
export type TeamPage = {
  siteId: string
  teamId: string
  /** Pages of the site: its own, with an empty id, and one for each team. */
  teams: { id: string; nameZh: string; nameEn: string }[]
  entries: PageEntryItem[]
  mayPublish: boolean
}
export type PublishRequest = { teamId: string; version: number }
export type OrderRequest = { teamId: string; viewIds: string[] }
export type PageReply = { outcome: PageOutcome; page: TeamPage }
