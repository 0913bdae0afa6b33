import type { Principal } from '../../base/principal.ts'
import {
  addDocument,
  isVerbatim,
  type Passage,
  type SearchResult,
  searchPassages,
} from '../../knowledge/index.ts'
import { type Db, schema } from '../../store/index.ts'
import { isHeldOut, nDcg } from './score.ts'
import type { QuestionSet, Source } from './sets.ts'

export type Found = Pick<SearchResult, 'answerable' | 'evidence'> & {
  id: string
  heldOut: boolean
  nDcg: number
  verbatim: boolean
}

const read = 20

export async function load(db: Db, siteId: string, sources: Source[]): Promise<void> {
  const site = { siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }
  await db.tx('ingest', (tx) => tx.orm.insert(schema.site).values(site))
  for (const { fileName, text } of sources) {
    const bytes = new TextEncoder().encode(text)
    await addDocument({ db, clock: () => new Date(0) }, { siteId, fileName, bytes })
  }
}

/** Every Nth question of a set, asked of its corpus. */
export async function ask(
  db: Db,
  { corpus, questions, unit }: QuestionSet,
  every: number,
): Promise<Found[]> {
  const roles = [{ siteId: corpus, role: 'operator' }]
  const principal: Principal = { userId: 'evals', language: 'en', roles }
  const found: Found[] = []
  for (const { id, text, gold } of questions.filter((_, at) => at % every === 0)) {
    const { passages, answerable, evidence } = await searchPassages(
      { db, principal },
      { query: text, limit: read },
    )
    found.push({
      heldOut: isHeldOut(id),
      nDcg: nDcg(passages.map(unit === 'section' ? sectionOf : documentOf), gold),
      ...{ id, answerable, evidence },
      verbatim: passages.every((passage) => isVerbatim(passage.quote, passage.text)),
    })
  }
  return found
}

const documentOf = ({ document }: Passage): string => document
const sectionOf = ({ document, headingPath }: Passage): string =>
  `${document}#${headingPath.join(' › ')}`

/** Questions of one corpus asked of another: what has no answer there. */
export function foreignOf(sets: QuestionSet[]): QuestionSet {
  const english = sets.find(({ name }) => name === 'xquad_en')
  if (english === undefined) throw new Error('The set xquad_en is not there.')
  return { ...english, name: 'foreign', corpus: 'emanual' }
}
