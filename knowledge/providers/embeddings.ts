import { z } from 'zod'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock } from '../../base/ports.ts'
import {
  callProvider,
  type Endpoint,
  type Failure,
  type Patience,
  type Wait,
} from './call-provider.ts'
import { restAfterFailure } from './rest.ts'

export type EmbeddingSettings = Endpoint & {
  /** Numbers in a vector of this model. */
  dimension: number
  /** Texts in one request. */
  batch: number
  /** What the model wants before a question and before a passage; often nothing. */
  queryPrefix: string
  passagePrefix: string
  /** Share (0–1) of the ranking that vectors have; the words have the rest. */
  weight: number
}

/** Of unit length, in the order of the texts. */
export type Embedded = { kind: 'vectors'; vectors: Float32Array[] } | Failure

export type Embedder = Pick<EmbeddingSettings, 'dimension' | 'weight' | 'batch'> & {
  /** Vectors of the same name can be compared. */
  name: string
  embedQuestion: (question: string, signal: AbortSignal) => Promise<Embedded>
  /** In the background: waits as long as the provider asks it to. */
  embedPassages: (texts: string[], signal: AbortSignal) => Promise<Embedded>
  trouble: () => string | null
}

/** No model reads more of one text; what is longer is embedded by its beginning. */
const mostCharacters = 8_000
const backgroundTries = 5

export function makeEmbedder(
  settings: EmbeddingSettings,
  { clock, wait }: { clock: Clock; wait?: Wait | undefined },
): Embedder {
  const { dimension, weight, batch, queryPrefix, passagePrefix } = settings
  const rest = restAfterFailure(clock)
  const asked = async (texts: string[], patience: Patience): Promise<Embedded> => {
    const embedded = await embed(settings, texts, patience)
    if (embedded.kind === 'failed') return rest.failed(embedded)
    rest.answered()
    return embedded
  }
  return {
    ...{ dimension, weight, batch, name: nameOf(settings) },
    trouble: rest.trouble,
    embedQuestion: async (question, signal) =>
      rest.resting() ?? asked([queryPrefix + question], { signal, tries: 1 }),
    embedPassages: (texts, signal) => {
      const prefixed = texts.map((text) => passagePrefix + text)
      return asked(prefixed, { signal, tries: backgroundTries, wait })
    },
  }
}

/** Another prefix makes other vectors, another address does not. */
function nameOf({ model, dimension, passagePrefix }: EmbeddingSettings): string {
  const prefix = passagePrefix === '' ? '' : `#${sha256(passagePrefix).slice(0, 8)}`
  return `${model}/${dimension}${prefix}`
}

const reply = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()) })),
})

async function embed(
  settings: EmbeddingSettings,
  texts: string[],
  patience: Patience,
): Promise<Embedded> {
  const input = texts.map((text) => text.slice(0, mostCharacters).toWellFormed())
  const body = { model: settings.model, input }
  const called = await callProvider(settings, { path: '/embeddings', body }, patience)
  if (called.kind === 'failed') return called
  const parsed = reply.safeParse(called.body)
  if (!parsed.success) return unusable('its answer is no list of embeddings')
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]))
  const vectors: Float32Array[] = []
  for (const at of texts.keys()) {
    const given = byIndex.get(at)
    if (given === undefined)
      return unusable(`it gives ${byIndex.size} vectors for ${texts.length} texts`)
    if (given.length !== settings.dimension) return unusable(wrongDimension(given, settings))
    const unit = unitOf(given)
    if (unit === null) return unusable('a vector of its answer has no direction')
    vectors.push(unit)
  }
  return { kind: 'vectors', vectors }
}

const unusable = (why: string): Failure => ({ kind: 'failed', why, retryAfterMs: null })

const wrongDimension = (given: number[], { dimension }: EmbeddingSettings): string =>
  `its vectors have ${given.length} numbers, not the ${dimension} of retrieval.embeddings.dimension`

function unitOf(given: number[]): Float32Array | null {
  const length = Math.hypot(...given)
  return length > 0 && Number.isFinite(length) ? Float32Array.from(given, (n) => n / length) : null
}
