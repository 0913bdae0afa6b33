import { type Archive, mostOfSmallParts, parsePart, type XmlEvents } from '../../../files/index.ts'
import { attributeOf } from './attribute.ts'

type Level = { start: number; format: string; text: string }
type Num = { abstractId: string; starts: Map<number, number> }

/** What a word processor writes before a numbered paragraph. */
export type Label = { text: string; number: number | null }

/** Counts paragraphs as a word processor does: a list goes on after whatever stands between. */
export type Numbering = { labelOf: (numId: string, level: number) => Label | null }

/** Definitions of lists (ECMA-376 part 1, 17.9). */
export async function readNumbering(
  archive: Archive,
  part: string | undefined,
  signal?: AbortSignal,
): Promise<Numbering> {
  const levels = new Map<string, Map<number, Level>>()
  const nums = new Map<string, Num>()
  if (part !== undefined && archive.has(part)) {
    await parsePart(
      { archive, part, most: mostOfSmallParts, signal },
      definitions({ levels, nums }),
    )
  }
  return counting({ levels, nums })
}

function definitions({ levels, nums }: Lists): XmlEvents {
  let list = new Map<number, Level>()
  let level: Level | undefined
  let num: Num | undefined
  let at = 0
  return {
    open: (tag) => {
      const value = attributeOf(tag, 'val') ?? ''
      if (tag.name === 'abstractNum') {
        list = new Map()
        levels.set(attributeOf(tag, 'abstractNumId') ?? '', list)
      } else if (tag.name === 'num') {
        num = { abstractId: '', starts: new Map() }
        nums.set(attributeOf(tag, 'numId') ?? '', num)
      } else if (tag.name === 'lvl') {
        level = { start: 1, format: 'decimal', text: '' }
        // A level inside `num` overrides that of its list; only where it starts matters here.
        if (num === undefined) list.set(Number(attributeOf(tag, 'ilvl') ?? 0), level)
      } else if (tag.name === 'lvlOverride') at = Number(attributeOf(tag, 'ilvl') ?? 0)
      else if (tag.name === 'startOverride') num?.starts.set(at, Number(value))
      else if (tag.name === 'abstractNumId' && num !== undefined) num.abstractId = value
      else if (level !== undefined) describe(level, tag.name, value)
    },
    close: (name) => {
      if (name === 'lvl') level = undefined
      if (name === 'num') num = undefined
    },
  }
}

function describe(level: Level, name: string, value: string): void {
  if (name === 'start') level.start = Number(value)
  if (name === 'numFmt') level.format = value
  if (name === 'lvlText') level.text = value
}

type Lists = { levels: Map<string, Map<number, Level>>; nums: Map<string, Num> }
type Counts = { counts: Map<string, number[]>; begun: Set<string> }

function counting({ levels, nums }: Lists): Numbering {
  const counted: Counts = { counts: new Map(), begun: new Set() }
  return {
    labelOf: (numId, at) => {
      const num = nums.get(numId)
      const list = levels.get(num?.abstractId ?? '')
      const level = list?.get(at)
      if (num === undefined || list === undefined || level === undefined) return null
      if (level.format === 'bullet' || level.format === 'none') return { text: '-', number: null }
      const open = nextNumbers({ ...counted, numId, num, list, at, level })
      const number = open[at] ?? level.start
      const text = level.text.replace(/%([1-9])/g, (_, which: string) => {
        const i = Number(which) - 1
        return written(open[i] ?? 1, list.get(i)?.format ?? 'decimal')
      })
      return { text: text.trim() === '' ? `${number}.` : text.trim(), number }
    },
  }
}

type Next = Counts & { numId: string; num: Num; list: Map<number, Level>; at: number; level: Level }

/** Numbers of the levels down to this one; those below begin anew. */
function nextNumbers({ counts, begun, numId, num, list, at, level }: Next): number[] {
  const count = counts.get(num.abstractId) ?? []
  const restart = begun.has(numId) ? undefined : num.starts.get(at)
  begun.add(numId)
  const before = count[at]
  const number = restart ?? (before === undefined ? level.start : before + 1)
  const above = Array.from({ length: at }, (_, i) => count[i] ?? list.get(i)?.start ?? 1)
  const open = [...above, number]
  counts.set(num.abstractId, open)
  return open
}

const hanDigits = '〇一二三四五六七八九'

function written(number: number, format: string): string {
  if (/^lowerLetter$/i.test(format)) return letters(number)
  if (format === 'upperLetter') return letters(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  if (format === 'decimalEnclosedCircle' && number <= 20)
    return String.fromCharCode(0x245f + number)
  if (/chinese|ideograph|japaneseCounting/i.test(format) && number < 100) return han(number)
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}

/** 1 → a, 26 → z, 27 → aa, 28 → bb, as word processors count. */
const letters = (number: number): string =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

function roman(number: number): string {
  const signs: [number, string][] = [
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = Math.min(number, 400)
  let text = ''
  for (const [value, sign] of signs) {
    while (rest >= value) {
      text += sign
      rest -= value
    }
  }
  return text
}

function han(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : hanDigits[tens]}十`
  return `${ten}${ones === 0 && tens > 0 ? '' : hanDigits[ones]}`
}
