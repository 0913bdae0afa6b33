/** Finds known names in a question: spelling variants fold away, word boundaries stay. */

type Squashed = { text: string; at: number[]; edge: boolean[] }

const separator = /[\s/,:;!?()[\]'"“”‘’。、·]/u
/** Folded away like a space, but what it joins stays one word: `XSZ-CNC-03` is not `CNC-03`. */
const joiner = /[-_.]/u

/** Characters that an input method puts for one another in names: all are read as the first. */
const homophones =
  '州洲 莞菀宛 稼嫁架 振震镇 率律绿虑 废费肺 返反翻 灌罐贯 铣洗 削销消 贴帖 旋悬 苏酥 成城 修休 产铲 障帐 故固 班般斑 机鸡 磨模 格各阁隔 综宗 效校 备倍 遵尊 装桩'
const confused = new Map(
  homophones.split(' ').flatMap(([first = '', ...others]) => others.map((one) => [one, first])),
)

type Kind = 'han' | 'digit' | 'letter' | 'other'

function kindOf(char: string): Kind {
  if (/\p{Script=Han}/u.test(char)) return 'han'
  if (/\d/.test(char)) return 'digit'
  return /\p{L}/u.test(char) ? 'letter' : 'other'
}

/** Case, width and separators folded away; `edge[i]` says that a word may begin or end at i. */
function squash(source: string): Squashed {
  const squashed: Squashed = { text: '', at: [], edge: [] }
  let previous: Kind | null = null
  let at = 0
  for (const raw of source) {
    const plain = raw.normalize('NFKC').toLowerCase()
    const char = confused.get(plain) ?? plain
    if (separator.test(char)) previous = null
    else if (!joiner.test(char)) {
      const kind = kindOf(char)
      const within = isWithinNumber(squashed.text.at(-1) ?? '', char)
      const edge =
        !within && (previous === null || kind === 'han' || previous === 'han' || kind === 'other')
      for (let i = 0; i < char.length; i++) {
        squashed.text += char[i]
        squashed.at.push(at)
        squashed.edge.push(edge && i === 0)
      }
      previous = kind
    }
    at += raw.length
  }
  squashed.at.push(source.length)
  squashed.edge.push(true)
  return squashed
}

/** 十二号机 is not 二号机. */
const isWithinNumber = (before: string, char: string): boolean =>
  /^(?:十[一二三四五六七八九]|[二三四五六七八九]十)$/u.test(before + char)

const foldTerm = (term: string): string => squash(term).text

/** From here on a plant gave the name itself. */
export const nameWeight = 2

export type TermIndex<T> = { entries: Map<string, { entry: T; weight: number }[]>; longest: number }

/** A single Latin letter or digit is never a name by itself. */
const tooShort = (folded: string): boolean => /^[\p{Script=Latin}\d]?$/u.test(folded)

/** Where two things share a name, only those with the greatest weight answer to it. */
export function termIndex<T>(terms: { term: string; entry: T; weight: number }[]): TermIndex<T> {
  const entries: TermIndex<T>['entries'] = new Map()
  let longest = 0
  for (const { term, entry, weight } of terms) {
    const folded = foldTerm(term)
    if (tooShort(folded)) continue
    const same = entries.get(folded) ?? []
    if (!same.some((known) => known.entry === entry)) same.push({ entry, weight })
    entries.set(folded, same)
    longest = Math.max(longest, folded.length)
  }
  return { entries, longest }
}

export type Mention<T> = { start: number; end: number; text: string; entries: T[] }

/** Names in the order of the text, the longest first where they overlap. */
export function scanTerms<T>(source: string, index: TermIndex<T>): Mention<T>[] {
  const { text, at, edge } = squash(source)
  const mentions: Mention<T>[] = []
  let i = 0
  while (i < text.length) {
    const end = edge[i] ? longestAt({ text, edge, index }, i) : 0
    if (end === 0) {
      i += 1
      continue
    }
    const found = index.entries.get(text.slice(i, end)) ?? singularOf(text.slice(i, end), index)
    const best = Math.max(...(found ?? []).map(({ weight }) => weight))
    const start = at[i] ?? 0
    const stop = (at[end - 1] ?? 0) + 1
    const entries = (found ?? []).filter(({ weight }) => weight === best).map(({ entry }) => entry)
    mentions.push({ start, end: stop, text: source.slice(start, stop), entries })
    i = end
  }
  return mentions
}

/** `valve bodies` of valve body, `boxes` of box. */
function singularOf<T>(word: string, { entries }: TermIndex<T>) {
  if (!/[a-z]s$/u.test(word)) return undefined
  const known = [word.slice(0, -1), word.replace(/ies$/u, 'y'), word.replace(/es$/u, '')]
  return known.map((one) => (one === word ? undefined : entries.get(one))).find(Boolean)
}

type Scan<T> = { text: string; edge: boolean[]; index: TermIndex<T> }

function longestAt<T>({ text, edge, index }: Scan<T>, start: number): number {
  for (let end = Math.min(text.length, start + index.longest + 2); end > start; end--) {
    if (!edge[end]) continue
    const word = text.slice(start, end)
    if (index.entries.has(word)) return end
    if (singularOf(word, index) !== undefined) return end
  }
  return 0
}

/** What a word may name, the surest first. */
export const namesakes = <T>(word: string, index: TermIndex<T>): T[] =>
  (index.entries.get(foldTerm(word)) ?? [])
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ entry }) => entry)

/** Whether something bears a word as its name, and is not only called so. */
export const isName = <T>(word: string, index: TermIndex<T>): boolean =>
  (index.entries.get(foldTerm(word)) ?? []).some(({ weight }) => weight >= nameWeight)
