import { z } from 'zod'
import type { RetrievalSettings } from '../knowledge/index.ts'
import { type Environment, secretOf, secretReference } from './secret-reference.ts'

const endpoint = z.strictObject({
  /** Up to and including `/v1`. */
  url: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  apiKey: secretReference.optional(),
  /** Loopback and private addresses too; link-local ones never. */
  allowPrivate: z.boolean().default(false),
  /** How long one call may take; whoever asks then gets the passages found without it. */
  timeoutMs: z.number().int().min(100).max(60_000).default(3000),
})

const share = z.number().min(0).max(1)

const embeddings = endpoint.extend({
  dimension: z.number().int().min(1).max(4096),
  batch: z.number().int().min(1).max(256).default(32),
  queryPrefix: z.string().max(500).default(''),
  passagePrefix: z.string().max(500).default(''),
  weight: share.default(0.3),
})

const rerank = endpoint.extend({
  api: z.enum(['cohere', 'tei']).default('cohere'),
  top: z.number().int().min(2).max(100).default(30),
  answerFrom: share.optional(),
})

const retrieval = z.strictObject({
  embeddings: embeddings.optional(),
  rerank: rerank.optional(),
})

export const retrievalSettings = retrieval.default({})

/** The keys known at a place such as `retrieval.embeddings`. */
export function retrievalKeys(where: string): string[] {
  const [, part] = where.split('.')
  if (part === 'embeddings') return Object.keys(embeddings.shape)
  return Object.keys(part === 'rerank' ? rerank.shape : retrieval.shape)
}

export type RetrievalConfig = RetrievalSettings

/** @throws AppError for a variable that is not set */
export function resolveRetrieval(
  given: z.output<typeof retrievalSettings>,
  env: Environment,
): RetrievalConfig {
  const keyOf = (part: 'embeddings' | 'rerank') => {
    const apiKey = given[part]?.apiKey
    if (apiKey === undefined) return null
    const field = `retrieval.${part}.apiKey`
    return secretOf(apiKey, { env, field, owner: `provider of ${part}` })
  }
  return {
    embeddings: given.embeddings ? { ...given.embeddings, apiKey: keyOf('embeddings') } : null,
    rerank: given.rerank
      ? { ...given.rerank, apiKey: keyOf('rerank'), answerFrom: given.rerank.answerFrom ?? null }
      : null,
  }
}
