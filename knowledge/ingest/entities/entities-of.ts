import type { schema } from '../../../store/index.ts'
import type { Chunk } from '../chunk.ts'
import { codesOf, keyOf } from './codes.ts'
import type { Mention } from './equipment-names.ts'

type Entity = schema.PassageEntity

const mostOfPassage = 100

/**
 * Codes, parts and equipment that a passage names. A code is about the equipment that its passage or
 * headings name; none: about whatever the document is about.
 */
export function entitiesOf(
  { headingPath, text }: Chunk,
  find: (text: string) => Mention[],
): Entity[] {
  const headings = headingPath.join('\n')
  const above = find(headings).map((mention) => ({ ...mention, at: null }))
  const mentions = [...find(text), ...above]
  const equipment = [...new Set(mentions.map(({ id }) => id))]
  const covered = new Set(mentions.map((mention) => keyOf(mention.text)))
  const codes = codesOf(text, headings)
    .filter((code) => !covered.has(keyOf(code.text)))
    .map((code) => ({ ...code, key: keyOf(code.text), equipment }))
  const things = mentions.map(({ id, ...mention }) => ({ ...mention, key: id, equipment: [id] }))
  return once([...codes, ...things]).slice(0, mostOfPassage)
}

/** Each thing where it is first named. */
function once(entities: Entity[]): Entity[] {
  const first = new Map<string, Entity>()
  for (const entity of entities) {
    const key = `${entity.kind} ${entity.key}`
    if (!first.has(key)) first.set(key, entity)
  }
  return [...first.values()]
}
