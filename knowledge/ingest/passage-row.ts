import type { Language } from '../../base/language.ts'
import type { schema } from '../../store/index.ts'
import { segmenterVersion, termsOf, tsvectorOf } from '../retrieval/terms.ts'
import type { Span } from './block.ts'
import type { Chunk } from './chunk.ts'
import { mainLanguage } from './main-language.ts'

/** A passage with what it names. */
export type NamingChunk = Chunk & { entities: schema.PassageEntity[] }

/**
 * What made the passages of a revision, as its row says it: who read it, the rules that cut it, the
 * segmenter. Anything else is made anew.
 */
export const madeBy = (parser: string): string => `${parser} terms/${segmenterVersion}`

/** The document that a passage belongs to. */
type Owner = { title: string; language: Language; equipmentIds: string[] }

/** What is stored of a passage, whatever revision and generation it belongs to. */
export function passageRow(of: Owner, chunk: NamingChunk) {
  const fields = {
    headings: termsOf(chunk.headingPath.join('\n')),
    title: termsOf(of.title),
    text: termsOf(chunk.text),
  }
  return {
    page: chunk.page,
    headingPath: chunk.headingPath,
    text: chunk.text,
    places: chunk.spans.map(placeOf),
    entities: chunk.entities.map((entity) =>
      entity.equipment.length > 0 ? entity : { ...entity, equipment: of.equipmentIds },
    ),
    language: mainLanguage(chunk.text, of.language),
    terms: tsvectorOf(fields),
    termCount: fields.headings.length + fields.title.length + fields.text.length,
  }
}

const placeOf = ({ from, to, page, box }: Span): schema.PassagePlace => [from, to, page, ...box]

/** The line of a chunk that a stored place says. */
export const lineAt = ([from, to, page, ...box]: schema.PassagePlace): Span => ({
  ...{ from, to, page, box },
})
