import type { Tag } from '../../../files/index.ts'

/** An attribute whatever prefix its producer chose: `w:val`, `val`. */
export function attributeOf({ attributes }: Tag, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  return Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1]
}

/** A switch that is on when nothing else is said: `<w:vanish/>`. */
export function isOn(tag: Tag): boolean {
  return !['0', 'false', 'off', 'none'].includes(attributeOf(tag, 'val') ?? '')
}
