import { foldName } from '../fold-name.ts'
import { unknownValue } from '../refuse.ts'
import type { LastMeasurement } from './machine-now.ts'

/**
 * The sensor of a machine that goes by an id or a name.
 *
 * @throws AppError `invalid_input` with the nearest known
 */
export function findTag(tags: LastMeasurement[], typed: string): LastMeasurement {
  const wanted = foldName(typed)
  const ownName = ({ tagId }: LastMeasurement) => tagId.slice(tagId.lastIndexOf('.') + 1)
  const found = tags.find((tag) =>
    [tag.tagId, ownName(tag), tag.nameZh, tag.nameEn].some((name) => foldName(name) === wanted),
  )
  if (found !== undefined) return found
  throw unknownValue(
    'tag',
    typed,
    tags.map(({ tagId }) => tagId),
  )
}
