import { z } from 'zod'
import { glossaryTermInput, listGlossary, putTerm, retireTerm } from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import { defineOperation } from './operation.ts'

export const glossaryList = defineOperation({
  name: 'glossary-list',
  input: z.strictObject({}),
  run: ({ db }, { principal }) => listGlossary(db, principal),
})

export const glossaryPut = defineOperation({
  name: 'glossary-put',
  input: z.strictObject({ term: z.unknown() }),
  run: (deps, { principal }, { term }) =>
    putTerm(
      deps,
      { principal, channel: 'cli' },
      parseInput({ name: 'the term', input: glossaryTermInput }, term),
    ),
})

export const glossaryRetire = defineOperation({
  name: 'glossary-retire',
  input: z.strictObject({
    siteId: z.string().min(1),
    term: z.int().positive(),
    version: z.int().positive(),
  }),
  run: (deps, { principal }, at) => retireTerm(deps, { principal, channel: 'cli' }, at),
})
