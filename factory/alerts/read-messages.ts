import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type MessageView = {
  siteId: string
  id: string
  kind: 'alert' | 'digest' | 'report'
  titleZh: string
  titleEn: string
  bodyZh: string
  bodyEn: string
  eventIds: string[]
  /** What it is about; null: its alerts. */
  page: string | null
  createdAt: string
  readAt: string | null
}

/** What somebody was told, newest first; row rights say whose it is. */
export async function listMessages(tx: Tx, limit = 50): Promise<MessageView[]> {
  const rows = await tx.rows<
    Omit<MessageView, 'createdAt' | 'readAt'> & { createdAt: Date; readAt: Date | null }
  >(sql`
    select site_id as "siteId", id, kind, title_zh as "titleZh", title_en as "titleEn",
      body_zh as "bodyZh", body_en as "bodyEn", event_ids as "eventIds", page, created_at as "createdAt",
      read_at as "readAt"
    from alert_message order by created_at desc, id limit ${limit}`)
  return rows.map(({ createdAt, readAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }))
}
