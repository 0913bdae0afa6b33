import type { ParsedDocument } from '../block.ts'
import { chunksOf, cutVersion } from '../chunk.ts'
import type { ReadDocument } from './messages.ts'

/** Passages by the rules of now, whose version is part of what made the revision. */
export function documentOf({ blocks, ...parsed }: ParsedDocument): ReadDocument {
  return {
    parsed: { ...parsed, parser: `${parsed.parser} ${cutVersion}` },
    chunks: chunksOf(blocks),
  }
}
