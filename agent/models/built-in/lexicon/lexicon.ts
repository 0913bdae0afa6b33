import { sha256 } from '../../../../base/canonical-json.ts'
import type { Principal } from '../../../../base/principal.ts'
import { standingTerms } from '../../../../knowledge/index.ts'
import type { Db, Tx } from '../../../../store/index.ts'
import { calendarOf, type Today } from '../time/calendar.ts'
import type { Entry, EntryKind } from './entry.ts'
import {
  bareValues,
  classTerms,
  equipmentTerms,
  nameTerms,
  nounClasses,
  shiftTerms,
  siteTerms,
  spokenTerms,
  teamTerms,
  turnedRound,
} from './names.ts'
import { partNames, sharedHeads, withoutAmount } from './part-names.ts'
import { readEntries } from './read-entries.ts'
import { shopWords, spokenReasons } from './shop-words.ts'
import { type Mention, scanTerms, type TermIndex, termIndex } from './terms.ts'

export type Lexicon = {
  entries: Entry[]
  index: TermIndex<Entry>
  /** Every name and id, one text. */
  names: string
  lowerNames: string
  zones: string[]
  /** The calendars of those zones. */
  calendars: Map<string, (now: Date) => Today>
  /** Words of names and of time by their first letter: slips of the keyboard are known by them. */
  spellings: Map<string, string[]>
  /** Every word of a name, and those of metrics, which are cut short in writing. */
  words: Set<string>
  abbreviable: string[]
  /** What several metrics end in, with those. */
  heads: Map<string, string[]>
  /** `哪种板子`, `which board`: products by the noun that their names end in. */
  whichProduct: RegExp | null
}

/** Lexicons by what they were made of; the newest last. */
export type KnownLexicons = Map<string, Lexicon>

/** People see few different parts of one plant. */
const mostKnown = 4

/**
 * The words of the plant that this person may see, read afresh for each turn. What they are looked up
 * by takes a second to make for a thousand machines, so it is made once for the same words.
 */
export async function readLexicon(
  db: Db,
  principal: Principal,
  known: KnownLexicons = new Map(),
): Promise<Lexicon> {
  const work = async (tx: Tx) => withGlossary(await readEntries(tx), await standingTerms(tx, null))
  const entries = await db.tx('read', work, { principal })
  const key = sha256(JSON.stringify(entries))
  const lexicon = known.get(key) ?? lexiconOf(entries)
  known.delete(key)
  known.set(key, lexicon)
  for (const oldest of [...known.keys()].slice(0, -mostKnown)) known.delete(oldest)
  return lexicon
}

const timeWords =
  'monthly weekly hourly quarterly before against between yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday january february september october november december last week month quarter previous compare compared machine machines supplier suppliers lowest highest downtime maintenance ticket tickets schedule reschedule orders trend product products shift shifts reason reasons energy worst anything everything something running currently stopped tomorrow inspection delivery deliveries overdue finished production material materials preventive corrective'

function spellingsOf(entries: Entry[]): Lexicon['spellings'] {
  const words = wordsOf(entries.filter(({ kind }) => spelt.has(kind)))
    .filter((word) => word.length >= 5)
    .concat(wordsOf(entries.filter(isStocked)).filter((word) => word.length >= longName))
  return Map.groupBy(new Set([...timeWords.split(' '), ...words]), (word) => word.charAt(0))
}

const wordsOf = (entries: Entry[]): string[] =>
  entries
    .flatMap(({ id, en, aliases }) => [id, en, ...aliases])
    .flatMap((name) => name.toLowerCase().match(/[a-z]+/gu) ?? [])

const isStocked = ({ kind }: Entry): boolean => kind === 'material' || kind === 'product'
/** No word of any text is a slip away from `microcontroller`. */
const longName = 12
/** Kinds whose words stand for themselves; those of reasons and products are words of any text. */
const spelt = new Set<EntryKind>(['metric', 'site', 'equipment'])

