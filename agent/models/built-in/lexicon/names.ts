import type { Entry } from './entry.ts'
import { nameWeight } from './terms.ts'

type Term = { term: string; entry: Entry; weight: number }

/** A name that the plant gave beats one that follows from a pattern. */
const given = nameWeight
const derived = 1
const spoken = 0.5

const terms = (entry: Entry, names: string[], weight: number): Term[] =>
  names.filter((name) => name !== '').map((term) => ({ term, entry, weight }))

export const nameTerms = (entry: Entry): Term[] =>
  terms(entry, [entry.id.replaceAll('_', ' '), entry.zh, entry.en, ...entry.aliases], given)

/** `Cp` of Cp值. */
export const bareValues = ({ aliases }: Entry): string[] =>
  aliases.flatMap((alias) => /^([A-Z][a-z]+)值$/u.exec(alias)?.[1] ?? [])

/** What people say without a name of the plant behind it. */
export const spokenTerms = (entry: Entry, words: string[]): Term[] => terms(entry, words, spoken)

/** `worn chuck`, `worn capping chuck` of Capping chuck worn: how a thing is may be said before it. */
export function turnedRound({ en }: Entry): string[] {
  const [, thing = '', state = ''] = /^(.+) (\w+(?:ed|en|rn)|low|off)$/iu.exec(en) ?? []
  const noun = thing.split(' ').at(-1) ?? ''
  return thing === '' ? [] : [`${state} ${thing}`, `${state} ${noun}`, `${noun} ${state}`]
}

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
  const plural = bare.filter((name) => /^[a-z]+$/iu.test(name) && !/^day$/iu.test(name))
  const patterns = [
    ...bare.flatMap((name) => [`${name} shift`, `${name}班`]),
    ...plural.map((name) => `${name}s`),
  ]
  const also = calledShifts
    .filter(([known]) => names.some((name) => known.test(name)))
    .flatMap(([, called]) => called.split(', '))
  return [
    ...terms(entry, full, given),
    ...terms(entry, patterns, derived),
    ...terms(entry, also, spoken),
  ]
}

/** What people call the shifts of a day, whatever the plant calls them. */
const calledShifts: [RegExp, string][] = [
  [
    /白|day/iu,
    '白天, 早班, 日班, 白天班, 白天那个班, 早班那个班, first shift, 1st shift, early shift, morning shift, dayshift',
  ],
  [
    /中班|evening/iu,
    '小夜班, 小夜, 下午班, 下午那个班, second shift, 2nd shift, late shift, afternoon shift, swing shift, evening crew',
  ],
  [
    /夜|night/iu,
    '夜里, 夜间, 晚班, 大夜班, 大夜, 后半夜, 下半夜, 后半夜那个班, 通宵班, third shift, 3rd shift, graveyard shift, graveyard, overnight shift, nightshift, night crew',
  ],
]

/** Machines are called by their number: `3号机`, `machine 3`. */
export function equipmentTerms(entry: Entry): Term[] {
  const called = [entry.id, entry.zh, entry.en, ...entry.aliases]
  const names = terms(entry, [...called, ...called.flatMap(inWords)], given)
  const patterns = [...numbered(entry), ...nounAndNumber(entry)]
  const nicknames = [...pointedAt(entry), ...shortLine(entry)]
  return [...names, ...terms(entry, patterns, derived), ...terms(entry, nicknames, spoken)]
}

/** `二号线` of `2号线`. */
const inWords = (name: string): string[] => {
  const [all = '', digit = ''] = /^(\d{1,2})(?=号)/u.exec(name) ?? []
  const word = zhNumbers[Number(digit)]
  return all === '' || word === undefined ? [] : [word + name.slice(all.length)]
}

const zhNumbers = '〇一二三四五六七八九十'
const enNumbers = 'zero one two three four five six seven eight nine ten'.split(' ')

/** `车床2号`, `二号车床` of `2号数控车床`; `lathe 3`, `number 3 lathe` of `CNC lathe 3`. */
const nounAndNumber = (entry: Entry): string[] =>
  entry.level === 'machine' ? [...zhNounAndNumber(entry), ...enNounAndNumber(entry)] : []

function zhNounAndNumber({ zh }: Entry): string[] {
  const [, n = '', noun = ''] = /^(\d{1,2})号(.{2,})$/u.exec(zh) ?? []
  const word = zhNumbers[Number(n)] ?? n
  const stem = /^(\p{Script=Han}{2,})[机床炉罐站台]$/u.exec(noun)?.[1]
  const nouns = noun.length > 3 ? [noun, noun.slice(-2), noun.slice(-3)] : [noun]
  return [
    ...nouns
      .filter((one) => one !== '' && !anyMachine.test(one))
      .flatMap((one) => [
        ...[`${n}号${one}`, `${word}号${one}`, `第${word}台${one}`, `${n}#${one}`],
        ...[`${one}${n}`, `${one}${n}号`, `${one}${word}号`, `${one}${n}#`],
      ]),
    // `贴片3号机` of 3号贴片机.
    ...(stem === undefined ? [] : [`${stem}${n}号机`, `${stem}${word}号机`]),
  ]
}

function enNounAndNumber({ en }: Entry): string[] {
  const [, noun = '', n = ''] = /^(.*\p{L})\s(\d{1,2})$/iu.exec(en) ?? []
  const last = noun.split(' ').at(-1) ?? ''
  const stem = /^(.+?)\s+(?:machine|oven)$/iu.exec(noun)?.[1] ?? ''
  const spelt = enNumbers[Number(n)] ?? n
  // `optical inspection machine 2` of Optical inspection 2.
  const longer = noun === '' || /machine$/iu.test(noun) ? '' : `${noun} machine`
  return [noun, last, stem, longer]
    .filter((one) => one !== '' && !anyMachine.test(one))
    .flatMap((one) => [
      ...[`${one} ${n}`, `${one} ${spelt}`, `${one} no ${n}`],
      ...[`${one} number ${n}`, `number ${n} ${one}`, `${one} #${n}`],
    ])
}

