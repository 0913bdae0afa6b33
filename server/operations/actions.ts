import { z } from 'zod'
import { auditTimeline, getProposal, listProposals } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import { defineOperation } from './operation.ts'

const name = z.string().min(1).max(100)

export const actionsList = defineOperation({
  name: 'actions-list',
  input: z.strictObject({ status: z.enum(['pending', 'decided']).default('pending') }),
  run: ({ db }, { principal }, { status }) => listProposals(db, principal, { status }),
})

export const actionShow = defineOperation({
  name: 'action-show',
  input: z.strictObject({ site: name, id: name }),
  run: async ({ db }, { principal }, { site, id }) => {
    const proposal = await getProposal(db, principal, site, id)
    if (proposal === null) {
      throw new AppError('not_found', `There is no proposal ${site}/${id} that you may see.`, {
        field: 'id',
        hint: 'See the ones that wait with `jidoka actions list`.',
      })
    }
    return { proposal, timeline: await auditTimeline(db, principal, site, id) }
  },
})