export function lexiconOf(given: Entry[]): Lexicon {
  const entries = [...given, ...nounClasses(given)]
  const names = given.flatMap(({ id, zh, en, aliases }) => [id, zh, en, ...aliases]).join('\n')
  const zones = [...new Set(entries.flatMap(({ zone }) => zone ?? []))]
  const parts = partNames(given).flatMap((one) => spokenTerms(one.entry, one.parts))
  const index = termIndex([...entries.flatMap(termsOf), ...parts])
  const calendars = new Map(zones.map((zone) => [zone, calendarOf(zone)]))
  const words = new Set(wordsOf(given))
  const abbreviable = [...new Set(wordsOf(given.filter(({ kind }) => kind === 'metric')))].filter(
    (word) => word.length > 6,
  )
  const spellings = spellingsOf(entries)
  const whichProduct = whichOf(given.filter(({ kind }) => kind === 'product'))
  const lowerNames = names.toLowerCase()
  return {
    entries,
    index,
    names,
    lowerNames,
    zones,
    calendars,
    spellings,
    words,
    abbreviable,
    whichProduct,
    heads: sharedHeads(given),
  }
}

type TermGroup = { zh: string[]; en: string[] }

/** What the site calls its things: words that mean the same as a name are names too. */
export function withGlossary(entries: Entry[], groups: TermGroup[]): Entry[] {
  const same = new Map<string, string[]>()
  for (const { zh, en } of groups) {
    const all = [...zh, ...en]
    for (const word of all) same.set(fold(word), [...(same.get(fold(word)) ?? []), ...all])
  }
  return entries.map((entry) => {
    const names = [entry.id, entry.zh, entry.en, ...entry.aliases]
    const more = names.flatMap((name) => same.get(fold(name)) ?? [])
    return more.length === 0 ? entry : { ...entry, aliases: [...entry.aliases, ...more] }
  })
}
const fold = (word: string): string => word.normalize('NFKC').trim().toLowerCase()

function whichOf(products: Entry[]): RegExp | null {
  const zh = products.flatMap((one) => withoutAmount(one.zh).match(/\p{Script=Han}$/u) ?? [])
  const en = products.flatMap((one) => withoutAmount(one.en).match(/[a-z]{3,}$/iu) ?? [])
  if (zh.length === 0 || en.length === 0) return null
  return new RegExp(
    `(?:(?:哪|什么|各)(?:[一几]?[种款个块根瓶件类些样])?|每(?:一?[种款类样])?)(?:${[...new Set(zh)].join('|')})子?|\\b(?:which|what|by|per|each)\\s+(?:kind\\s+of\\s+|type\\s+of\\s+|of\\s+the\\s+)?(?:${[...new Set(en)].join('|')})(?:e?s)?\\b`,
    'iu',
  )
}

export const mentionsIn = (question: string, lexicon: Lexicon): Mention<Entry>[] =>
  scanTerms(question, lexicon.index)

export const entryOf = (lexicon: Lexicon, kind: EntryKind, id: string): Entry | undefined =>
  lexicon.entries.find((entry) => entry.kind === kind && entry.id === id)

function termsOf(entry: Entry): { term: string; entry: Entry; weight: number }[] {
  switch (entry.kind) {
    case 'site':
      return siteTerms(entry)
    case 'team':
      return teamTerms(entry)
    case 'shift':
      return shiftTerms(entry)
    case 'equipment':
      return equipmentTerms(entry)
    case 'class':
      return classTerms(entry)
    case 'metric':
      return [
        ...nameTerms(entry),
        ...spokenTerms(entry, [...shopWords(entry), ...bareValues(entry)]),
      ]
    case 'tag':
    case 'failure_code':
    case 'parameter':
      return []
    case 'reason':
      return [
        ...nameTerms(entry),
        ...spokenTerms(entry, [...spokenReasons(entry), ...turnedRound(entry)]),
      ]
    default:
      return nameTerms(entry)
  }
}
