import type { Principal } from '../../base/principal.ts'
import { loadDemoLibrary } from '../../demo/index.ts'
import {
  isVerbatim,
  type Passage,
  type SearchResult,
  searchPassages,
  weightOf,
} from '../../knowledge/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import {
  isBlind,
  isUnseen,
  type Question,
  readQuestions,
  type Split,
  wordsOf,
} from '../questions/read-questions.ts'
import { share, type Target } from '../report.ts'

export const ownTargets: Record<string, Target> = {
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

export type Asked = Question & {
  /** From 1; null where no passage found holds what answers. */
  rank: number | null
  /** Of the best passage; null where none was found. */
  document: string | null
  answerable: boolean
  evidence: SearchResult['evidence']
  verbatim: boolean
}

/** Rank from 1 of the first passage that holds a gold snippet; null when none does. */
function rankOf(passages: Passage[], { gold }: Question): number | null {
  const at = passages.findIndex(({ document, text }) =>
    gold.some((one) => one.document === document && wordsOf(text).includes(wordsOf(one.snippet))),
  )
  return at === -1 ? null : at + 1
}

/** Our own questions, asked of the demo's documents as a manager of every site. */
export async function askOwn(which: Split): Promise<Asked[]> {
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
      document: found.passages[0]?.document ?? null,
      answerable: found.answerable,
      evidence: found.evidence,
      verbatim: found.passages.every(({ quote, text }) => isVerbatim(quote, text)),
    })
  }
  await db.close()
  return asked
}

/** Nothing is missed where nothing was asked. */
const shareOf = (all: Asked[], holds: (one: Asked) => boolean): number =>
  all.length === 0 ? 1 : share(all, holds)

const within = (most: number) => (one: Asked) => one.rank !== null && one.rank <= most

export function ownMetrics(asked: Asked[]): Record<string, number> {
  const answered = asked.filter(({ kind }) => kind !== 'none')
  const kinds = [...new Set(answered.map(({ kind }) => kind))].sort()
  const ofKind = kinds.map((kind) => [
    `top3_${kind}`,
    shareOf(
      answered.filter((one) => one.kind === kind),
      within(3),
    ),
  ])
  return {
    top3: shareOf(answered, within(3)),
    top1: shareOf(answered, within(1)),
    top3_same_language: shareOf(
      answered.filter(({ cross }) => !cross),
      within(3),
    ),
    top3_cross_language: shareOf(
      answered.filter(({ cross }) => cross),
      within(3),
    ),
    ...Object.fromEntries(ofKind),
    abstained: shareOf(
      asked.filter(({ kind }) => kind === 'none'),
      ({ answerable }) => !answerable,
    ),
    wrongly_abstained: shareOf(answered, ({ answerable }) => !answerable),
    verbatim: shareOf(asked, ({ verbatim }) => verbatim),
  }
}

/** How sure the search is that it has an answer. */
const surenessOf = ({ evidence, answerable }: Asked): number => {
  const weight = evidence === null ? Number.NEGATIVE_INFINITY : weightOf(evidence)
  return !answerable && weight >= 0 ? Number.NEGATIVE_INFINITY : weight
}

/**
 * What has no answer and is not answered, where so large a share of answers may be withheld: the trade
 * between both faults, whatever the bias of today.
 */
function tradeOff(asked: Asked[]): Record<string, number> {
  const answers = asked.filter(({ kind }) => kind !== 'none').map(surenessOf)
  const others = asked.filter(({ kind }) => kind === 'none').map(surenessOf)
  const sorted = answers.toSorted((a, b) => a - b)
  return Object.fromEntries(
    [3, 5, 10, 20, 30].map((percent) => {
      const least = sorted[Math.floor((percent / 100) * sorted.length)] ?? 0
      const abstained = share(others, (weight) => weight < least)
      return [`blind_abstained_at_${percent}`, abstained]
    }),
  )
}

/** The questions in words of their own by themselves: all, and the third that nothing is fitted on. */
export function blindMetrics(asked: Asked[]): Record<string, number> {
  const blind = asked.filter(isBlind)
  if (blind.length === 0) return {}
  const figures = (name: string, of: Asked[]) => {
    const { top3 = 0, abstained = 0, wrongly_abstained = 0 } = ownMetrics(of)
    return {
      [`${name}_top3`]: top3,
      [`${name}_abstained`]: abstained,
      [`${name}_wrongly_abstained`]: wrongly_abstained,
    }
  }
  return {
    ...figures('blind', blind),
    ...figures('unseen', blind.filter(isUnseen)),
    ...tradeOff(blind),
  }
}
