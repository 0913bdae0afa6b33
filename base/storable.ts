/** Postgres keeps no NUL and no half of a character (a lone surrogate). */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** What cannot be kept is shown by a sign in its place. */
export const storable = (text: string): string => text.replaceAll('\0', '\u2400').toWellFormed()

/** JSON of a value with each text in it storable; `null` for what JSON has no word for. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'string' ? storable(item) : item)) ??
  'null'
