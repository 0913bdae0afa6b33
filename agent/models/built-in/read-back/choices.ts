import type { ReadChoice, Teaching } from '../../../../base/read-part.ts'
import type { Entry } from '../lexicon/entry.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { isName } from '../lexicon/terms.ts'
import type { Reading } from '../reading.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { understand } from '../understand.ts'
import { asked } from './asked.ts'
import type { Alternative, Draft, Looked, Span } from './draft.ts'

/** The choices that can be asked for: a question is found for each that is read as it is meant. */
export function choicesOf(draft: Draft, looked: Looked, now: Date): ReadChoice[] {
  const { reading, lexicon } = looked
  const context = { lexicon, now, language: reading.language }
  return draft.others.flatMap((other) => {
    const meant = Object.fromEntries(
      Object.entries({ ...reading, ...other.change }).filter(([, value]) => value !== undefined),
    ) as Reading
    const question = wordings(draft, other, { ...looked, reading: meant }).find((text) =>
      isReadAs(text, meant, context),
    )
    if (question === undefined || !isReadAs(question, meant, { ...context, previous: reading })) {
      return []
    }
    const { label } = other
    return [{ label, question, teach: teaching(draft.span, other.entry, looked) }]
  })
}

/** The person's own words with the part replaced, where nothing is left out of them; then plain ones. */
function wordings({ kind, span }: Draft, { label, entry }: Alternative, looked: Looked): string[] {
  const { question, reading, lexicon } = looked
  const own = (name: string) =>
    span && isPhrase(question.said.slice(span.start, span.end), kind)
      ? replaced(question.said, span, name)
      : null
  const texts = [
    own(entry?.[reading.language] ?? label),
    asked({ reading, lexicon, naming: 'names' }),
    entry ? own(entry.id) : null,
    asked({ reading, lexicon, naming: 'ids' }),
  ]
  return texts.filter((text) => text !== null)
}

/** `哪条线` cannot be put right by `按设备`. */
const isPhrase = (said: string, kind: Draft['kind']): boolean =>
  kind !== 'split' || /^(?:[按分各每]|by\b|per\b)/iu.test(said)

/** Letters and digits stay words of their own. */
function replaced(said: string, { start, end }: Span, name: string): string {
  const [before, after] = [said.slice(0, start), said.slice(end)]
  const joins = (a: string, b: string) => /[\p{L}\d]$/u.test(a) && /^[\p{L}\d]/u.test(b)
  const latin = /[a-z\d]/iu.test(name)
  const left = latin && joins(before, name) ? ' ' : ''
  const right = latin && joins(name, after) ? ' ' : ''
  return `${before}${left}${name}${right}${after}`
}

const slots = [
  ...['intent', 'sites', 'equipment', 'teams', 'shifts', 'products', 'reasons', 'suppliers'],
  ...['materials', 'dimensions', 'window', 'ticketKind', 'ticketStatus', 'count', 'onlyLate'],
  ...['orderStatus', 'tag', 'unknown', 'unclearTime', 'ambiguous', 'ofWinner'],
] as (keyof Reading)[]
const ofFigures = ['metrics', 'grain', 'order', 'limit', 'compare'] as const

/** What its answer depends on. */
function meaningOf(reading: Reading): string {
  const { threshold, intent, metrics } = reading
  const limit = typeof threshold === 'object' ? [threshold.side, threshold.value] : threshold
  const shape =
    intent === 'kpi'
      ? ofFigures.map((slot) => reading[slot] ?? null)
      : intent === 'explain' || intent === 'metrics'
        ? metrics
        : []
  return JSON.stringify([limit, shape, ...slots.map((slot) => reading[slot] ?? null)])
}

function isReadAs(text: string, meant: Reading, context: ParseContext): boolean {
  const [only, ...more] = understand(text, context)
  return only !== undefined && more.length === 0 && meaningOf(only) === meaningOf(meant)
}

/** Only words that bear no meaning of their own can be taught one. */
function teaching(span: Span | null, entry: Entry | undefined, looked: Looked): Teaching | null {
  if (span === null || entry === undefined) return null
  const { question, lexicon, language } = looked
  const word = question.said.slice(span.start, span.end).trim()
  if (word === '' || isName(word, lexicon.index)) return null
  const han = /\p{Script=Han}/u.test(word)
  const names = { zh: [entry.zh], en: entry.en === entry.zh ? [] : [entry.en] }
  return {
    siteId: siteOf(looked, entry),
    word,
    means: entry[language],
    zh: han ? [word, ...names.zh] : names.zh,
    en: han ? names.en : [word, ...names.en],
  }
}

function siteOf({ reading, lexicon }: Looked, entry: Entry): string | null {
  const sites = lexicon.entries.filter(({ kind }) => kind === 'site')
  const only = sites.length === 1 ? sites[0]?.id : undefined
  const own = entry.siteId !== null && entryOf(lexicon, 'site', entry.siteId)?.id
  return own || (reading.sites[0] ?? reading.equipment[0]?.siteId ?? only ?? null)
}
