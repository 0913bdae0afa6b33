/** JSON that a database keeps: text without a NUL, and with no half of a character. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\0', '\u2400').toWellFormed() : item,
  )
