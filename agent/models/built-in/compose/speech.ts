import type { Language } from '../../../../base/language.ts'
import type { Figure } from '../../../../tools/index.ts'
import { abstain } from '../../../answer.ts'
import { formatInstant, formatWindow } from '../../../format.ts'
import type { BuiltIn } from '../built-in.ts'
import type { EntryKind } from '../lexicon/entry.ts'
import { entryOf, type Lexicon } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'

/** What every composer speaks with: one language, the plant's names, the plant's zone. */
export type Speech = {
  reading: Reading
  language: Language
  lexicon: Lexicon
  /** The words of the answer's language. */
  say: (zh: string, en: string) => string
  /** Display name of an id, the id itself where it has none. */
  nameOf: (kind: EntryKind, id: string) => string
  instant: (iso: string, zone?: string) => string
  noData: (zh: string, en: string) => string
  refused: (error: { message: string; hint?: string } | undefined) => string
}

export function speechFor(reading: Reading, { lexicon }: BuiltIn): Speech {
  const { language } = reading
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const zone = lexicon.entries.find((entry) => entry.zone)?.zone ?? 'UTC'
  return {
    reading,
    language,
    lexicon,
    say,
    nameOf: (kind, id) => entryOf(lexicon, kind, id)?.[language] ?? id,
    instant: (iso, at = zone) => formatInstant(iso, at),
    noData: (zh, en) => abstain('no_data', say(zh, en)),
    refused: (error) => {
      const why = [error?.message, error?.hint].filter(Boolean).join(' ')
      return abstain('refused', say(`没能回答:${why}`, `This could not be answered: ${why}`))
    },
  }
}

const newest = (figures: Figure[]): string | null =>
  figures
    .flatMap(({ freshness }) => freshness ?? [])
    .sort()
    .at(-1) ?? null

/** Where numbers come from: definitions, window and age of the data. */
export function sourceLine({ say, language, nameOf, instant }: Speech, figures: Figure[]): string {
  const [figure] = figures
  if (!figure) return ''
  const { window } = figure
  const freshness = newest(figures)
  const named = figures.map(
    ({ metric, version }) => `${nameOf('metric', metric)}${say('(', ' (')}${metric} v${version})`,
  )
  const names = [...new Set(named)].join(say('、', ', '))
  const span = formatWindow(window, language)
  const age =
    freshness === null ? say('无数据时间', 'no data time') : instant(freshness, window.zone)
  return say(
    `口径:${names};时间:${span}(${window.zone});数据截至 ${age}。`,
    `Definition: ${names}; window: ${span} (${window.zone}); data until ${age}.`,
  )
}
