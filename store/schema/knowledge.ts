import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
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

/** What a passage says and is found by: the same columns in each generation of the index. */
const passage = {
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
  /** Never used again: a passage that replaces another has another. */
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  /** Of unit length; with the name of what made it, where an embedding provider is configured. */
  embedding: real('embedding').array(),
  embeddedBy: text('embedded_by'),
}

/** Passages of the live generation. */
export const chunk = pgTable(
  'chunk',
  {
    ...passage,
    effective: integer('effective').notNull().default(1),
    readerRoles: text('reader_roles').array().notNull().default([]),
    equipmentIds: text('equipment_ids').array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision, t.seq] }),
    index('chunk_terms').using('gin', t.terms).where(sql`effective = 1`),
    uniqueIndex('chunk_id').on(t.id),
  ],
)

/**
 * Passages of other generations: of the one that is being built, and replaced ones whose words do not
 * all stand in the live passages, for citations of old answers. Who may read the revision may read them.
 */
export const chunkGeneration = pgTable(
  'chunk_generation',
  { generation: integer('generation').notNull(), ...passage },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision, t.generation, t.seq] }),
    uniqueIndex('chunk_generation_id').on(t.id),
  ],
)

/** How the passages were made: parsers, chunker, segmenter, embedding model. One is live. */
export const indexGeneration = pgTable(
  'index_generation',
  {
    /** `group`: one index for all sites. */
    siteId: siteId(),
    generation: integer('generation').notNull(),
    status: text('status', { enum: ['building', 'live', 'replaced'] }).notNull(),
    /** Whose vectors all of its passages have; null: nobody's. */
    embeddedBy: text('embedded_by'),
    startedAt: instant('started_at').notNull(),
    liveAt: instant('live_at'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.generation] }),
    uniqueIndex('index_generation_building').on(t.siteId).where(sql`status = 'building'`),
    uniqueIndex('index_generation_live').on(t.siteId).where(sql`status = 'live'`),
  ],
)

/** What the generation that is being built has read so far; a killed build goes on behind it. */
export const stagedRevision = pgTable(
  'staged_revision',
  {
    siteId: siteId(),
    documentId: text('document_id').notNull(),
    revision: integer('revision').notNull(),
    generation: integer('generation').notNull(),
    /** What reads it today, as its row will say. */
    parser: text('parser').notNull(),
    /** Why its passages stay as they are; null: they are replaced. */
    keptBecause: text('kept_because'),
    /** The former passages say something that the new ones do not say word for word. */
    wordsDiffer: boolean('words_differ').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.documentId, t.revision] })],
)
