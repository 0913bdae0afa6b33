/**
 * Retrieval on public question sets, without a model: `npm run evals -- --suite rag [--every N]`.
 * Documents found, in either language; quotes word for word; silence where it is due. Then our own
 * questions (`dev`, the half that is tuned on) as in suite `knowledge`: every target in one table.
 */
import { parseArgs } from 'node:util'
import type { Db } from '../store/index.ts'
import { askOwn, ownMetrics, ownTargets } from './knowledge/own-questions.ts'
import { ask, type Found, foreignOf, load } from './rag/ask.ts'
import { mean } from './rag/score.ts'
import { corpora, type QuestionSet, questionSets } from './rag/sets.ts'
import { openStage } from './rag/store.ts'
import { type Metrics, report, type Target } from './report.ts'

type Scored = { set: QuestionSet; found: Found[] }

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
  for (const set of questionSets()) scored.push({ set, found: await ask(db, set, every) })
  const foreign = await ask(db, foreignOf(questionSets()), every)
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
