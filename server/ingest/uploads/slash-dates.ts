/** `3/4/2026`, `03-04-26 8:00`, `4.3.2026 14:05:00 PM`: no year in front. */
const pattern =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: (\d{1,2}):(\d{2})(:\d{2})?(?: ?([AaPp][Mm]))?)?$/

type Parts = { first: number; second: number; year: number; time: string }

/**
 * The format of a column of such dates, told by all its values: a number beyond 12 is a day; else the
 * order in which time runs on. Null where the values are no such dates, or both orders are as good.
 */
export function slashFormat(values: readonly string[]): string | null {
  const found = values.map((value) => pattern.exec(value.trim()))
  const matches = found.filter((match) => match !== null)
  const [model] = matches
  if (model === undefined || matches.length < found.length * 0.9) return null
  const parts = matches.map(partsOf)
  const order = orderOf(parts)
  return order === null ? null : formatOf(matches, order)
}

const partsOf = (match: RegExpExecArray): Parts => ({
  first: Number(match[1]),
  second: Number(match[3]),
  year: Number(match[4]),
  time: (match[5] ?? '').padStart(2, '0') + (match[6] ?? ''),
})

type Order = 'day' | 'month'

function orderOf(parts: Parts[]): Order | null {
  const firstIsDay = parts.some(({ first }) => first > 12)
  const secondIsDay = parts.some(({ second }) => second > 12)
  if (firstIsDay !== secondIsDay) return firstIsDay ? 'day' : 'month'
  if (firstIsDay) return null
  const [dayFirst, monthFirst] = [stepsBack(parts, 'day'), stepsBack(parts, 'month')]
  if (dayFirst === monthFirst) return null
  return dayFirst < monthFirst ? 'day' : 'month'
}

/** Records mostly stand in the order in which they happened, or in its reverse. */
function stepsBack(parts: Parts[], order: Order): number {
  const keys = parts.map(({ first, second, year, time }) => {
    const [day, month] = order === 'day' ? [first, second] : [second, first]
    return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${time}`
  })
  const back = keys.filter((key, at) => at > 0 && key < (keys[at - 1] ?? '')).length
  const ahead = keys.filter((key, at) => at > 0 && key > (keys[at - 1] ?? '')).length
  return Math.min(back, ahead)
}

function formatOf(matches: RegExpExecArray[], order: Order): string {
  const [model] = matches
  const mark = model?.[2] ?? '/'
  const date = (order === 'day' ? ['d', 'M'] : ['M', 'd']).join(mark)
  const year = matches.every((match) => match[4]?.length === 4) ? 'yyyy' : 'yy'
  const [, , , , , hour, , seconds, half] = model ?? []
  if (hour === undefined) return `${date}${mark}${year}`
  return `${date}${mark}${year} H:mm${seconds === undefined ? '' : ':ss'}${half === undefined ? '' : ' a'}`
}
