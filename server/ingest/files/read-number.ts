/** No number, time or duration is longer; a cell may be a megabyte. */
export const longestValue = 200

const grouped = /^\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/
const digits = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const money = /^(?:¥|￥|\$|€|£|rmb|cny|usd|eur)\s*|\s*(?:元|¥|€)$/gi

/**
 * A number as people write it: `1,234.5`, `12%` (0.12), `１２３`, `￥80`, `(80)` (−80). Null for
 * what can be read two ways, such as `1,5`, and for anything with a unit.
 */
export function readNumber(given: string): number | null {
  if (given.length > longestValue) return null
  const text = given.normalize('NFKC').replace(/−/g, '-').trim()
  const bracketed = /^\((.+)\)$/.exec(text)?.[1]
  if (bracketed !== undefined) return negated(readNumber(bracketed))
  if (/^[-+]/.test(text)) {
    const rest = readNumber(text.slice(1).trim())
    return text.startsWith('-') ? negated(rest) : rest
  }
  if (/[%‰]$/.test(text)) {
    const rest = readNumber(text.slice(0, -1))
    return rest === null ? null : precise(rest / (text.endsWith('%') ? 100 : 1000))
  }
  const bare = text.replace(money, '')
  if (grouped.test(bare)) return Number(bare.replace(/[, ]/g, ''))
  return digits.test(bare) ? Number(bare) : null
}

const negated = (value: number | null): number | null => (value === null ? null : 0 - value)

/** 7 % is 0.07, not 0.07000000000000001. */
const precise = (value: number): number => Number(value.toPrecision(15))
