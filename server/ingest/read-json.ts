/** A value of JSON, or why the text is none. */
export type ReadJson = { value: unknown } | { reason: string }

/** What controllers and scripts write where a reading is missing. */
const noNumber = /[:[,]\s*[-+]?(?:NaN|Infinity|nan|inf)\b/

/** No row of ours goes half as deep, and what keeps and shows one goes down level by level. */
const mostLevels = 50

export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text)
    return isDeep(text, value)
      ? { reason: `is nested deeper than ${mostLevels} levels` }
      : { value }
  } catch {
    const why = noNumber.test(text) ? '; NaN and Infinity are no numbers of JSON' : ''
    return { reason: `is not JSON${why}` }
  }
}

/** Most texts have too few brackets to be looked through. */
function isDeep(text: string, value: unknown): boolean {
  if (text.split(/[[{]/, mostLevels + 2).length <= mostLevels + 1) return false
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) return true
    level = level.flatMap((one) => (one instanceof Object ? Object.values(one) : []))
  }
  return false
}
