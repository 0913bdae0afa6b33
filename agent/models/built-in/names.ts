import type { Entry } from './lexicon.ts'

type Term = { term: string; entry: Entry; weight: number }

/** A name that the plant gave beats one that follows from a pattern. */
const given = 2
const derived = 1

const terms = (entry: Entry, names: string[], weight: number): Term[] =>
  names.filter((name) => name !== '').map((term) => ({ term, entry, weight }))

export const nameTerms = (entry: Entry): Term[] =>
  terms(entry, [entry.id.replaceAll('_', ' '), entry.zh, entry.en, ...entry.aliases], given)

export function siteTerms(entry: Entry): Term[] {
  const bare = [
    entry.zh.replace(/(工厂|厂区|基地|厂)$/u, ''),
    entry.en.replace(/\s+(plant|site|factory|works)$/iu, ''),
  ]
  return [...nameTerms(entry), ...terms(entry, bare, derived)]
}

/** `A` alone is an article, so a team is named with its noun. */
export function teamTerms(entry: Entry): Term[] {
  const { id } = entry
  const names = [entry.zh, entry.en, ...entry.aliases].filter((name) => name !== id)
  const patterns = [`team ${id}`, `crew ${id}`, `${id} team`, `${id}班`, `班组${id}`, `${id}组`]
  return [...terms(entry, names, given), ...terms(entry, patterns, derived)]
}

/** `day` and `night` alone are times, so a shift is named with its noun. */
export function shiftTerms(entry: Entry): Term[] {
  const names = [entry.zh, entry.en, ...entry.aliases]
  const full = names.filter((name) => !/^\p{Script=Latin}+$/u.test(name))
  const bare = [entry.id, ...names].filter((name) => !full.includes(name))
  const patterns = bare.flatMap((name) => [`${name} shift`, `${name}班`])
  return [...terms(entry, full, given), ...terms(entry, patterns, derived)]
}

/** Machines are called by their number: `3号机`, `machine 3`. */
export function equipmentTerms(entry: Entry): Term[] {
  const names = terms(entry, [entry.id, entry.zh, entry.en, ...entry.aliases], given)
  return [...names, ...terms(entry, numbered(entry), derived)]
}

function numbered({ id, level }: Entry): string[] {
  const digits = /(\d{1,4})$/.exec(id)?.[1]
  if (digits === undefined) return []
  const n = Number(digits)
  if (level === 'line') return [`${n}号线`, `${n}线`, `产线${n}`, `line ${n}`, `line no ${n}`]
  if (level !== 'machine') return []
  return [
    ...['号机', '号机器', '号机床', '号机台', '号设备'].map((noun) => `${n}${noun}`),
    ...['机器', '设备', '机台', 'machine ', 'machine no ', 'machine number ', 'machine #'].map(
      (noun) => `${noun}${n}`,
    ),
    `#${n} machine`,
    `#${n}机`,
  ]
}