/** `assembly line` of `Assembly and test line`. */
function shortLine(entry: Entry): string[] {
  const [, first = '', second = ''] = /^(\w+)\s+and\s+(\w+)\s+line$/iu.exec(entry.en) ?? []
  const halves = entry.level === 'line' && first !== '' ? [`${first} line`, `${second} line`] : []
  return [...halves, ...shortZhLine(entry)]
}

/** `灌一`, `灌装1线` of 灌装一线. */
function shortZhLine({ zh, level }: Entry): string[] {
  const [, noun = '', word = ''] = /^(\p{Script=Han}{2,})([一二三四五六七八九])线$/u.exec(zh) ?? []
  if (level !== 'line' || noun === '') return []
  const n = zhNumbers.indexOf(word)
  const short = noun.charAt(0)
  return [
    `${short}${word}`,
    `${short}${word}线`,
    `${short}${n}线`,
    `${short}${n}`,
    `${noun}${n}线`,
    `${noun}${n}号线`,
    `${noun}${word}号线`,
  ]
}

/** `码垛那台` of 码垛机: the noun may be left to the eye. */
function pointedAt({ zh, level }: Entry): string[] {
  const stem = level === 'machine' ? /^(?:\d+号)?(.{2,})[机罐炉站台床]$/u.exec(zh)?.[1] : undefined
  const pointing = ['那台', '这台', '的那台', '那家伙', '这家伙', '那个', '那玩意']
  return stem === undefined ? [] : pointing.map((one) => stem + one)
}

function numbered({ id, level, en }: Entry): string[] {
  const digits = /(\d{1,4})$/.exec(id)?.[1]
  if (digits === undefined) return []
  const n = Number(digits)
  const zh = zhNumbers[n] ?? String(n)
  if (level === 'line') {
    const called = [`${n}号线`, `${n}线`, `${zh}号线`, `${zh}线`, `产线${n}`]
    // `SMT 1` may be the line or a machine of it.
    const code = /^([A-Z]{2,}) line \d+$/u.exec(en)?.[1]
    const short = code === undefined ? [] : [`${code}${n}`]
    return [...called, ...short, `line ${n}`, `line no ${n}`]
  }
  if (level !== 'machine') return []
  const code = /([A-Z]{2,})-\d+$/u.exec(id)?.[1]
  return [
    ...(code === undefined ? [] : [`${code}${n}`]),
    ...['号机', '号机器', '号机床', '号机台', '号设备'].flatMap((noun) => [
      `${n}${noun}`,
      `${zh}${noun}`,
    ]),
    ...['机器', '设备', '机台', 'machine ', 'machine no ', 'machine number ', 'machine #'].map(
      (noun) => `${noun}${n}`,
    ),
    `#${n} machine`,
    `#${n}机`,
    `${n}#机`,
  ]
}

export function classTerms(entry: Entry): Term[] {
  const { id, zh, en, aliases } = entry
  const heads = [en.split(' ').at(-1) ?? '', washing(en)].filter((one) => !anyMachine.test(one))
  // `车床` of 数控车床.
  const ends = zh.length > 2 && /[床炉罐釜泵塔窑]$/u.test(zh) ? [zh.slice(-2)] : []
  const called = terms(entry, [...heads, ...ends.filter((one) => !anyMachine.test(one))], spoken)
  return id.startsWith(nounPrefix)
    ? [...terms(entry, [zh, en], derived), ...called]
    : [...terms(entry, [id, zh, en, ...aliases], given), ...called]
}

/** `washing machine` of `Parts washer`. */
const washing = (en: string): string => en.replace(/^.*?(\p{L}+)er$/iu, '$1ing machine')

const nounPrefix = 'noun:'
const anyMachine =
  /^(?:machine|line|tool|station|centre|center|inspection|设备|机器?|机床|中心)?$/iu

const machineNoun = [/^\d+号(.{2,})$/u, /^(.+)\s\d+$/u] as const
const lineNoun = [/^(.+)(?:[一二三四五六七八九]|\d+号?)线$/u, /^(.+)\sline\s\d+$/iu] as const

/** `车床` of `3号数控车床`, `贴片线` of `贴片一线`; empty where the name has no number. */
function sharedNouns({ level, zh, en }: Entry): [string, string] {
  const [ofZh, ofEn] = level === 'line' ? lineNoun : machineNoun
  const [nounZh = '', nounEn = ''] = [ofZh.exec(zh)?.[1], ofEn.exec(en)?.[1]].map((noun = '') =>
    anyMachine.test(noun) ? '' : noun,
  )
  if (level !== 'line') return [nounZh, nounEn]
  return [nounZh && `${nounZh}线`, nounEn && `${nounEn} line`]
}

/** Machines or lines that share a noun. People speak of such a group by it. */
export function nounClasses(entries: Entry[]): Entry[] {
  const groups = new Map<string, Entry>()
  for (const entry of entries) {
    const { kind, level, id, siteId } = entry
    if (kind !== 'equipment' || (level !== 'machine' && level !== 'line')) continue
    const [nounZh, nounEn] = sharedNouns(entry)
    if (nounZh + nounEn === '') continue
    const key = `${nounPrefix}${siteId} ${nounZh} ${nounEn}`
    const group = groups.get(key) ?? {
      ...{ kind: 'class' as const, id: key, siteId, zh: nounZh, en: nounEn, aliases: [] },
      members: [],
    }
    groups.set(key, { ...group, members: [...(group.members ?? []), id] })
  }
  return [...groups.values()]
}
