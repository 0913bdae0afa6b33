import type { Entry } from '../lexicon/entry.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { type Mention, namesakes } from '../lexicon/terms.ts'
import type { EquipmentReading, Reading } from '../reading.ts'
import { firstKind, type Question } from './question.ts'

type Found = Pick<Reading, 'equipment' | 'ambiguous'>

/** Machines and lines; one name for things of several sites needs a site, or a question back. */
export function readEquipment(question: Question, sites: string[]): Found {
  const equipment: EquipmentReading[] = []
  let ambiguous: Reading['ambiguous']
  for (const mention of question.mentions) {
    const isHere = ({ siteId }: Entry) => sites.length === 0 || sites.includes(siteId ?? '')
    const called = mention.entries.filter((entry) => entry.kind === 'equipment')
    // `东莞三号线`: the site's own, though another's bears that name.
    const others = called.some(isHere) ? [] : namesakes(mention.text, question.lexicon.index)
    const own = others.filter((entry) => entry.kind === 'equipment' && isHere(entry))
    const all = own.length > 0 ? own : called
    if (firstKind(mention.entries) !== 'equipment') continue
    const here = all.filter(isHere)
    // The same words may name a class of the site that is spoken of.
    if (here.length === 0 && mention.entries.some((one) => one.kind === 'class' && isHere(one))) {
      ambiguous ??= classOf(mention, question.lexicon, sites)
      continue
    }
    const fits = here.length > 0 ? here : all
    // `packing machine DG-PKG-01` names one machine twice.
    if (fits.length === 1) {
      const known = new Set(equipment.map(({ id }) => id))
      equipment.push(...fits.filter(({ id }) => !known.has(id)).map(equipmentReading))
    } else ambiguous ??= { said: mention.text, choices: fits.map(choiceOf) }
  }
  const meant = ambiguous?.choices.find(({ id }) => equipment.some((one) => one.id === id))
  if (meant !== undefined) ambiguous = undefined
  // `SMT line 1 vs line 2`: the other one of the same site.
  const [kin, ...others] = (ambiguous?.choices ?? []).filter(({ siteId, level }) =>
    equipment.some((one) => one.siteId === siteId && one.level === level),
  )
  if (kin !== undefined && others.length === 0) {
    equipment.push(equipmentReading(kin))
    ambiguous = undefined
  }
  const classes = question.mentions
    .filter(({ entries, end }) => firstKind(entries) === 'class' && !namesNext(question, end))
    .flatMap((one) => classOf(one, question.lexicon, sites) ?? [])
  ambiguous ??= classes.length === 0 ? undefined : ofClasses(classes)
  const ofClass = ambiguous?.all === true ? ambiguous.choices : []
  // `the washer`, where there is one.
  if (ofClass.length === 1 && equipment.length === 0)
    return { equipment: ofClass.map(equipmentReading) }
  return ambiguous === undefined ? { equipment } : { equipment, ambiguous }
}

/** `grinder SZ-GRD-01`: the noun says what the machine behind it is, and asks for no other. */
const namesNext = ({ said, mentions }: Question, end: number): boolean =>
  mentions.some(
    ({ start, entries }) =>
      start >= end && firstKind(entries) === 'equipment' && said.slice(end, start).trim() === '',
  )

/** The machines of a class that is named: which of them is meant must be asked, except for a figure. */
function classOf(
  { text: said, entries }: Mention<Entry>,
  lexicon: Lexicon,
  sites: string[],
): Reading['ambiguous'] {
  const here = entries.filter(
    ({ kind, siteId }) => kind === 'class' && (sites.length === 0 || sites.includes(siteId ?? '')),
  )
  const choices = lexicon.entries
    .filter(({ kind, id, siteId }) =>
      here.some(
        (one) => kind === 'equipment' && one.siteId === siteId && one.members?.includes(id),
      ),
    )
    .map(choiceOf)
  return choices.length === 0 ? undefined : { said, choices, all: true }
}

/** `the lathes vs the machining centres`: the machines of both. */
const ofClasses = (classes: NonNullable<Reading['ambiguous']>[]): Reading['ambiguous'] => ({
  said: classes.map(({ said }) => said).join(', '),
  choices: classes
    .flatMap(({ choices }) => choices)
    .filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at),
  all: true,
})

const equipmentReading = ({
  id,
  siteId,
  level,
}: Pick<Entry, 'id' | 'siteId' | 'level'>): EquipmentReading => ({
  ...{ id, siteId: siteId ?? '', level: level ?? 'machine' },
})

const choiceOf = ({ id, siteId, zh, en, level }: Entry) => ({
  ...{ id, siteId: siteId ?? '', zh, en },
  ...(level === undefined ? {} : { level }),
})
