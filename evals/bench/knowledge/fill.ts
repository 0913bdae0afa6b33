import { sql } from 'drizzle-orm'
import pg from 'pg'
import { seeded } from '../../../base/random.ts'
import { addDocument, type DocumentReader, readHere } from '../../../knowledge/index.ts'
import { type Db, schema } from '../../../store/index.ts'
import { corpora } from '../../rag/sets.ts'

const siteId = 'bench'
const sectionsPerDocument = 50
const clock = () => new Date(0)
/** These are no strangers' files: no process of its own for each. */
const reader: DocumentReader = {
  read: (file) => readHere(file),
  readsPictures: () => false,
  close: () => undefined,
}

/** Real sentences of both languages, shuffled into sections: real words, real rarity. */
export async function fillPassages(db: Db, passages: number): Promise<void> {
  const site = { siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  const random = seeded(7)
  const pools = poolsOf()
  for (let at = 0; at * sectionsPerDocument < passages; at++) {
    const pool = pools[at % pools.length] ?? []
    const pick = () => pool[Math.floor(random() * pool.length)] ?? ''
    const sections = Array.from({ length: sectionsPerDocument }, (_, section) => {
      const sentences = Array.from({ length: 6 }, pick)
      return `## ${section + 1} ${pick().slice(0, 20)}\n\n${sentences.join(' ')}`
    })
    const bytes = new TextEncoder().encode(`# Manual ${at}\n\n${sections.join('\n\n')}`)
    await addDocument({ db, clock, reader }, { siteId, fileName: `manual-${at}.md`, bytes })
  }
}

function poolsOf(): string[][] {
  const all = corpora()
  const sentences = (site: string) =>
    (all[site] ?? []).flatMap(({ text }) => text.split(/(?<=[。！？])|(?<=[.!?]) /))
  return [[...sentences('cmrc')], [...sentences('emanual'), ...sentences('xquad-en')]]
}

/** The same passages again under other names, until there are so many times as many. */
export async function multiplyPassages(db: Db, times: number): Promise<void> {
  for (let copy = 1; copy < times; copy++) {
    const name = sql`document_id || ${`-${copy}`}`
    const first = sql`where document_id !~ '-.*-'`
    await db.tx(
      'owner',
      async (tx) => {
        await tx.rows(sql`
          insert into document (site_id, id, title, language)
          select site_id, id || ${`-${copy}`}, title, language from document where id !~ '-.*-'`)
        await tx.rows(sql`
          insert into document_revision (site_id, document_id, revision, sha256, media_type, file_name,
            parser, content)
          select site_id, ${name}, revision, sha256, media_type, file_name, parser, ''
          from document_revision ${first}`)
        await tx.rows(sql`
          update document_revision set in_force = tstzmultirange(tstzrange('2000-01-01', null))
          where isempty(in_force)`)
        await tx.rows(sql`
          insert into chunk (site_id, document_id, revision, seq, page, heading_path, text, language,
            terms, term_count)
          select site_id, ${name}, revision, seq, page, heading_path, text, language, terms, term_count
          from chunk ${first}`)
      },
      { timeoutMs: 600_000 },
    )
  }
}

/** What the server does by itself within minutes. */
export async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
