import { z } from 'zod'
import { verifyAudit } from '../../actions/index.ts'
import { readiness, status } from '../health.ts'
import { defineOperation } from './operation.ts'

export const auditVerify = defineOperation({
  name: 'audit-verify',
  input: z.strictObject({}),
  run: (deps) => verifyAudit(deps.db),
})

export const state = defineOperation({
  name: 'state',
  input: z.strictObject({}),
  run: async (deps) => ({
    readiness: await readiness(deps),
    status: await status(deps, deps.clock()),
  }),
})
