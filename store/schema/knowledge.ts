import { sql } from 'drizzle-orm'
import {
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const document = pgTable(
  'document',
  {
    /** `group` for documents of every site. */
    siteId: siteId(),
    id: text('id').notNull(),
    title: text('title').notNull(),
    language: text('language', { enum: ['zh', 'en'] }).notNull(),
    /** Equipment or equipment class ids that it is about; empty: general. */
    equipmentIds: text('equipment_ids').array().notNull().default([]),
    /** Roles that may read it; empty: everybody of the site. */
    readerRoles: text('reader_roles').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** Immutable: the same bytes are the same revision, new bytes a new one. */
export const documentRevision = pgTable(
  'document_revision',
  {
    siteId: siteId(),
    documentId: text('document_id').notNull(),
    revision: integer('revision').notNull(),
    sha256: text('sha256').notNull(),
    mediaType: text('media_type').notNull(),
    fileName: text('file_name').notNull(),
    pages: integer('pages'),
    parser: text('parser').notNull(),
    status: text('status', { enum: ['draft', 'effective', 'retired'] }).notNull(),
    effectiveFrom: instant('effective_from').notNull(),
    effectiveUntil: instant('effective_until'),
    content: bytes('content').notNull(),
    readerRoles: text('reader_roles').array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision] }),
    uniqueIndex('document_revision_bytes').on(t.siteId, t.documentId, t.sha256),
  ],
)

export const chunk = pgTable(
  'chunk',
  {
    siteId: siteId(),
    documentId: text('document_id').notNull(),
    revision: integer('revision').notNull(),
    seq: integer('seq').notNull(),
    page: integer('page'),
    headingPath: text('heading_path').array().notNull(),
    text: text('text').notNull(),
    language: text('language', { enum: ['zh', 'en'] }).notNull(),
    /** Segmented terms of text and headings; `setweight` A for title and headings. */
    terms: tsvector('terms').notNull(),
    /** Number of terms, for length normalisation. */
    termCount: integer('term_count').notNull(),
    effective: integer('effective').notNull().default(1),
    readerRoles: text('reader_roles').array().notNull().default([]),
    equipmentIds: text('equipment_ids').array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision, t.seq] }),
    index('chunk_terms').using('gin', t.terms).where(sql`effective = 1`),
  ],
)

/**
 * What a site calls its things, in both languages, above the words that the product brings. A version
 * is never rewritten, the newest of a term counts.
 */
export const glossaryTerm = pgTable(
  'glossary_term',
  {
    /** `group` for words of every site. */
    siteId: siteId(),
    /** Counts up within the site: "term 12". */
    term: integer('term').notNull(),
    version: integer('version').notNull(),
    status: text('status', { enum: ['active', 'retired'] }).notNull(),
    /** Words, synonyms, part numbers and aliases that mean the same. */
    zh: text('zh').array().notNull(),
    en: text('en').array().notNull(),
    note: text('note').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.term, t.version] })],
)
