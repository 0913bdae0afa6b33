/**
 * Both engines hand out the same values: timestamps as `Date`, int8 and numeric as `number`, dates
 * as ISO text, JSON parsed. Keys are Postgres type ids.
 */
export const valueParsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1700: Number,
  1082: (text) => text,
  1114: (text) => new Date(`${text}Z`),
  1184: (text) => new Date(text),
  114: (text) => JSON.parse(text),
  3802: (text) => JSON.parse(text),
}
