import { z } from 'zod'
import { evaluateLifeModel, listLifeModels, trainLifeModel } from '../../factory/index.ts'
import { proposeLifeModel, proposeLifeRollBack } from '../../tools/index.ts'
import type { Deps } from '../deps.ts'
import { defineOperation } from './operation.ts'

const text = z.string().trim().min(1).max(200)
const reason = z.string().trim().min(3).max(1000)
const readingMs = 600_000

export const healthTrain = defineOperation({
  name: 'health-train',
  input: z.strictObject({
    class: text,
    site: text.optional(),
    days: z.int().min(1).max(3650).optional(),
    capDays: z.number().positive().max(3650).optional(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
  }),
  run: (deps, { principal, signal, progress }, asked) =>
    trainLifeModel(deps, { principal, signal, onStep: progress }, asked),
})

export const healthModels = defineOperation({
  name: 'health-models',
  input: z.strictObject({}),
  run: ({ db }, { principal }) => db.tx('read', (tx) => listLifeModels(tx, null), { principal }),
})

export const healthEvaluate = defineOperation({
  name: 'health-evaluate',
  input: z.strictObject({ id: text }),
  run: ({ db, clock }, { principal, signal }, { id }) =>
    db.tx('read', (tx) => evaluateLifeModel(tx, { id, until: clock() }), {
      ...{ principal, signal, timeoutMs: readingMs },
    }),
})

export const healthDeploy = defineOperation({
  name: 'health-deploy',
  input: z.strictObject({ id: text, reason }),
  run: async (deps, { principal }, asked) => {
    const requester = requesterOf(deps, principal)
    return filed(deps, await proposeLifeModel(deps, requester, asked))
  },
})

export const healthRollBack = defineOperation({
  name: 'health-roll-back',
  input: z.strictObject({ class: text, site: text.optional(), reason }),
  run: async (deps, { principal }, asked) => {
    const requester = requesterOf(deps, principal)
    return filed(deps, await proposeLifeRollBack(deps, requester, asked))
  },
})

type Requester = Parameters<typeof proposeLifeModel>[1]

const requesterOf = ({ newId }: Deps, principal: Requester['principal']): Requester => ({
  ...{ principal, channel: 'cli', tainted: false, idempotencyKey: newId('life') },
})

const filed = ({ baseUrl }: Deps, { siteId, id }: { siteId: string; id: string }) => ({
  ...{ siteId, id },
  inbox: `${baseUrl}/inbox/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`,
})
