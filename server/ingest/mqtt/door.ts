import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'
import { cutText } from '../../../base/shown-text.ts'
import { type DoorContext, ended } from '../connections/door.ts'
import type { MqttSource } from '../connections/settings.ts'
import { longestAddress } from '../signals/pattern.ts'
import type { MappedRows } from '../signals/signal.ts'
import { holdAcknowledgements } from './acknowledge.ts'
import { jsonTopics } from './json-topics.ts'
import {
  type HeardRows,
  namespace,
  remember,
  type SparkplugHost,
  sparkplugHost,
} from './sparkplug.ts'

type Context = DoorContext<MqttSource>
/** Tells the broker that it may forget the message. */
type Acknowledge = () => void
type Taken = Omit<HeardRows<Acknowledge>, 'token'>

const dueEveryMs = 500
const stillEveryMs = 30_000
/** A message may be that long on its way. */
const stillDelayMs = 10_000
const endMs = 2_000

/**
 * Listens to a broker with a session that outlives the connection: what comes while we are away
 * waits there, and a message is acknowledged once its rows are stored.
 */
export async function mqttDoor(context: Context): Promise<void> {
  const { source, signal, report } = context
  report('connecting')
  const since = context.clock()
  const options = await optionsOf(source, since)
  const client = mqtt.connect(source.url, { ...options, manualConnect: true })
  const remembered = source.sparkplug === undefined ? [] : await context.memory.recall()
  const sparkplug = sparkplugHost<Acknowledge>(context.mapper, remembered)
  const listener = listenTo(client, context, sparkplug)
  const host = source.sparkplug?.host
  reportState(client, report)
  client.on('connect', () => {
    if (host !== undefined) publishState(client, host, { online: true, since })
  })
  client.connect()
  await ended(signal)
  await context.settled()
  listener.stop()
  if (host !== undefined) publishState(client, host, { online: false, since })
  await endWithin(client)
}

/** Why a connection failed is said before it closes, and stays said until there is one. */
function reportState(client: MqttClient, report: Context['report']): void {
  let problem: string | null = null
  client.on('connect', () => {
    problem = null
    report('connected')
  })
  client.on('reconnect', () => report('connecting'))
  client.on('error', (error) => {
    problem = problemOf(error)
    report('connecting', problem)
  })
  client.on('close', () => report('connecting', problem ?? 'the broker is away'))
}

async function optionsOf(source: MqttSource, since: Date): Promise<IClientOptions> {
  const { username, password, ca, certificate, privateKey, sparkplug } = source
  const file = (path: string | undefined) => (path === undefined ? undefined : readFile(path))
  const files = { ca: await file(ca), cert: await file(certificate), key: await file(privateKey) }
  const given = Object.entries({ username, password: password?.reveal(), ...files })
  return {
    // Without an id of its own there is no session that waits for us.
    clientId: source.clientId ?? `jidoka-${source.id}`,
    clean: false,
    protocolVersion: 4,
    keepalive: 30,
    reconnectPeriod: 1_000,
    connectTimeout: 10_000,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    ...(sparkplug?.host === undefined
      ? {}
      : { will: stateMessage(sparkplug.host, { online: false, since }) }),
  }
}

function listenTo(
  client: MqttClient,
  context: Context,
  sparkplug: SparkplugHost<Acknowledge>,
): { stop: () => void } {
  const { source, mappings, mapper, batcher, clock, memory } = context
  const acknowledger = holdAcknowledgements(client)
  const topics = jsonTopics(mappings)
  const groups = source.sparkplug?.groups ?? []
  const filters = [...groups.map((group) => `${namespace}/${group}/#`), ...topics.filters]
  client.on('connect', () => client.subscribe(filters, { qos: 1 }))

  const take = (acknowledge: Acknowledge, { mapped, learned = null }: Taken, bytes = 0) => {
    // Not stored is not acknowledged: the broker keeps the message for the next time.
    const stored = [batcher.add(mapped, bytes), remember(memory, learned)]
    Promise.all(stored).then(acknowledge, () => undefined)
  }
  const hear = (topic: string, payload: Buffer, acknowledge: Acknowledge) => {
    const receivedAt = clock()
    const size = payload.length
    if (topic.length > longestAddress) {
      return take(acknowledge, { mapped: unknownTopic(cutText(topic, 80), payload) }, size)
    }
    if (topic.startsWith(`${namespace}/`)) {
      const heard = sparkplug.hear(topic, payload, { token: acknowledge, receivedAt })
      for (const { token, ...taken } of heard) take(token, taken, size)
      return
    }
    const read = topics.hear({ topic, payload, receivedAt })
    if (read === null) return take(acknowledge, { mapped: unknownTopic(topic, payload) }, size)
    const made = mapper.rowsOf(read.signals)
    const rows = [...read.rows, ...made.rows]
    const unreadable = [...read.unreadable, ...made.unreadable]
    take(acknowledge, { mapped: { rows, unreadable } }, size)
  }
  client.handleMessage = ({ topic, payload, qos, messageId }: IPublishPacket, next) => {
    const acknowledge =
      qos > 0 && messageId !== undefined ? acknowledger.expect(messageId) : () => undefined
    hear(topic, Buffer.from(payload), acknowledge)
    // A full queue stops the reading, and with it the broker.
    void batcher.room().then(() => next())
  }
  const timers = [
    setInterval(() => {
      for (const { token, ...taken } of runDue(client, sparkplug, clock())) take(token, taken)
    }, dueEveryMs),
    setInterval(() => {
      if (!client.connected || !sparkplug.alive() || batcher.waiting() > 0) return
      context.still(new Date(clock().getTime() - stillDelayMs)).catch(() => undefined)
    }, stillEveryMs),
  ]
  return { stop: () => timers.forEach(clearInterval) }
}

function runDue(client: MqttClient, sparkplug: SparkplugHost<Acknowledge>, now: Date) {
  if (!client.connected) return []
  const { heard, commands } = sparkplug.due(now)
  for (const { topic, payload } of commands) client.publish(topic, payload, { qos: 0 })
  return heard
}

const unknownTopic = (topic: string, payload: Uint8Array): MappedRows => ({
  rows: [],
  unreadable: [
    {
      stream: 'measurement',
      position: `${topic}#${hash('sha256', payload).slice(0, 16)}`,
      raw: Buffer.from(payload.subarray(0, 2_000)).toString('utf8'),
      reason: `no topic of the mapping fits ${topic}`,
    },
  ],
})

type HostState = { online: boolean; since: Date }

/**
 * Primary host state of Sparkplug 3.0: edge nodes hold their data back while it is offline. The will
 * and what follows it carry the same time, so that an old will is not taken for a new one.
 */
const stateMessage = (host: string, { online, since }: HostState) => ({
  topic: `${namespace}/STATE/${host}`,
  payload: Buffer.from(JSON.stringify({ online, timestamp: since.getTime() })),
  qos: 1 as const,
  retain: true,
})

function publishState(client: MqttClient, host: string, state: HostState): void {
  const { topic, payload, qos, retain } = stateMessage(host, state)
  client.publish(topic, payload, { qos, retain })
}

/** What anybody may read on /status: no address of the plant's network. */
const problemOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string'
    ? `no connection (${error.code})`
    : error.message

/** A graceful end waits for what is on its way; a broker that is gone ends at once. */
async function endWithin(client: MqttClient): Promise<void> {
  const late = setTimeout(() => client.end(true), endMs)
  await client.endAsync(!client.connected).catch(() => undefined)
  clearTimeout(late)
}
