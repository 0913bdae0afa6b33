import { z } from 'zod'
import type { Evidence, ProposalDraft } from '../../../actions/index.ts'
import { AppError } from '../../../base/app-error.ts'
import { inBoth } from '../../../base/language.ts'
import { parseInstant, siteZone, zoneOf } from '../../../factory/index.ts'
import {
  type DocumentPublication,
  diffRevisions,
  documentPublication,
  type FoundDocument,
  findDocument,
  publicationPreconditions,
  publicationStale,
  publishDocument,
  readTimeline,
  standingIn,
  type Timeline,
} from '../../../knowledge/index.ts'
import type { Tx } from '../../../store/index.ts'
import { type Asked, defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'publish_document'

/** Puts a revision in force, now or later, or takes a document out of force. */
export const documentKind = defineChange({
  input: z.strictObject({
    kind: z.literal('document'),
    document: z.string(),
    revision: z.int().positive().nullable().describe('null: retire it.'),
    from: z.string().optional().describe('Date or instant; else once approved.'),
    until: z.string().optional(),
  }),
  draft: async (tx, given, asked) => {
    const found = await findDocument(tx, { siteId: asked.siteId, typed: given.document })
    const span = await spanOf(tx, given, asked)
    const sha256 = bytesOf(found, given.revision)
    const when = await readTimeline(tx, found)
    const compared = standingIn(when, span.from ?? asked.now.toISOString())
    const wanted = { revision: given.revision, sha256, compared, ...span, reason: asked.reason }
    return publicationDraft(tx, found, { wanted, when })
  },
  effect: {
    tool,
    reach: 'internal',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一次，让原来的版本重新生效；期间的回答仍引用当时的版本。',
        en: 'Another proposal puts the former revision in force again; answers given meanwhile still open theirs.',
      },
      draft: async (tx, { siteId, id, args }) => {
        const done = documentPublication.parse(args)
        const found = await findDocument(tx, { siteId, typed: done.documentId })
        const { compared: revision, revision: compared, from, until } = done
        const sha256 = bytesOf(found, revision)
        const wanted = { revision, sha256, compared, from, until, reason: `undo ${id}` }
        return publicationDraft(tx, found, { wanted, when: await readTimeline(tx, found) })
      },
    },
    stale: (tx, args, given) =>
      publicationStale(tx, documentPublication.parse(args), publicationPreconditions.parse(given)),
    apply: (tx, args, execution) => publishDocument(tx, documentPublication.parse(args), execution),
  },
})

type Span = Pick<DocumentPublication, 'from' | 'until'>

/** @throws AppError for a time that is over, or that ends before it begins */
async function spanOf(
  tx: Tx,
  given: { from?: string | undefined; until?: string | undefined },
  { now }: Asked,
): Promise<Span> {
  const zone = zoneOf(await siteZone(tx))
  const instant = (field: string, typed: string | undefined) =>
    typed === undefined ? null : parseInstant({ field, typed, zone }).toISOString()
  const from = instant('from', given.from)
  const until = instant('until', given.until)
  const earliest = now.toISOString()
  if (from !== null && from < earliest) throw tooEarly('from', from, earliest)
  if (until !== null && until <= (from ?? earliest)) {
    throw tooEarly('until', until, from ?? earliest)
  }
  return { from, until }
}

const tooEarly = (field: string, typed: string, earliest: string): AppError =>
  new AppError('invalid_input', `${field}: ${typed} is not after ${earliest}.`, {
    field,
    hint: 'What was in force before now is history: say a later time, or leave it out.',
  })

/** @throws AppError with the revisions that there are */
function bytesOf({ revisions }: FoundDocument, revision: number | null): string | null {
  if (revision === null) return null
  const found = revisions.find((one) => one.revision === revision)
  if (found !== undefined) return found.sha256
  throw new AppError('invalid_input', `revision: there is no revision ${revision}.`, {
    field: 'revision',
    hint: `It has: ${revisions.map((one) => one.revision).join(', ')}.`,
  })
}

type Drafting = {
  wanted: Omit<DocumentPublication, 'siteId' | 'documentId'>
  when: Timeline
}

/**
 * Everybody at a site sees a card: it names the document and counts what changes, and no word of its
 * text stands on it. Pages show the comparison beside it, with the rights of whoever looks.
 */
async function publicationDraft(
  tx: Tx,
  found: FoundDocument,
  { wanted, when }: Drafting,
): Promise<ProposalDraft> {
  const { siteId, documentId } = found
  const { revision, compared, from, until, reason } = wanted
  const name = nameOf(found)
  return {
    ...{ siteId, tool, prediction: null },
    title:
      revision === null
        ? { zh: `停用文档 ${name}`, en: `Take ${name} out of force` }
        : {
            zh: `发布文档 ${name} 第 ${revision} 版`,
            en: `Publish revision ${revision} of ${name}`,
          },
    args: { siteId, documentId, ...wanted } satisfies DocumentPublication,
    preconditions: { timeline: when },
    diff: {
      entries: changedEntries([
        ['现行版本', 'Revision in force', compared, revision],
        ['生效时间', 'In force from', null, from],
        ['失效时间', 'In force until', null, until],
        ...(await changedPassages(tx, found, wanted)),
      ]),
    },
    evidence: [...planned(when, wanted), reasonGiven(reason)],
  }
}

/** A title may say what its readers alone should know. */
const nameOf = ({ documentId, title, clearance, readerRoles }: FoundDocument): string =>
  clearance === 'public' && readerRoles.length === 0 ? `${documentId} (${title})` : documentId

type Wanted = Drafting['wanted']
type Entries = Parameters<typeof changedEntries>[0]

async function changedPassages(
  tx: Tx,
  { siteId, documentId: id }: FoundDocument,
  { compared: from, revision: to }: Wanted,
): Promise<Entries> {
  if (from === null || to === null || from === to) return []
  const { changed, added, removed } = (await diffRevisions(tx, { siteId, id, from, to })).counts
  return [
    ['改动的段落', 'Passages changed', 0, changed],
    ['新增的段落', 'Passages added', 0, added],
    ['删除的段落', 'Passages removed', 0, removed],
  ]
}

/** What was planned for the same time and gives way. */
function planned(when: Timeline, { from, until, revision }: Wanted): Evidence[] {
  return when
    .filter((one) => one.revision !== revision && from !== null && one.from > from)
    .filter((one) => until === null || one.from < until)
    .map((one) => ({
      kind: 'document',
      label: { zh: '取代已计划的版本', en: 'Replaces a planned revision' },
      value: inBoth(`r${one.revision}`),
      at: one.from,
    }))
}
