/**
 * An embedding and rerank provider on loopback: hashed n-grams in place of a model, so the same text
 * always has the same vector. It refuses what real ones refuse, and can be told to go wrong.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { makeProviders, type RetrievalSettings } from './providers/providers.ts'

export type ProviderFault =
  | 'busy'
  | 'error'
  | 'cut'
  | 'hang'
  | 'short_vectors'
  | 'too_few'
  | 'no_json'
  | 'redirect'

export type FakeProvider = {
  url: string
  /** Paths that were asked, in order. */
  asked: string[]
  /** The next requests go wrong in this order, the ones after go well. */
  breakNext: (...faults: ProviderFault[]) => void
  close: () => Promise<void>
}

export const providerKey = 'a key that no log and no error may show'
const fakeDimension = 256
const mostInputs = 64

export async function startFakeProvider(): Promise<FakeProvider> {
  const asked: string[] = []
  const faults: ProviderFault[] = []
  const server = createServer(async (request, response) => {
    const body = await jsonOf(request)
    asked.push(request.url ?? '')
    if (request.headers.authorization !== `Bearer ${providerKey}`) {
      reply(response, 401, { error: { message: `bad key ${request.headers.authorization}` } })
      return
    }
    const fault = faults.shift()
    if (fault !== undefined && broken(fault, response)) return
    if (request.url === '/v1/embeddings') embeddings(response, body, fault)
    else if (request.url === '/v1/rerank') rerank(response, body)
    else reply(response, 404, {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    ...{ url: `http://127.0.0.1:${port}/v1`, asked },
    breakNext: (...next) => faults.push(...next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Body = Record<string, unknown>

/** Goes wrong whatever was asked. */
function broken(fault: ProviderFault, response: ServerResponse): boolean {
  if (fault === 'busy') response.writeHead(429, { 'retry-after': '7' }).end('{}')
  else if (fault === 'error') reply(response, 500, { error: 'stack of a stranger' })
  else if (fault === 'no_json') response.writeHead(200).end('<html>')
  else if (fault === 'redirect')
    response.writeHead(307, { location: 'http://169.254.169.254/' }).end()
  else if (fault === 'cut') {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('{"data": [', () => response.destroy())
  } else return fault === 'hang'
  return true
}

function embeddings(response: ServerResponse, body: Body, fault: ProviderFault | undefined): void {
  const { input } = body
  if (typeof body.model !== 'string' || !isTexts(input)) {
    reply(response, 400, {})
    return
  }
  if (input.length > mostInputs) {
    reply(response, 413, {})
    return
  }
  const size = fault === 'short_vectors' ? 128 : fakeDimension
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: gramVector(text, size),
  }))
  if (fault === 'too_few') data.pop()
  reply(response, 200, { object: 'list', model: body.model, data: data.toReversed() })
}

/** `documents` are answered as by Cohere, `texts` as by TEI; neither takes the other's. */
function rerank(response: ServerResponse, { query, documents, texts }: Body): void {
  const given = documents ?? texts
  if (typeof query !== 'string' || !isTexts(given)) {
    reply(response, 422, {})
    return
  }
  const asked = gramVector(query, fakeDimension)
  const scored = given
    .map((text, index) => ({ index, score: dot(asked, gramVector(text, fakeDimension)) }))
    .toSorted((a, b) => b.score - a.score)
  const results = scored.map(({ index, score }) => ({ index, relevance_score: score }))
  reply(response, 200, documents === undefined ? scored : { id: 'r1', results })
}

const isTexts = (given: unknown): given is string[] =>
  Array.isArray(given) &&
  given.length > 0 &&
  given.every((text) => typeof text === 'string' && text !== '')

const dot = (a: number[], b: number[]) => a.reduce((sum, n, at) => sum + n * (b[at] ?? 0), 0)

/** Counts of hashed runs of three characters, of unit length. */
function gramVector(text: string, size: number): number[] {
  const vector = Array.from({ length: size }, () => 0)
  const folded = ` ${text.toLowerCase().replace(/\s+/g, ' ')} `
  for (let at = 0; at + 3 <= folded.length; at++) {
    let hash = 7
    for (const letter of folded.slice(at, at + 3)) {
      hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647
    }
    vector[hash % size] = (vector[hash % size] ?? 0) + 1
  }
  const length = Math.hypot(...vector)
  return length === 0 ? vector : vector.map((n) => n / length)
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function jsonOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Body
}

type Given = {
  url: string
  embeddings?: Partial<NonNullable<RetrievalSettings['embeddings']>> | null
  rerank?: Partial<NonNullable<RetrievalSettings['rerank']>> | null
  /** Pauses that were asked for; none is waited. */
  pauses?: number[]
  clock?: () => Date
}

/** Providers over such a server; null switches one off. */
export function providersAt({ url, embeddings = {}, rerank = null, ...given }: Given) {
  const { pauses = [], clock = () => new Date(0) } = given
  const endpoint = {
    url,
    timeoutMs: 20_000,
    allowPrivate: true,
    apiKey: { reveal: () => providerKey },
  }
  const wait = async (ms: number) => void pauses.push(ms)
  return makeProviders(
    {
      embeddings: embeddings && {
        ...{ ...endpoint, model: 'grams', dimension: fakeDimension, batch: 8, weight: 0.5 },
        ...{ queryPrefix: '', passagePrefix: '', ...embeddings },
      },
      rerank: rerank && {
        ...{ ...endpoint, model: 'grams-rerank', api: 'cohere', top: 10, answerFrom: null },
        ...rerank,
      },
    },
    { clock, wait },
  )
}
