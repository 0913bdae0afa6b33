import type { Entry, EntryKind, Lexicon } from './lexicon.ts'
import type { Dimension, EquipmentReading, Grain, Reading, WindowReading } from './reading.ts'
import type { Mention } from './terms.ts'
import { countOf, readShiftWindow, readWindow, type Today } from './time.ts'
import * as words from './words.ts'

export type Question = {
  /** As it was typed. */
  said: string
  /** The same with every known name blanked out. */
  rest: string
  mentions: Mention<Entry>[]
  lexicon: Lexicon
  today: Today
}

const precedence: EntryKind[] = [
  'metric',
  'site',
  'equipment',
  'team',
  'shift',
  'product',
  'reason',
]

/** What each mention means, by kind; a name of several kinds means the first of them. */
export function entriesOf(question: Question, kind: EntryKind): Entry[][] {
  return question.mentions
    .map(({ entries }) => {
      const first = precedence.find((one) => entries.some((entry) => entry.kind === one))
      return entries.filter((entry) => entry.kind === first)
    })
    .filter((entries) => entries[0]?.kind === kind)
}

export function idsOf(question: Question, kind: EntryKind): string[] {
  return [...new Set(entriesOf(question, kind).flatMap((entries) => entries.slice(0, 1)))]
    .map(({ id }) => id)
    .filter((id, at, all) => all.indexOf(id) === at)
}

type Found = Pick<Reading, 'equipment' | 'ambiguous'>

/** Machines and lines; one name for things of several sites needs a site, or a question back. */
export function readEquipment(question: Question, sites: string[]): Found {
  const equipment: EquipmentReading[] = []
  let ambiguous: Reading['ambiguous']
  for (const mention of question.mentions) {
    const all = mention.entries.filter((entry) => entry.kind === 'equipment')
    const first = precedence.find((one) => mention.entries.some((entry) => entry.kind === one))
    if (all.length === 0 || first !== 'equipment') continue
    const here = all.filter((entry) => sites.length === 0 || sites.includes(entry.siteId ?? ''))
    const fits = here.length > 0 ? here : all
    if (fits.length === 1) equipment.push(...fits.map(equipmentReading))
    else ambiguous ??= { said: mention.text, choices: fits.map(choiceOf) }
  }
  return ambiguous === undefined ? { equipment } : { equipment, ambiguous }
}

const equipmentReading = (entry: Entry): EquipmentReading => ({
  id: entry.id,
  siteId: entry.siteId ?? '',
  level: entry.level ?? 'machine',
})

const choiceOf = ({ id, siteId, zh, en }: Entry) => ({ id, siteId: siteId ?? '', zh, en })

export function readTime(question: Question): { window?: WindowReading; shifts: string[] } {
  const said = entriesOf(question, 'shift').flatMap((entries) => entries.slice(0, 1))
  const night = /昨晚|昨夜|\blast\s+night\b/iu.test(question.said) ? nightShift(question) : []
  const shifts = said.length > 0 ? said : night
  const [only, ...more] = shifts
  const times = only?.shift && more.length === 0 ? { id: only.id, ...only.shift } : null
  const window = times
    ? readShiftWindow(question.said, times, question.today)
    : readWindow(question.said, question.today)
  const ids = [...new Set(shifts.map(({ id }) => id))]
  return window === null ? { shifts: ids } : { window, shifts: ids }
}

const nightShift = ({ lexicon }: Question): Entry[] =>
  lexicon.entries
    .filter(({ kind, zh, en }) => kind === 'shift' && /夜|night/iu.test(zh + en))
    .slice(0, 1)

type Breakdown = { dimensions: Dimension[]; grain?: Grain }

export function readBreakdown({ rest }: Question): Breakdown {
  const asked = words.breakdowns.filter((noun) => noun.words.test(rest))
  const dimensions = asked.filter((noun) => !noun.isGrain).map(({ id }) => id as Dimension)
  const grain = asked.find((noun) => noun.isGrain)?.id as Grain | undefined
  return grain === undefined ? { dimensions } : { dimensions, grain }
}

/** `the worst line`: a superlative with a bare noun asks for a breakdown by it. */
export function bareDimension({ rest }: Question): Dimension[] {
  const noun = words.breakdowns.find((one) => !one.isGrain && one.noun.test(rest))
  return noun ? [noun.id as Dimension] : []
}

export function readOrder(question: Question, metric: Entry | undefined): Reading['order'] {
  const { said } = question
  const goodIsHigh = metric?.metric?.better !== 'down'
  if (words.lowest.test(said)) return 'lowest'
  if (words.worst.test(said)) return goodIsHigh ? 'lowest' : 'highest'
  if (words.best.test(said)) return goodIsHigh ? 'highest' : 'lowest'
  if (words.highest.test(said) || words.ranking.test(said)) return 'highest'
  return undefined
}

export function readLimit({ said }: Question): number | undefined {
  const found =
    /前\s*(\d+|[一二两三四五六七八九十]+)/u.exec(said) ??
    /最[高低多少差好大小长短]的?\s*(\d+|[二两三四五六七八九十]+)\s*[个台条种]/u.exec(said) ??
    /\b(?:top|bottom|worst|best|first|lowest|highest)\s+(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b/iu.exec(
      said,
    )
  const limit = found?.[1] ? countOf(found[1]) : 0
  return limit > 0 && !/前\s*\S+\s*[天日周月年个小]/u.test(found?.[0] ?? '') ? limit : undefined
}
