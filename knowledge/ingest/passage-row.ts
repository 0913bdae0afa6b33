import type { Language } from '../../base/language.ts'
import { segmenterVersion, termsOf, tsvectorOf } from '../retrieval/terms.ts'
import type { Chunk } from './chunk.ts'
import { mainLanguage } from './main-language.ts'

/** Raise it when `chunksOf` cuts differently: what is stored is then cut anew. */
const chunkerVersion = 1

/** What made the passages of a revision, as its row says it; anything else is made anew. */
export const madeBy = (parser: string): string =>
  `${parser} chunks/${chunkerVersion} terms/${segmenterVersion}`

/** What is stored of a passage, whatever revision and generation it belongs to. */
export function passageRow(of: { title: string; language: Language }, chunk: Chunk) {
  const fields = {
    headings: termsOf(chunk.headingPath.join('\n')),
    title: termsOf(of.title),
    text: termsOf(chunk.text),
  }
  return {
    page: chunk.page,
    headingPath: chunk.headingPath,
    text: chunk.text,
    language: mainLanguage(chunk.text, of.language),
    terms: tsvectorOf(fields),
    termCount: fields.headings.length + fields.title.length + fields.text.length,
  }
}
