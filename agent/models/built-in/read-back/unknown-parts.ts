import { contentBeside } from '../doubts/residue.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import { type Draft, type Looked, placeOf } from './draft.ts'
import { nearMetrics } from './metric-parts.ts'

/** Words that nothing was made of, and what they may stand for. */
export function unknownParts(looked: Looked): Draft[] {
  const { reading, question } = looked
  const word = reading.unknown ?? (saysSomething(reading) ? contentBeside(question) : null)
  if (word === null) return []
  const span = placeOf(word, question.said)
  const others = reading.metrics.length > 0 ? places(looked) : metrics(looked, word)
  return [{ kind: 'unknown', label: `“${word}”`, span, source: 'said', others }]
}

/** A question of which time or place was understood, and nothing else. */
const saysSomething = ({ intent, window, sites, equipment }: Reading): boolean =>
  intent === 'outside' && (window !== undefined || sites.length + equipment.length > 0)

const metrics = (looked: Looked, word: string): Draft['others'] =>
  nearMetrics(word, looked).map((entry) => ({
    label: entry[looked.language],
    change: { metrics: [entry.id], intent: 'kpi', unknown: undefined },
    entry,
  }))

const mostPlaces = 8

/** The sites and lines that may be meant: those of the site that was named, where one was. */
function places({ reading, lexicon, language }: Looked): Draft['others'] {
  const [site] = reading.sites
  const lines = lexicon.entries.filter(
    ({ level, siteId }) => level === 'line' && (site === undefined || siteId === site),
  )
  const sites = site === undefined ? lexicon.entries.filter(({ kind }) => kind === 'site') : []
  return [...sites, ...lines].slice(0, mostPlaces).map((entry) => ({
    label: entryOf(lexicon, entry.kind, entry.id)?.[language] ?? entry.id,
    change:
      entry.kind === 'site'
        ? { sites: [entry.id], unknown: undefined }
        : {
            equipment: [{ id: entry.id, siteId: entry.siteId ?? '', level: 'line' as const }],
            unknown: undefined,
          },
    entry,
  }))
}
