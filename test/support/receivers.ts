/**
 * Other systems of a plant, as real HTTP servers on loopback: a CMMS that keeps one work order a key
 * and can be asked for it, an MES that takes commands and answers a repeat with 409, and one that
 * promises nothing. Each can be told to go wrong.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { receiverSecret } from '../../server/test-connectors.ts'

export type Fault =
  | 'error_before'
  | 'error_after'
  | 'lost_reply'
  | 'hang_before'
  | 'hang_after'
  | 'refuse'
  | 'redirect'
  | 'huge'
  | 'drip'

export type Work = { key: string; site: string; effect: string; args: Record<string, unknown> }

export type Receiver = {
  kind: ReceiverKind
  url: string
  port: number
  /** What it has really done, in order; the same key twice is a fault of ours. */
  done: Work[]
  /** Requests that came to its door, with and without a valid signature. */
  requests: { method: string; path: string; signed: boolean }[]
  /** The next requests go wrong in this order, the ones after go well. */
  breakNext: (...faults: Fault[]) => void
  close: () => Promise<void>
}

export type ReceiverKind = 'cmms' | 'mes' | 'generic'

export async function startReceiver(kind: ReceiverKind): Promise<Receiver> {
  const done: Work[] = []
  const requests: Receiver['requests'] = []
  const faults: Fault[] = []
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    const { method = '', url = '' } = request
    const signed = isSigned(request, body)
    requests.push({ method, path: url, signed })
    if (!signed) reply(response, 401, { message: 'not signed' })
    else if (method === 'GET') lookUp(kind, done, { url, response })
    else take({ kind, done, fault: faults.shift() }, JSON.parse(body) as Work, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    ...{ kind, url: `http://127.0.0.1:${port}/api`, port, done, requests },
    breakNext: (...next) => faults.push(...next),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Taking = { kind: ReceiverKind; done: Work[]; fault: Fault | undefined }

function take({ kind, done, fault }: Taking, work: Work, response: ServerResponse): void {
  if (fault !== undefined && brokenBefore(fault, response)) return
  const known = kind !== 'generic' && done.some(({ key }) => key === work.key)
  if (!known) done.push(work)
  const id = `${kind}-${done.findIndex(({ key }) => key === work.key) + 1}`
  if (fault !== undefined) brokenAfter(fault, response)
  else if (known && kind === 'mes') reply(response, 409, { duplicate: true, id })
  else reply(response, known ? 200 : 201, { id })
}

/** Goes wrong before anything is done. */
function brokenBefore(fault: Fault, response: ServerResponse): boolean {
  if (fault === 'error_before') reply(response, 500, {})
  else if (fault === 'refuse') reply(response, 422, { message: 'no such asset' })
  else if (fault === 'redirect') {
    response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
  } else return fault === 'hang_before'
  return true
}

/** It is done, but the answer goes wrong. */
function brokenAfter(fault: Fault, response: ServerResponse): void {
  if (fault === 'error_after') reply(response, 503, {})
  else if (fault === 'lost_reply') response.destroy()
  else if (fault === 'huge') response.writeHead(200).end('x'.repeat(1_000_000))
  else if (fault === 'drip') response.writeHead(200).write('{')
}

type Asked = { url: string; response: ServerResponse }

function lookUp(kind: ReceiverKind, done: Work[], { url, response }: Asked): void {
  const key = decodeURIComponent(url.split('/by-key/')[1] ?? '')
  const at = kind === 'cmms' ? done.findIndex((work) => work.key === key) : -1
  reply(response, at < 0 ? 404 : 200, at < 0 ? {} : { id: `${kind}-${at + 1}` })
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** The receiver's side of docs/connectors.md. */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const said = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['jidoka-signature']))
  if (said === null) return false
  const [, seconds, digest = ''] = said
  const right = createHmac('sha256', receiverSecret).update(`${seconds}.${body}`).digest()
  return timingSafeEqual(right, Buffer.from(digest, 'hex'))
}
