import { z } from 'zod'
import { readiness, status } from '../health.ts'
import { defineOperation } from './operation.ts'

export const state = defineOperation({
  name: 'state',
  input: z.strictObject({}),
  run: async (deps) => ({
    readiness: await readiness(deps),
    status: await status(deps, deps.clock()),
  }),
})
