import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isAllowedAddress } from './allowed-address.ts'

export type Resolve = (hostname: string) => Promise<string[]>

const resolveByDns: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)

export type Guard = {
  allowPrivate: boolean
  timeoutMs: number
  signal: AbortSignal
  /** Of the answer; default 64 KiB. */
  mostBytes?: number
  /** For tests; absent: the system's own. */
  resolve?: Resolve | undefined
}

export type Message = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | Uint8Array
}

/** `sent`: whether the message may have reached the receiver before it went wrong. */
export type Reply =
  | { kind: 'reply'; status: number; body: string; retryAfter: string | null }
  | { kind: 'none'; sent: boolean; why: string }

const defaultMostBytes = 64 * 1024

/**
 * One request to a configured host and nowhere else: the address is looked up once, judged, and
 * connected to as it is, so that a name cannot mean another one meanwhile. No redirect is followed;
 * time and size of the answer are limited.
 */
export async function guardedRequest(message: Message, guard: Guard): Promise<Reply> {
  const deadline = AbortSignal.any([guard.signal, AbortSignal.timeout(guard.timeoutMs)])
  const address = await allowedAddress(new URL(message.url).hostname, guard, deadline)
  if (address.kind === 'none') return address
  return exchange(message, { ...guard, address: address.address, signal: deadline })
}

type Allowed = { kind: 'address'; address: string }
const unsent = (why: string) => ({ kind: 'none', sent: false, why }) as const

async function allowedAddress(
  hostname: string,
  { allowPrivate, resolve = resolveByDns }: Guard,
  deadline: AbortSignal,
): Promise<Allowed | ReturnType<typeof unsent>> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const late = new Promise<null>((end) => {
    deadline.addEventListener('abort', () => end(null), { once: true })
  })
  const found =
    isIP(bare) === 0 ? await Promise.race([resolve(bare).catch(() => []), late]) : [bare]
  if (found === null) return unsent('its name was not found in time')
  const [address] = found
  if (address === undefined) return unsent('its name is not known')
  const forbidden = found.find((one) => !isAllowedAddress(one, allowPrivate))
  if (forbidden === undefined) return { kind: 'address', address }
  return unsent(`${forbidden} is no address that may be reached from here`)
}

function exchange(
  { url, method, headers, body }: Message,
  { address, signal, mostBytes = defaultMostBytes }: Guard & { address: string },
): Promise<Reply> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve) => {
    let sent = false
    const lost = (why: string) => resolve({ kind: 'none', sent, why })
    const going = request(url, {
      ...{ method, signal, agent: false },
      headers: { ...headers, 'content-length': Buffer.byteLength(body).toString() },
      lookup: (_, { all }, done) => {
        const family = isIP(address)
        if (all) done(null, [{ address, family }])
        else done(null, address, family)
      },
    })
    going.once('socket', (socket) =>
      socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        sent = true
      }),
    )
    going.once('error', (error) => lost(signal.aborted ? 'no answer in time' : wordOf(error)))
    going.once('response', (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        parts.push(part)
        if (bytes <= mostBytes) return
        lost(`its answer is longer than ${mostBytes} bytes`)
        going.destroy()
      })
      answer.once('error', () =>
        lost(signal.aborted ? 'no answer in time' : 'its answer broke off'),
      )
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        const retryAfter = answer.headers['retry-after'] ?? null
        resolve({ kind: 'reply', status: answer.statusCode ?? 0, body: text, retryAfter })
      })
    })
    going.end(body)
  })
}

/** The code of an error, never its text: that may hold what a stranger wrote. */
const wordOf = (error: Error): string =>
  `the connection failed (${Reflect.get(error, 'code') ?? 'no code'})`
