import type { Entry } from '../lexicon/entry.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { namesakes } from '../lexicon/terms.ts'
import type { EquipmentReading, Reading } from '../reading.ts'
import { scopeSlots } from './asked.ts'
import {
  type Alternative,
  type Draft,
  type Looked,
  mentionOf,
  placeOf,
  sayIn,
  sourceOf,
} from './draft.ts'

const mostChoices = 6

/** Whose figures: machines and lines, else sites; then teams, shifts, products and the like. */
export function scopeParts(looked: Looked): Draft[] {
  const { equipment, ambiguous } = looked.reading
  const places = [
    ...(ambiguous ? [ambiguousPart(looked, ambiguous)] : []),
    ...(equipment.length > 0 ? equipmentParts(looked) : ambiguous ? [] : siteParts(looked)),
  ]
  const groups = looked.reading.intent === 'schedule' ? [] : groupParts(looked)
  return [...places, ...groups]
}

/** A name that several things bear: none of them was taken. */
function ambiguousPart(
  { reading, question, language }: Looked,
  { said, choices }: NonNullable<Reading['ambiguous']>,
): Draft {
  const others = choices
    .slice(0, mostChoices)
    .map(({ id, siteId, level = 'machine', ...names }) => ({
      label: `${names[language]} (${id})`,
      change: { equipment: [...reading.equipment, { id, siteId, level }], ambiguous: undefined },
    }))
  const span = placeOf(said, question.said)
  return { kind: 'unknown', label: `“${said}”`, span, source: 'said', others }
}

const several = 3

function equipmentParts(looked: Looked): Draft[] {
  const { reading, language } = looked
  const { equipment } = reading
  if (equipment.length > several) {
    const label = sayIn(language)(`${equipment.length} 台设备`, `${equipment.length} machines`)
    return [{ kind: 'equipment', label, span: null, source: 'said', others: [] }]
  }
  return equipment.map((one) => {
    const mention = mentionOf(looked, 'equipment', one.id)
    return {
      kind: 'equipment',
      label: labelOf(looked, one),
      span: mention,
      source: sourceOf(mention, looked, 'equipment'),
      others: otherEquipment(looked, one, mention?.text ?? ''),
    }
  })
}

function labelOf({ lexicon, language }: Looked, { id }: EquipmentReading): string {
  const name = entryOf(lexicon, 'equipment', id)?.[language] ?? id
  return name.includes(id) ? name : `${name} (${id})`
}

/** Those of the same name or number, those beside it in its group, and its whole site. */
function otherEquipment(looked: Looked, one: EquipmentReading, said: string): Alternative[] {
  const { reading, lexicon, language } = looked
  const known = lexicon.entries.filter(({ kind }) => kind === 'equipment')
  const group = lexicon.entries.find(
    ({ kind, siteId, members }) =>
      kind === 'class' && siteId === one.siteId && members?.includes(one.id),
  )
  const beside = known.filter(
    (entry) =>
      entry.siteId === one.siteId &&
      (group?.members?.includes(entry.id) || (one.level === 'line' && entry.level === 'line')),
  )
  const named = namesakes(said, lexicon.index).filter(({ kind }) => kind === 'equipment')
  const fits = [...new Set([...named, ...beside])].filter(({ id }) => id !== one.id)
  const others = fits.slice(0, mostChoices - 1).map((entry) => {
    const instead = { id: entry.id, siteId: entry.siteId ?? '', level: entry.level ?? 'machine' }
    const equipment = reading.equipment.map((was) => (was === one ? instead : was))
    return { label: labelOf(looked, instead), change: { equipment }, entry }
  })
  const site = entryOf(lexicon, 'site', one.siteId)
  const whole = !needsMachine.has(reading.intent) && reading.equipment.length === 1
  return site && whole
    ? [...others, { label: site[language], change: { equipment: [], sites: [site.id] } }]
    : others
}
const needsMachine = new Set<Reading['intent']>(['state', 'cause'])

function siteParts(looked: Looked): Draft[] {
  const { reading, lexicon, language } = looked
  const say = sayIn(language)
  const all = lexicon.entries.filter(({ kind }) => kind === 'site')
  const everywhere = {
    label: say('所有工厂', 'all sites'),
    change: { sites: [] },
  }
  if (reading.sites.length === 0) {
    const [only, ...more] = all
    if (only === undefined) return []
    if (more.length === 0) {
      return [{ kind: 'site', label: only[language], span: null, source: 'assumed', others: [] }]
    }
    const others = all.slice(0, mostChoices).map((site) => siteChoice(site, [site.id], looked))
    return [{ kind: 'site', label: everywhere.label, span: null, source: 'assumed', others }]
  }
  return reading.sites.map((id) => {
    const mention = mentionOf(looked, 'site', id)
    const elsewhere = all.filter((site) => !reading.sites.includes(site.id))
    const others = elsewhere.slice(0, mostChoices - 1).map((site) => {
      const sites = reading.sites.map((was) => (was === id ? site.id : was))
      return siteChoice(site, sites, looked)
    })
    return {
      kind: 'site',
      label: entryOf(lexicon, 'site', id)?.[language] ?? id,
      span: mention,
      source: sourceOf(mention, looked, 'sites'),
      others: reading.sites.length === 1 && all.length > 1 ? [...others, everywhere] : others,
    }
  })
}

const siteChoice = (site: Entry, sites: string[], { language }: Looked): Alternative => ({
  label: site[language],
  change: { sites },
  entry: site,
})

function groupParts(looked: Looked): Draft[] {
  const { reading, lexicon, language } = looked
  return scopeSlots.flatMap(([slot, kind]) =>
    reading[slot].map((id): Draft => {
      const mention = mentionOf(looked, kind, id)
      const own = entryOf(lexicon, kind, id)
      const fits = lexicon.entries.filter(
        (entry) => entry.kind === kind && entry.siteId === own?.siteId && entry.id !== id,
      )
      const others = fits.slice(0, mostChoices).map((entry) => ({
        label: entry[language],
        change: { [slot]: reading[slot].map((was) => (was === id ? entry.id : was)) },
        entry,
      }))
      return {
        kind: 'group',
        label: own?.[language] ?? id,
        span: mention,
        source: sourceOf(mention, looked, slot),
        others,
      }
    }),
  )
}
