import {
  AttributeIds,
  type ClientSession,
  ClientSubscription,
  TimestampsToReturn,
} from 'node-opcua-client'
import { type DoorContext, ended } from '../connections/door.ts'
import type { OpcuaSource } from '../connections/settings.ts'
import { exactAddresses } from '../signals/mapping.ts'
import { explainFailure, identityOf, openClient } from './client.ts'
import { type Gap, openGap } from './gap.ts'
import { signalOf } from './values.ts'

type Context = DoorContext<OpcuaSource>

const stillEveryMs = 30_000
/** A server keeps a subscription as long for a client that is gone, and sends again what it missed. */
const lifetimeS = 600

/**
 * Subscribes to the nodes of the mapping. A connection that breaks is repaired with the same session
 * and subscription where the server still has them; what is missing then comes from its history.
 */
export async function opcuaDoor(context: Context): Promise<void> {
  const { source, signal, report, mappings } = context
  const addresses = exactAddresses(mappings)
  report('connecting')
  const { client, close } = await openClient(context)
  const gone = Promise.withResolvers<never>()
  gone.promise.catch(() => undefined)
  try {
    await client.connect(source.url)
    const session = await client.createSession(identityOf(source))
    session.on('session_closed', () => gone.reject(new Error('the session was closed')))
    const gap = await openGap(context, session, { addresses, fail: gone.reject })
    client.on('connection_lost', () => {
      gap.begin()
      report('connecting', 'the server is away')
    })
    const fill = () =>
      gap.fill().then(
        () => report('connected'),
        (error: unknown) => gone.reject(error),
      )
    client.on('connection_reestablished', () => void fill())
    await subscribe(context, session, { addresses, gap })
    void fill()
    const still = setInterval(() => void gap.still().catch(() => undefined), stillEveryMs)
    await Promise.race([ended(signal), gone.promise]).finally(() => clearInterval(still))
    await context.settled()
  } catch (error) {
    throw explainFailure(error)
  } finally {
    await close()
  }
}

type Nodes = { addresses: string[]; gap: Gap }

async function subscribe(context: Context, session: ClientSession, { addresses, gap }: Nodes) {
  const { source, clock } = context
  const { publishingMs, samplingMs, queueSize } = source
  const subscription = ClientSubscription.create(session, {
    requestedPublishingInterval: publishingMs,
    requestedMaxKeepAliveCount: 10,
    requestedLifetimeCount: Math.ceil((lifetimeS * 1000) / publishingMs),
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
  })
  const group = await subscription.monitorItems(
    addresses.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value })),
    { samplingInterval: samplingMs, queueSize, discardOldest: true },
    TimestampsToReturn.Both,
  )
  group.on('changed', (_item, value, at) => {
    const address = addresses[at]
    if (address !== undefined) gap.hear(signalOf(address, value, clock()))
  })
  const unknown = addresses.filter(
    (_, at) => group.monitoredItems[at]?.statusCode.isGood() === false,
  )
  if (unknown.length > 0) await nameUnknown(context, unknown)
}

/** Nodes that the server does not have stand among the refusals; the others are heard. */
async function nameUnknown({ batcher, log, source }: Context, addresses: string[]): Promise<void> {
  log.warn({ source: source.id, addresses: addresses.slice(0, 20) }, 'nodes that are not there')
  await batcher.add({
    rows: [],
    unreadable: addresses.map((address) => ({
      stream: 'measurement',
      position: address,
      raw: address,
      reason: `the server has no node ${address}`,
    })),
  })
}
