import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
/** Letters `from` to `to` of a passage stand in a box of a page, in points from its top left. */
export type PassagePlace = [
  ...letters: [from: number, to: number],
  ...place: [page: number, left: number, top: number, right: number, bottom: number],
]

/** What a passage names. */
export type PassageEntity = {
  kind: 'error' | 'part' | 'equipment' | 'class'
  /** One form of a code however it is written (`E-217`, `e217`: `E217`); of equipment its id. */
  key: string
  /** As it is written. */
  text: string
  /** Offset in the text of the passage; null where its headings name it. */
  at: number | null
  /** Ids of the equipment and classes that a code is about. */
  equipment: string[]
}

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Half-open spans of time; none of them: never. */
const periods = customType<{ data: string }>({ dataType: () => 'tstzmultirange' })

const clearance = () =>
  text('clearance', { enum: ['public', 'internal', 'confidential'] })
    .notNull()
    .default('internal')

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
    clearance: clearance(),
    /** The role at its site that looks after it. */
    ownerRole: text('owner_role').notNull().default('supervisor'),
    /** Months after which a revision should be looked at again; null: never. */
    reviewMonths: integer('review_months'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** Immutable but for when it is in force: the same bytes are the same revision, new bytes a new one. */
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
    /** Set by functions of migrations/0020 only; of one document no two revisions at once. Empty: a draft. */
    inForce: periods('in_force').notNull().default('{}'),
    content: bytes('content').notNull(),
    readerRoles: text('reader_roles').array().notNull().default([]),
    clearance: clearance(),
    addedAt: instant('added_at'),
    addedBy: text('added_by'),
    reviewedAt: instant('reviewed_at'),
    reviewedBy: text('reviewed_by'),
    /** Its number in the whole store: what its passages carry to be found by. */
    source: integer('source').generatedAlwaysAsIdentity(),
    /** Passages by language and the terms in them, counted by triggers of migrations/0030. */
    passagesZh: integer('passages_zh').notNull().default(0),
    termsZh: integer('terms_zh').notNull().default(0),
    passagesEn: integer('passages_en').notNull().default(0),
    termsEn: integer('terms_en').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision] }),
    uniqueIndex('document_revision_bytes').on(t.siteId, t.documentId, t.sha256),
    uniqueIndex('document_revision_source').on(t.source),
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
  /** Where its lines stand; empty for formats without places. */
  places: jsonb('places').$type<PassagePlace[]>().notNull().default([]),
  /** Codes, parts and equipment that it names; found by `entities @> '[{"key": …}]'`. */
  entities: jsonb('entities').$type<PassageEntity[]>().notNull().default([]),
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

/** No list of what is still to be indexed: every search would read it to its end. */
const unlisted = { fastupdate: false }

/** Passages of the live generation. */
export const chunk = pgTable(
  'chunk',
  {
    ...passage,
    /** 1 while it may be in force now or later: a search of today reads no others. When it is, `in_force` says. */
    effective: integer('effective').notNull().default(0),
    /** As its revision has it, by a trigger. */
    inForce: periods('in_force').notNull().default('{}'),
    clearance: clearance(),
    readerRoles: text('reader_roles').array().notNull().default([]),
    equipmentIds: text('equipment_ids').array().notNull().default([]),
    /** Of its revision, by a trigger. */
    source: integer('source').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.documentId, t.revision, t.seq] }),
    index('chunk_entities').using('gin', sql`entities jsonb_path_ops`).with(unlisted),
    uniqueIndex('chunk_id').on(t.id),
  ],
)

/**
 * In which passages a term stands, those of one revision together: a search reads a few of these where
 * it would look at thousands of passages. Written by triggers of migrations/0033 alone, read by
 * `jidoka_find_words` alone, which judges who may see the revision.
 */
export const posting = pgTable(
  'posting',
  {
    term: text('term').notNull(),
    /** As its passages have it. */
    effective: integer('effective').notNull(),
    /** The first of its passages; what is written once is written by one statement. */
    firstId: bigint('first_id', { mode: 'number' }).notNull(),
    source: integer('source').notNull(),
    language: text('language', { enum: ['zh', 'en'] }).notNull(),
    /** Eight bytes a passage: `knowledge/retrieval/postings.ts` reads them. */
    entries: bytes('entries').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.term, t.effective, t.firstId] }),
    index('posting_source').on(t.source),
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

/** What a person said of a citation; said again, it replaces what they said before. */
export const citationFeedback = pgTable(
  'citation_feedback',
  {
    siteId: siteId(),
    documentId: text('document_id').notNull(),
    revision: integer('revision').notNull(),
    quoteSha256: text('quote_sha256').notNull(),
    givenBy: text('given_by').notNull(),
    quote: text('quote').notNull(),
    page: integer('page'),
    heading: text('heading').notNull(),
    verdict: text('verdict', { enum: ['useful', 'wrong', 'outdated'] }).notNull(),
    note: text('note').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.siteId, t.documentId, t.revision, t.quoteSha256, t.givenBy],
    }),
  ],
)

/** What the documents did not answer: its words, never who asked. */
export const unansweredQuestion = pgTable(
  'unanswered_question',
  {
    siteId: siteId(),
    /** SHA-256 of its terms: the same question in another order of words is the same. */
    key: text('key').notNull(),
    terms: text('terms').array().notNull(),
    question: text('question').notNull(),
    times: integer('times').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.key] })],
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
