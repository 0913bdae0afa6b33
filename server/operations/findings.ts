import { z } from 'zod'
import { changeFinding, listFindings } from '../../factory/index.ts'
import { defineOperation } from './operation.ts'

export const findingsList = defineOperation({
  name: 'findings-list',
  input: z.strictObject({}),
  run: ({ db }, { principal }) => db.tx('read', (tx) => listFindings(tx), { principal }),
})

const text = z.string().min(1).max(500)

export const findingChange = defineOperation({
  name: 'finding-change',
  input: z.strictObject({
    site: text,
    id: text,
    status: z.enum(['acknowledged', 'closed']),
    owner: text.optional(),
    note: text.optional(),
  }),
  run: async (deps, _context, { site: siteId, owner, note, ...change }) => {
    await changeFinding(deps, {
      ...{ ...change, siteId },
      ...(owner === undefined ? {} : { owner }),
      ...(note === undefined ? {} : { note }),
    })
    return { id: change.id, status: change.status }
  },
})
