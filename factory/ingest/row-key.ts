import { definitionOf, type StreamName } from './streams.ts'

/**
 * What makes two rows of one source the same row, of which only the later is kept; null for a row
 * that would be refused.
 */
export function rowKey(stream: StreamName, row: unknown): string | null {
  const { row: schema, key, sourceKey } = definitionOf(stream)
  const parsed = schema.safeParse(row)
  if (!parsed.success) return null
  const whole: Record<string, unknown> = {
    ...parsed.data,
    sourceKey: parsed.data.sourceKey ?? sourceKey?.(parsed.data),
  }
  return JSON.stringify(key.filter((field) => field !== 'source').map((field) => whole[field]))
}
