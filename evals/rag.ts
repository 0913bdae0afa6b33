/**
 * Retrieval on public question sets, without a model: `npm run evals -- --suite rag [--every N]`.
 * Documents found, in either language; quotes word for word; silence where it is due. Then our own
 * questions (`dev`, the half that is tuned on) as in suite `knowledge`: every target in one table.
 */
import { parseArgs } from 'node:util'
import type { Principal } from '../base/principal.ts'
import { addDocument, isVerbatim, type Passage, searchPassages } from '../knowledge/index.ts'
import { type Db, schema } from '../store/index.ts'
import { askOwn, ownMetrics, ownTargets } from './knowledge/own-questions.ts'
import { isHeldOut, mean, nDcg } from './rag/score.ts'
import { corpora, type QuestionSet, questionSets, type Source } from './rag/sets.ts'
import { openStage } from './rag/store.ts'
import { type Metrics, report, type Target } from './report.ts'

type Found = { heldOut: boolean; nDcg: number; answerable: boolean; verbatim: boolean }
type Scored = { set: QuestionSet; found: Found[] }

const read = 20

const targets: Record<string, Target> = {
  xquad_zh_ndcg10: { op: '>=', value: 0.965 },
  xquad_en_ndcg10: { op: '>=', value: 0.965 },
  xquad_zh_en_ndcg10: { op: '>=', value: 0.84 },
  xquad_en_zh_ndcg10: { op: '>=', value: 0.84 },
  cmrc_ndcg10: { op: '>=', value: 0.98 },
  emanual_ndcg10: { op: '>=', value: 0.72 },
  klipper_zh_en_ndcg10: { op: '>=', value: 0.78 },
  xquad_answered: { op: '>=', value: 0.9 },
  foreign_abstained: { op: '>=', value: 0.9 },
  verbatim: { op: '>=', value: 1 },
}

const { values } = parseArgs({ options: { every: { type: 'string' } }, strict: false })
/** Every Nth question only, for a quick look; the committed figures are of all. */
const every = Number(values.every ?? 1)

async function measure(): Promise<{ cases: number; metrics: Record<string, number> }> {
  const { db, close } = await openStage()
  try {
    for (const [site, sources] of Object.entries(corpora())) await load(db, site, sources)
    return await score(db)
  } finally {
    await close()
  }
}

async function score(db: Db) {
  const scored: Scored[] = []
  for (const set of questionSets()) scored.push({ set, found: await ask(db, set) })
  const english = questionSets().find(({ name }) => name === 'xquad_en')
  const foreign = english === undefined ? [] : await ask(db, { ...english, corpus: 'emanual' })
  const own = scored.filter(({ set }) => ['xquad_zh', 'xquad_en'].includes(set.name))
  const all = [...scored.flatMap(({ found }) => found), ...foreign]
  return {
    cases: all.length,
    metrics: {
      ...Object.fromEntries(scored.map(({ set, found }) => [keyOf(set), nDcgOf(found)])),
      ...Object.fromEntries(
        scored.map(({ set, found }) => [
          `${keyOf(set)}_held_out`,
          nDcgOf(found.filter((one) => one.heldOut)),
        ]),
      ),
      xquad_answered: mean(
        own.flatMap(({ found }) => found).map(({ answerable }) => Number(answerable)),
      ),
      foreign_abstained: mean(foreign.map(({ answerable }) => Number(!answerable))),
      verbatim: mean(all.map(({ verbatim }) => Number(verbatim))),
    },
  }
}

async function load(db: Db, siteId: string, sources: Source[]): Promise<void> {
  const site = { siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  for (const { fileName, text } of sources) {
    const bytes = new TextEncoder().encode(text)
    await addDocument({ db, clock: () => new Date(0) }, { siteId, fileName, bytes })
  }
}

async function ask(db: Db, { corpus, questions, unit }: QuestionSet): Promise<Found[]> {
  const roles = [{ siteId: corpus, role: 'operator' }]
  const principal: Principal = { userId: 'evals', language: 'en', roles }
  const found: Found[] = []
  for (const { id, text, gold } of questions.filter((_, at) => at % every === 0)) {
    const { passages, answerable } = await searchPassages(
      { db, principal },
      { query: text, limit: read },
    )
    found.push({
      heldOut: isHeldOut(id),
      nDcg: nDcg(passages.map(unit === 'section' ? sectionOf : documentOf), gold),
      answerable,
      verbatim: passages.every((passage) => isVerbatim(passage.quote, passage.text)),
    })
  }
  return found
}

const documentOf = ({ document }: Passage): string => document
const sectionOf = ({ document, headingPath }: Passage): string =>
  `${document}#${headingPath.join(' › ')}`

const keyOf = ({ name }: QuestionSet): string => `${name}_ndcg10`
const nDcgOf = (found: Found[]): number => mean(found.map((one) => one.nDcg))

const prefixed = <Value>(of: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [`own_${key}`, value]))

const all = { ...targets, ...prefixed(ownTargets) }

/** The table of the targets, with what plain BM25 and a dictionary reached on the same data before. */
function tell(metrics: Metrics): void {
  const line = (cells: (string | number)[]) =>
    `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(24) : String(cell).padStart(10))).join('')}\n`
  const before = new Map(questionSets().map((set) => [keyOf(set), set.before]))
  process.stderr.write(line(['', 'before', 'target', 'is', 'held out']))
  for (const [key, { op, value }] of Object.entries(all)) {
    const heldOut = metrics[`${key}_held_out`] ?? ''
    const is = metrics[key] ?? ''
    process.stderr.write(line([key, before.get(key) ?? '', `${op} ${value}`, is, heldOut]))
  }
}

const { cases, metrics: found } = await measure()
const own = await askOwn('dev')
const metrics = { ...found, ...prefixed(ownMetrics(own)) }
tell(metrics)
report({ name: 'rag', cases: cases + own.length, metrics, targets: all })
