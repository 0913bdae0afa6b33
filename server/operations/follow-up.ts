import { z } from 'zod'
import { followUpReport } from '../../actions/index.ts'
import { defineOperation } from './operation.ts'

/** How often executed proposals came true. */
export const actionsReport = defineOperation({
  name: 'actions-report',
  input: z.strictObject({ site: z.string().min(1).optional() }),
  run: ({ db }, { principal }, { site }) => followUpReport(db, principal, { siteId: site }),
})
