import { z } from 'zod'
import type { Answer, Outgoing } from '../../actions/index.ts'
import {
  guardedRequest,
  type Message,
  type Reply,
  type Resolve,
} from '../../base/guarded-request.ts'
import type { Clock } from '../../base/ports.ts'
import { type KindOfReceiver, kinds } from './kinds.ts'
import type { ConnectorConfig } from './settings.ts'
import { signatureHeader, signatureOf } from './sign.ts'

export type SendDeps = {
  connectors: readonly ConnectorConfig[]
  clock: Clock
  /** For tests; absent: the system's own. */
  resolve?: Resolve
}

/** One try: a look by key where an earlier one may have come through, then the message. */
export async function send(
  deps: SendDeps,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<Answer> {
  const connector = deps.connectors.find(({ name }) => name === outgoing.connector)
  if (connector === undefined) return { kind: 'not_there', why: 'the connector is gone' }
  const kind = kinds[connector.kind]
  const ask = (message: Pick<Message, 'method'> & { path: string; body: string }) => {
    const { url, headers } = addressed(deps, { connector, outgoing, message })
    const { allowPrivate, timeoutMs } = connector
    const { resolve } = deps
    return guardedRequest(
      { ...message, url, headers },
      { allowPrivate, timeoutMs, signal, resolve },
    )
  }
  if (outgoing.maybeThere) {
    if (!kind.repeatable) {
      return { kind: 'unclear', again: false, why: 'an earlier try may have come through' }
    }
    const known = await lookUp(kind, outgoing.id, ask)
    if (known !== null) return known
  }
  const reply = await ask({ path: kind.path, method: 'POST', body: bodyOf(outgoing) })
  return understood(kind, reply)
}

type Ask = (message: { path: string; method: 'GET' | 'POST'; body: string }) => Promise<Reply>

/** What the receiver says of the key; null: it does not know it, or offers no look-up. */
async function lookUp(kind: KindOfReceiver, key: string, ask: Ask): Promise<Answer | null> {
  if (kind.lookup === null) return null
  const reply = await ask({ path: kind.lookup(key), method: 'GET', body: '' })
  if (reply.kind === 'reply' && reply.status === 404) return null
  if (reply.kind === 'reply' && reply.status === 200) return understood(kind, reply)
  const why = reply.kind === 'none' ? reply.why : `it answers ${reply.status}`
  return { kind: 'unclear', again: true, why: `the look-up failed: ${why}` }
}

/** The same bytes at every try, so that a receiver can compare them. */
const bodyOf = ({
  id,
  siteId,
  tool,
  args,
  requestedBy,
  approvedBy,
  approvedAt,
}: Outgoing): string =>
  JSON.stringify({
    ...{ key: id, site: siteId, effect: tool, args: JSON.parse(args) },
    ...{ requestedBy, approvedBy, approvedAt },
  })

type Addressed = {
  connector: ConnectorConfig
  outgoing: Outgoing
  message: { path: string; body: string }
}

function addressed({ clock }: SendDeps, { connector, outgoing, message }: Addressed) {
  return {
    url: `${connector.url.replace(/\/+$/, '')}${message.path}`,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': outgoing.id,
      [signatureHeader]: signatureOf(connector.secret, message.body, clock()),
    },
  }
}

/** Answers that say of this request alone that it was not done, whatever stood in it. */
const notTaken = new Set([401, 403, 404, 405, 429])
const saysNo = new Set([400, 409, 410, 413, 415, 422])

function understood({ repeatable }: KindOfReceiver, reply: Reply): Answer {
  if (reply.kind === 'none') {
    const { sent, why } = reply
    return sent ? { kind: 'unclear', again: repeatable, why } : { kind: 'not_there', why }
  }
  const { status, body } = reply
  const said = answerIn(body)
  if (status >= 200 && status < 300) return { kind: 'accepted', reference: said.id ?? null }
  const why = `it answers ${status}${said.message === undefined ? '' : `: ${said.message}`}`
  if (status === 409 && repeatable && said.duplicate === true) {
    return { kind: 'accepted', reference: said.id ?? null }
  }
  if (notTaken.has(status)) return { kind: 'not_there', why }
  if (saysNo.has(status)) return { kind: 'refused', why }
  return { kind: 'unclear', again: repeatable, why }
}

const answer = z.object({
  id: z.coerce.string().max(200).optional().catch(undefined),
  duplicate: z.boolean().optional().catch(undefined),
  message: z
    .string()
    .transform((text) => text.slice(0, 200))
    .optional()
    .catch(undefined),
})

function answerIn(body: string): z.infer<typeof answer> {
  try {
    return answer.catch({}).parse(JSON.parse(body))
  } catch {
    return {}
  }
}
