/** Marks that turn the direction of what follows: with one of them, 150 is read as 051. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g

export const turnsDirection = (text: string): boolean => text.search(turning) >= 0

/** On one line and in the order of its signs, so that a value can't look like the line below it. */
export const oneLine = (text: string): string =>
  text.replace(turning, '').replace(/\s*[\n\v\f\r\x85\u2028\u2029]\s*/g, ' ⏎ ')

/** At most so many UTF-16 units, and no half of a character. */
export const cutText = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
