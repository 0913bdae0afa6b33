/** A translation of a word or phrase: terms that stand together, and how likely (0–1) it is meant. */
export type Translation = { terms: string[]; weight: number }

/**
 * The dictionary as one sorted text, `key TAB weight terms|weight terms…`, read by binary search:
 * 100,000 words cost their bytes and no start-up time, where maps of them took 400 MB.
 */
export type DictionaryTable = { lookUp: (key: string) => Translation[] }

const steps = 26
const firstLetter = 'A'.charCodeAt(0)
const newline = 0x0a
const tab = 0x09
const ratio = 0.85

export const noDictionary: DictionaryTable = { lookUp: () => [] }

/** @param entries translations by key: a Chinese word, or English terms joined by a space */
export function writeTable(entries: ReadonlyMap<string, Translation[]>): Buffer {
  const lines = [...entries].map(([key, translations]) => {
    const values = translations.map(({ terms, weight }) => letterOf(weight) + terms.join(' '))
    return { key: Buffer.from(key), line: Buffer.from(`${key}\t${values.join('|')}\n`) }
  })
  lines.sort((a, b) => Buffer.compare(a.key, b.key))
  return Buffer.concat(lines.map(({ line }) => line))
}

export function readTable(table: Buffer): DictionaryTable {
  return {
    lookUp: (key) => {
      const line = findLine(table, Buffer.from(key))
      if (line === null) return []
      return line.split('|').map((value) => ({
        terms: value.slice(1).split(' '),
        weight: ratio ** (value.charCodeAt(0) - firstLetter),
      }))
    },
  }
}

function letterOf(weight: number): string {
  const step = Math.round(Math.log(weight) / Math.log(ratio))
  return String.fromCharCode(firstLetter + Math.min(steps - 1, Math.max(0, step)))
}

/** What stands behind the key's tab; null without such a line. */
function findLine(table: Buffer, key: Buffer): string | null {
  let low = 0
  let high = table.length
  while (low < high) {
    const start = table.lastIndexOf(newline, Math.floor((low + high) / 2) - 1) + 1
    const middle = table.indexOf(tab, start)
    const end = table.indexOf(newline, middle)
    const order = Buffer.compare(key, table.subarray(start, middle))
    if (order === 0) return table.toString('utf8', middle + 1, end)
    if (order < 0) high = start
    else low = end + 1
  }
  return null
}
