import type { Entry } from '../lexicon/entry.ts'
import { entryOf, type Lexicon } from '../lexicon/lexicon.ts'
import { shopWords } from '../lexicon/shop-words.ts'
import type { Reading } from '../reading.ts'
import { spokenVerbs } from '../words/spoken-verbs.ts'
import { type Draft, type Looked, mentionOf, sourceOf, spanOf } from './draft.ts'

const mostChoices = 5

/** The metrics of a question, each with those of near names that can be split the same way. */
export function metricParts(looked: Looked): Draft[] {
  const { reading, lexicon, language } = looked
  return reading.metrics.map((id) => {
    const metric = entryOf(lexicon, 'metric', id)
    const mention = mentionOf(looked, 'metric', id)
    const span = mention ?? verbSpan(looked)
    const near = metric ? nearMetrics(`${mention?.text ?? ''} ${namesOf(metric)}`, looked) : []
    return {
      kind: 'metric',
      label: metric?.[language] ?? id,
      span,
      source: sourceOf(span, looked, 'metrics'),
      others: near.map((entry) => ({
        label: entry[language],
        change: { metrics: reading.metrics.map((one) => (one === id ? entry.id : one)) },
        // A verb is no name: 停了多久 is not what a site calls a metric.
        ...(mention ? { entry } : {}),
      })),
    }
  })
}

function verbSpan({ question, previous, reading }: Looked) {
  if (JSON.stringify(previous?.metrics) === JSON.stringify(reading.metrics)) return null
  return (
    spokenVerbs.map((verb) => spanOf(verb, question.said)).find((span) => span !== null) ?? null
  )
}

/** Metrics whose names share most with some words, then those of the same unit. */
export function nearMetrics(words: string, { reading, lexicon }: Looked): Entry[] {
  const own = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const wanted = piecesOf(words)
  return metricsFor(reading, lexicon)
    .map((entry) => {
      const shared = [...piecesOf(namesOf(entry))].filter((piece) => wanted.has(piece)).length
      const alike = entry.metric?.unit === own?.metric?.unit && own !== undefined
      return { entry, score: 2 * shared + (alike ? 1 : 0) }
    })
    .filter(({ score }) => score > 0 || own === undefined)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostChoices)
    .map(({ entry }) => entry)
}

/** Those that are not asked for already, and that can be split as it is asked. */
const metricsFor = ({ metrics, dimensions }: Reading, { entries }: Lexicon): Entry[] =>
  entries.filter(
    ({ kind, id, metric }) =>
      kind === 'metric' &&
      !metrics.includes(id) &&
      dimensions.every((dimension) => metric?.dimensions.includes(dimension)),
  )

const namesOf = (entry: Entry): string =>
  [entry.zh, entry.en, ...entry.aliases, ...shopWords(entry)].join(' ')

/** Words that half of all metrics have. */
const common = new Set(['rate', 'ratio', 'time', 'mean', 'total', '时间', '平均', '数量', '次数'])

/** What names can share: words of letters, pairs of Chinese characters. */
function piecesOf(text: string): Set<string> {
  const latin = text.toLowerCase().match(/[a-z]{3,}/gu) ?? []
  const han = (text.match(/\p{Script=Han}{2,}/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
  return new Set([...latin, ...han].filter((piece) => !common.has(piece)))
}
