import { z } from 'zod'
import type { ProposalDraft } from '../../../actions/index.ts'
import { AppError } from '../../../base/app-error.ts'
import {
  findTerm,
  type StandingTerm,
  setTerm,
  type TaughtTerm,
  taughtPreconditions,
  taughtStale,
  taughtTerm,
  teach,
  termWords,
} from '../../../knowledge/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'set_term'

/** Words that a site uses for something: the agent and the search of documents read them so from then on. */
export const termKind = defineChange({
  input: z.strictObject({
    kind: z.literal('term'),
    // Their limits are told by the refusal: each word of a definition is paid for in every turn.
    words: z
      .array(z.string())
      .min(2)
      .refine((list) => termWords.safeParse(list).success, 'Give 2 to 20 words, not signs.')
      .describe('The new word first.'),
  }),
  draft: async (tx, { words }, { siteId, reason }) => {
    if (siteId === null) throw siteMissing()
    const { wanted, was } = await teach(tx, { siteId, words: termWords.parse(words), note: '' })
    return termDraft(wanted, was, reason)
  },
  effect: {
    tool,
    reach: 'internal',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一个版本：恢复原来的词，没有原来的则停用。',
        en: 'Another version restores the words before, or retires them where there were none.',
      },
      draft: async (tx, { id, siteId, result, args, preconditions }) => {
        const { term } = z.object({ term: z.int() }).parse(result)
        const { was } = taughtPreconditions.parse(preconditions)
        const words = was ?? taughtTerm.parse(args)
        const wanted = { siteId, term, ...wordsOf(words), note: '', retired: was === null }
        return termDraft(wanted, await findTerm(tx, { siteId, term }), `undo ${id}`)
      },
    },
    stale: (tx, args, given) =>
      taughtStale(tx, taughtTerm.parse(args), taughtPreconditions.parse(given)),
    apply: (tx, args, execution) => setTerm(tx, taughtTerm.parse(args), execution),
  },
})

const wordsOf = ({ zh, en }: { zh: string[]; en: string[] }) => ({ zh, en })
const told = ({ zh, en }: { zh: string[]; en: string[] }): string => [...zh, ...en].join(' = ')

function termDraft(wanted: TaughtTerm, was: StandingTerm | null, reason: string): ProposalDraft {
  const { siteId, retired } = wanted
  const before = was?.status === 'active' ? told(was) : null
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `术语表：${retired ? '停用 ' : ''}${told(wanted)}`,
      en: `Glossary: ${retired ? 'retire ' : ''}${told(wanted)}`,
    },
    args: wanted,
    preconditions: { was: was && { version: was.version, ...wordsOf(was) } },
    diff: {
      entries: changedEntries([
        ['同义的词', 'Words that mean the same', before, retired ? null : told(wanted)],
      ]),
    },
    evidence: [reasonGiven(reason)],
  }
}

const siteMissing = (): AppError =>
  new AppError('invalid_input', 'site: say where it is called so.', {
    field: 'site',
    hint: 'Give a site id, or group for every site.',
  })
