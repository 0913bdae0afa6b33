import { hash } from 'node:crypto'
import { z } from 'zod'
import type { SourceMemory } from '../connections/memory.ts'
import type { SignalMapper } from '../signals/map-signals.ts'
import type { MappedRows } from '../signals/signal.ts'
import type { Birth, Message, MessageType, NodeName, Understood } from './sparkplug-messages.ts'
import { sparkplugNodes } from './sparkplug-nodes.ts'
import { datatypes, decodePayload, encodePayload } from './sparkplug-payload.ts'

export const namespace = 'spBv1.0'

/** Rows of a message; `token` finds its way back to whoever must acknowledge it. */
export type HeardRows<Token> = {
  token: Token
  mapped: MappedRows
  learned?: Understood<Token>['learned']
}

export type SparkplugHost<Token> = {
  /** Messages that are understood by now, this one or earlier ones that waited for a birth. */
  hear: (
    topic: string,
    payload: Uint8Array,
    about: { token: Token; receivedAt: Date },
  ) => HeardRows<Token>[]
  /** Some node is alive: what it does not report has not changed. */
  alive: () => boolean
  /** Messages that waited too long, and commands to publish. */
  due: (now: Date) => { heard: HeardRows<Token>[]; commands: { topic: string; payload: Buffer }[] }
}

const mostBytes = 8 * 1024 * 1024
/** Metrics of one message that are told of as nameless: the rest is no better. */
const mostNamed = 20
const types = new Set(['NBIRTH', 'DBIRTH', 'NDATA', 'DDATA', 'NDEATH', 'DDEATH'])

export function sparkplugHost<Token>(
  mapper: SignalMapper,
  remembered: readonly unknown[] = [],
): SparkplugHost<Token> {
  const nodes = sparkplugNodes<Token>(remembered.map(readBirth))
  return {
    alive: nodes.alive,
    hear: (topic, payload, about) => {
      const read = readMessage(topic, payload, about)
      // Commands to nodes, and states of hosts, say nothing of the plant.
      if (read === null) return [{ token: about.token, mapped: { rows: [], unreadable: [] } }]
      if ('reason' in read) return [{ token: about.token, mapped: malformed(topic, payload, read) }]
      return nodes.hear(read).map((understood) => mappedOf(understood, mapper))
    },
    due: (now) => {
      const { rebirths, understood } = nodes.due(now)
      return {
        heard: understood.map((one) => mappedOf(one, mapper)),
        commands: rebirths.map((node) => rebirthCommand(node, now)),
      }
    },
  }
}

function readMessage<Token>(
  topic: string,
  bytes: Uint8Array,
  about: { token: Token; receivedAt: Date },
): Message<Token> | { reason: string } | null {
  const [, group = '', type = '', node = '', device = null] = topic.split('/')
  if (!types.has(type)) return null
  if (bytes.length > mostBytes) return { reason: `is larger than ${mostBytes} bytes` }
  try {
    const payload = decodePayload(bytes)
    return { type: type as MessageType, group, node, device, payload, ...about }
  } catch (error) {
    return { reason: `is no Sparkplug B payload: ${(error as Error).message}` }
  }
}

const malformed = (
  topic: string,
  payload: Uint8Array,
  { reason }: { reason: string },
): MappedRows => {
  const raw = Buffer.from(payload.subarray(0, 1_500)).toString('base64')
  const position = `${topic}#${hash('sha256', payload).slice(0, 16)}`
  return { rows: [], unreadable: [{ stream: 'measurement', position, raw, reason }] }
}

function mappedOf<Token>(
  { token, signals, lost, nameless, learned }: Understood<Token>,
  mapper: SignalMapper,
): HeardRows<Token> {
  const { rows, unreadable } = mapper.rowsOf(signals)
  const gone = lost === null ? [] : mapper.lostBelow(lost.prefix, lost.at)
  const unnamed = nameless.slice(0, mostNamed).map(({ address, reason }) => ({
    ...{ stream: 'measurement' as const, position: address, raw: address, reason },
  }))
  const mapped = { rows: [...rows, ...gone], unreadable: [...unreadable, ...unnamed] }
  return { token, mapped, learned }
}

const number = z.number().nullable()
const birth = z.strictObject({
  ...{ group: z.string(), node: z.string(), device: z.string().nullable(), bdSeq: number },
  metrics: z.array(z.strictObject({ name: z.string(), alias: number, datatype: number })),
})

const readBirth = (value: unknown): Birth => birth.parse(value)

/** Keeps what must be known again after a restart. */
export async function remember(
  memory: SourceMemory,
  learned: Understood<unknown>['learned'],
): Promise<void> {
  if (learned === null) return
  if ('gone' in learned) return memory.forget(keyOf(learned.gone))
  const { birth: kept } = learned
  // What the devices of a node said before its birth counts no more.
  if (kept.device === null) await memory.forget(keyOf(kept))
  await memory.keep(`${keyOf(kept)}${kept.device ?? ''}`, kept)
}

const keyOf = ({ group, node }: NodeName): string => `birth/${group}/${node}/`

/** The one command that we send: it makes a node say anew what it is, and moves nothing. */
function rebirthCommand({ group, node }: NodeName, now: Date): { topic: string; payload: Buffer } {
  const timestamp = now.getTime()
  const metric = {
    ...{ name: 'Node Control/Rebirth', alias: null, timestamp, isNull: false },
    ...{ datatype: datatypes.boolean, value: true },
  }
  const payload = encodePayload({ timestamp, seq: null, metrics: [metric] })
  return { topic: `${namespace}/${group}/NCMD/${node}`, payload: Buffer.from(payload) }
}
