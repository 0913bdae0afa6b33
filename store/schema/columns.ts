import { text, timestamp } from 'drizzle-orm/pg-core'

/** Every table of the plant starts with its site: row rights now, distribution key later. */
export const siteId = () => text('site_id').notNull()

/** An instant, stored as UTC, read as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Both names of a thing; neither language is the main one. */
export const names = () => ({
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
})

/** Where a row came from: unique per source, so that sending a row again changes nothing. */
export const provenance = () => ({
  source: text('source').notNull(),
  sourceKey: text('source_key').notNull(),
})
