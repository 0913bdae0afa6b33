import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Principal } from '../base/principal.ts'
import { addDocument, isVerbatim, searchPassages } from '../knowledge/index.ts'
import { type Db, openFolderStore, schema } from '../store/index.ts'
import { report, type Target } from './report.ts'

/** Retrieval on public question sets: documents found, quotes word for word, silence where due. */
type Source = { id: string; title?: string; text: string }
type Question = { id: string; text: string; gold: string[] }
type Found = { nDcg: number; answerable: boolean; verbatim: boolean }

const data = fileURLToPath(new URL('../../shared/data', import.meta.url))
const cut = 10

const targets: Record<string, Target> = {
  xquad_zh_ndcg10: { op: '>=', value: 0.95 },
  xquad_en_ndcg10: { op: '>=', value: 0.95 },
  emanual_ndcg10: { op: '>=', value: 0.68 },
  xquad_answered: { op: '>=', value: 0.9 },
  foreign_abstained: { op: '>=', value: 0.9 },
  verbatim: { op: '>=', value: 1 },
}

async function measure(): Promise<{ cases: number; metrics: Record<string, number> }> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-rag-'))
  const { db } = await openFolderStore(folder)
  try {
    await load(db, 'zh', rowsOf<Source>('rag-xquad/corpus.zh.jsonl'))
    await load(db, 'en', rowsOf<Source>('rag-xquad/corpus.en.jsonl'))
    await load(db, 'manual', rowsOf<Source>('rag-emanual/corpus.en.jsonl'))
    return await score(db)
  } finally {
    await db.close()
    await rm(folder, { recursive: true })
  }
}

async function score(db: Db) {
  const chinese = rowsOf<Question>('rag-xquad/queries.zh.jsonl')
  const english = rowsOf<Question>('rag-xquad/queries.en.jsonl')
  const manual = rowsOf<Question>('rag-emanual/queries.en.jsonl')
  const zh = await ask(db, 'zh', chinese)
  const en = await ask(db, 'en', english)
  const emanual = await ask(db, 'manual', manual)
  const foreign = await ask(db, 'manual', english)
  const own = [...zh, ...en]
  const all = [...own, ...emanual, ...foreign]
  return {
    cases: all.length,
    metrics: {
      xquad_zh_ndcg10: mean(zh.map(({ nDcg }) => nDcg)),
      xquad_en_ndcg10: mean(en.map(({ nDcg }) => nDcg)),
      emanual_ndcg10: mean(emanual.map(({ nDcg }) => nDcg)),
      xquad_answered: mean(own.map(({ answerable }) => Number(answerable))),
      foreign_abstained: mean(foreign.map(({ answerable }) => Number(!answerable))),
      verbatim: mean(all.map(({ verbatim }) => Number(verbatim))),
    },
  }
}

function rowsOf<Row>(file: string): Row[] {
  const lines = readFileSync(join(data, file), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

async function load(db: Db, siteId: string, sources: Source[]): Promise<void> {
  const site = { siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  for (const { id, title = id, text } of sources) {
    const bytes = new TextEncoder().encode(`# ${title}\n\n${text}`)
    await addDocument({ db, clock: () => new Date(0) }, { siteId, id, fileName: `${id}.md`, bytes })
  }
}

async function ask(db: Db, siteId: string, questions: Question[]): Promise<Found[]> {
  const principal: Principal = {
    userId: 'evals',
    language: 'en',
    roles: [{ siteId, role: 'viewer' }],
  }
  const found: Found[] = []
  for (const { text, gold } of questions) {
    const result = await searchPassages({ db, principal }, { query: text, limit: 2 * cut })
    const documents = [...new Set(result.passages.map(({ document }) => document))].slice(0, cut)
    found.push({
      nDcg: nDcg(documents, gold),
      answerable: result.answerable,
      verbatim: result.passages.every((passage) => isVerbatim(passage.quote, passage.text)),
    })
  }
  return found
}

/** Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002). */
function nDcg(ranked: string[], gold: string[]): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2)
  const got = ranked.reduce((sum, id, rank) => sum + (gold.includes(id) ? gain(rank) : 0), 0)
  const ideal = gold.slice(0, cut).reduce((sum, _, rank) => sum + gain(rank), 0)
  return ideal === 0 ? 0 : got / ideal
}

const mean = (values: number[]): number =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10_000) / 10_000

report({ name: 'rag', ...(await measure()), targets })
