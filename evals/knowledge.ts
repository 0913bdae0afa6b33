/**
 * Our own questions on the demo's documents: the right passage among the first three, silence where
 * the documents do not say. `--split test` is for the end; everything else is done on `dev`.
 */
import { parseArgs } from 'node:util'
import type { Principal } from '../base/principal.ts'
import { loadDemoLibrary } from '../demo/index.ts'
import { isVerbatim, type Passage, searchPassages } from '../knowledge/index.ts'
import { openTestDb } from '../store/test-db.ts'
import {
  type Question,
  readQuestions,
  type Split,
  splits,
  wordsOf,
} from './questions/read-questions.ts'
import { report, type Target } from './report.ts'

const targets: Record<string, Target> = {
  top3: { op: '>=', value: 0.95 },
  abstained: { op: '>=', value: 0.95 },
  wrongly_abstained: { op: '<=', value: 0.03 },
  verbatim: { op: '==', value: 1 },
}

const reader: Principal = {
  userId: 'manager@group',
  language: 'en',
  roles: ['group', 'suzhou', 'dongguan', 'chengdu'].map((siteId) => ({ siteId, role: 'manager' })),
}

const { values } = parseArgs({
  options: { split: { type: 'string', default: 'dev' }, json: { type: 'boolean' } },
})
const split = splits.find((known) => known === values.split)
if (split === undefined) {
  process.stderr.write(`There is no split "${values.split}". Known: ${splits.join(', ')}.\n`)
  process.exit(2)
}

type Asked = Question & { rank: number | null; answerable: boolean; verbatim: boolean }

/** Rank from 1 of the first passage that holds a gold snippet; null when none does. */
function rankOf(passages: Passage[], { gold }: Question): number | null {
  const at = passages.findIndex(({ document, text }) =>
    gold.some((one) => one.document === document && wordsOf(text).includes(wordsOf(one.snippet))),
  )
  return at === -1 ? null : at + 1
}

async function ask(which: Split): Promise<Asked[]> {
  const db = await openTestDb()
  await loadDemoLibrary({ db, clock: () => new Date('2026-11-24T02:00:00Z') })
  const asked: Asked[] = []
  for (const question of readQuestions(which)) {
    const found = await searchPassages(
      { db, principal: reader },
      { query: question.text, limit: 10 },
    )
    asked.push({
      ...question,
      rank: rankOf(found.passages, question),
      answerable: found.answerable,
      verbatim: found.passages.every(({ quote, text }) => isVerbatim(quote, text)),
    })
  }
  await db.close()
  return asked
}

const share = (all: Asked[], holds: (one: Asked) => boolean): number =>
  all.length === 0 ? 1 : Math.round((all.filter(holds).length / all.length) * 10_000) / 10_000

const within = (most: number) => (one: Asked) => one.rank !== null && one.rank <= most

function metricsOf(asked: Asked[]): Record<string, number> {
  const answered = asked.filter(({ kind }) => kind !== 'none')
  const kinds = [...new Set(answered.map(({ kind }) => kind))].sort()
  const ofKind = kinds.map((kind) => [
    `top3_${kind}`,
    share(
      answered.filter((one) => one.kind === kind),
      within(3),
    ),
  ])
  return {
    top3: share(answered, within(3)),
    top1: share(answered, within(1)),
    top3_same_language: share(
      answered.filter(({ cross }) => !cross),
      within(3),
    ),
    top3_cross_language: share(
      answered.filter(({ cross }) => cross),
      within(3),
    ),
    ...Object.fromEntries(ofKind),
    abstained: share(
      asked.filter(({ kind }) => kind === 'none'),
      ({ answerable }) => !answerable,
    ),
    wrongly_abstained: share(answered, ({ answerable }) => !answerable),
    verbatim: share(asked, ({ verbatim }) => verbatim),
  }
}

/** What went wrong, for whoever tunes; of the test split only numbers are told. */
function tellMisses(asked: Asked[]): void {
  for (const { id, kind, text, rank, answerable } of asked) {
    const missed = kind === 'none' ? answerable : !answerable || rank === null || rank > 3
    if (!missed) continue
    const how =
      kind === 'none' ? 'answered' : `rank ${rank ?? '–'}${answerable ? '' : ', abstained'}`
    process.stderr.write(`${id} ${kind} ${how}: ${text}\n`)
  }
}

const asked = await ask(split)
if (split === 'dev') tellMisses(asked)
report({
  name: 'knowledge',
  cases: asked.length,
  metrics: metricsOf(asked),
  targets,
  baseline: `knowledge-${split}`,
})
