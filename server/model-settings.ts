import { z } from 'zod'
import { type Secret, secret } from './secret.ts'
import { type Environment, secretOf, secretReference } from './secret-reference.ts'

const amount = z.number().min(0)

const endpoint = z.strictObject({
  /** Up to and including `/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  name: z.string().min(1),
  /** The key, or `${NAME}`: a variable of the environment. */
  apiKey: z.string().min(1).optional(),
  /** Of one call. */
  timeoutMs: z.number().int().min(1000).max(600_000).optional(),
  /** Over the wire in pieces. */
  stream: z.boolean().optional(),
  price: z.strictObject({ inputPerMillion: amount, outputPerMillion: amount }).optional(),
})

/** One endpoint, or several in the order in which they are asked. */
export const modelSettings = endpoint.optional()
export const severalModels = z.array(endpoint).min(1).max(5)

const agent = z.strictObject({
  route: z.enum(['built-in', 'built-in-first', 'model']).default('built-in-first'),
})
export const agentSettings = agent.default({ route: 'built-in-first' })

const tokens = z.number().int().min(0).optional()
const limits = z.strictObject({
  userTokens: tokens,
  allTokens: tokens,
  userCost: amount.optional(),
  allCost: amount.optional(),
  currency: z.string().min(1).max(8).default('USD'),
})

export const limitSettings = limits.default({ currency: 'USD' })

export const modelKeys = Object.keys(endpoint.shape)
export const agentKeys = Object.keys(agent.shape)
export const limitKeys = Object.keys(limits.shape)

export type ModelConfig = Omit<z.output<typeof endpoint>, 'apiKey'> & { apiKey: Secret | null }

/** @throws AppError for a variable that is not set */
export function resolveModels(
  given: z.output<typeof modelSettings | typeof severalModels>,
  env: Environment,
): ModelConfig[] {
  const list = given === undefined ? [] : Array.isArray(given) ? given : [given]
  return list.map(({ apiKey, ...one }) => ({ ...one, apiKey: keyOf(apiKey, env) }))
}

function keyOf(apiKey: string | undefined, env: Environment): Secret | null {
  if (apiKey === undefined) return null
  if (!secretReference.safeParse(apiKey).success) return secret(apiKey)
  return secretOf(apiKey, { env, field: 'model.apiKey', owner: 'model' })
}

type Answerers = z.output<typeof agent> & { models: ModelConfig[] }

/** Who answers, in one line. */
export function modelMode({ models, route }: Answerers): string {
  const names = models.map(({ name }) => name).join(', then ')
  if (names === '' || route === 'built-in') return 'built-in'
  return route === 'model' ? names : `built-in first, then ${names}`
}
