/** A value of JSON, or why the text is none. */
export type ReadJson = { value: unknown } | { reason: string }

/** What controllers and scripts write where a reading is missing. */
const noNumber = /[:[,]\s*[-+]?(?:NaN|Infinity|nan|inf)\b/

export function readJson(text: string): ReadJson {
  try {
    return { value: JSON.parse(text) }
  } catch {
    const why = noNumber.test(text) ? '; NaN and Infinity are no numbers of JSON' : ''
    return { reason: `is not JSON${why}` }
  }
}
