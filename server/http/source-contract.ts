/**
 * Where data come from and what is wrong with them. `web/` imports these types by contract.ts.
 *
 * GET  /api/sources                                → SourcesPage
 * POST /api/sources/findings FindingRequest        → SourcesPage
 */
import type { Finding } from '../../factory/index.ts'
import type { ConnectionStatus } from '../ingest/connections/connections.ts'

/** What one source last sent of one stream. */
export type SourceFeed = {
  siteId: string
  source: string
  stream: string
  /** Newest instant that its rows speak of. */
  until: string | null
  receivedAt: string
  rows: number
  /** Rows that stand refused. */
  refused: number
}
export type SourceConnection = Omit<ConnectionStatus, 'site'> & { siteId: string }
/** What a machine may send over HTTP; the key itself was shown once and is not kept. */
export type SourceKey = {
  siteId: string
  id: string
  label: string
  source: string
  streams: string[]
  createdAt: string
  expiresAt: string | null
}
export type SourceFinding = Finding & { mayChange: boolean }
export type SourcesPage = {
  feeds: SourceFeed[]
  connections: SourceConnection[]
  keys: SourceKey[]
  findings: SourceFinding[]
  now: string
}
export type FindingRequest = {
  siteId: string
  id: string
  /** Acknowledged: by whoever asks. Closed: with a note. */
  status: 'acknowledged' | 'closed'
  note?: string
}
