/** The door on a real broker, which is a process of its own. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { randomId } from '../../../base/ports.ts'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { type PlantProcess, startPlantProcess } from '../../../test/support/fake-plant.ts'
import { makePlant, numberOf, plantSite } from '../../../test/support/live-plant.ts'
import { createLog } from '../../log.ts'
import { secret } from '../../secret.ts'
import { type Connections, startConnections } from '../connections/connections.ts'
import type { Door } from '../connections/door.ts'
import type { MqttSource } from '../connections/settings.ts'
import { mqttDoor } from './door.ts'

const mapping = `
signals:
  - at: "plant/{machine}/telemetry/t"
    measurement: "{machine}.temperature"
topics:
  - topic: "plant/{machine}/telemetry"
    time: /ts
`
const clock = () => new Date('2026-03-10T12:00:00Z')
const soon = { timeout: 20_000, interval: 20 }
const start = Date.parse('2026-03-10T08:00:00Z')
let broker: PlantProcess
let db: Db
let folder: string
let sources = 0
const opened: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  broker = await startPlantProcess('mqtt-broker.ts')
  db = await openTestDb()
  await makePlant({ db, clock })
  folder = mkdtempSync(join(tmpdir(), 'jidoka-mqtt-'))
  writeFileSync(join(folder, 'map.yaml'), mapping)
})
afterAll(async () => {
  await broker.kill()
  await db.close()
})
beforeEach(async () => {
  sources += 1
  await db.tx('ingest', (tx) => tx.exec('delete from measurement; delete from ingest_refusal'))
})
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})

type Given = { store?: Db; leaseMs?: number } & Partial<MqttSource>

function listen({ store = db, leaseMs = 15_000, ...given }: Given = {}): Connections {
  const source: MqttSource = {
    ...{ id: `line-${sources}`, site: plantSite, kind: 'mqtt', password: null },
    url: `mqtt://127.0.0.1:${broker.port}`,
    mapping: join(folder, 'map.yaml'),
    ...given,
  }
  const doors = { mqtt: async () => mqttDoor as Door, opcua: async () => mqttDoor as Door }
  const log = createLog('silent')
  const parts = {
    db: store,
    clock,
    holder: randomId('server'),
    log,
    dataDir: folder,
    doors,
    leaseMs,
  }
  const connections = startConnections(parts, [source])
  opened.push(connections.stop)
  return connections
}

const isConnected = (connections: Connections) =>
  vi.waitFor(() => expect(connections.status()[0]?.state).toBe('connected'), soon)

async function publisher(): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`)
  opened.push(() => client.endAsync(true))
  return client
}
const send = (client: MqttClient, at: number, value: unknown = at) =>
  client.publishAsync(
    'plant/CNC-01/telemetry',
    JSON.stringify({ ts: start + at * 1000, t: value }),
    { qos: 1 },
  )
const stored = () => numberOf(db, 'select count(*) as n from measurement')
const hasStored = (rows: number) => vi.waitFor(async () => expect(await stored()).toBe(rows), soon)

describe('a broker', () => {
  test('is listened to, and each bad message is kept with its reason', async () => {
    const connections = listen()
    await isConnected(connections)
    const client = await publisher()
    await send(client, 1)
    await client.publishAsync('plant/CNC-01/telemetry', '{broken', { qos: 1 })
    await client.publishAsync('plant/CNC-09/telemetry', `{"ts": ${start}, "t": 1}`, { qos: 1 })
    await client.publishAsync('plant/CNC-01/telemetry', `{"ts": ${start}, "x": 1}`, { qos: 1 })
    await send(client, 24 * 3600, 5)
    await send(client, 2, 'hot')
    await send(client, 3)
    await hasStored(2)
    const refused = await db.tx('read', (tx) => tx.orm.query.ingestRefusal.findMany())
    expect(refused.map(({ field, reason }) => `${field}: ${reason}`).toSorted()).toEqual([
      '(row): is not JSON',
      '(row): no signal of the mapping fits plant/CNC-01/telemetry/x; nearest: plant/{machine}/telemetry/t',
      expect.stringMatching(/^at: lies 72000 s in the future/),
      expect.stringMatching(/^tagId: unknown tag; nearest known: CNC-01.temperature/),
      expect.stringMatching(/^value: .*expected number/),
    ])
    await vi.waitFor(() =>
      expect(connections.status()).toMatchObject([
        { stored: 2, refused: 5, waiting: 0, unknownAddresses: 1, problem: null },
      ]),
    )
  })

  test('keeps what was sent while nobody listened', async () => {
    const first = listen()
    await isConnected(first)
    await first.stop()
    const client = await publisher()
    for (let at = 0; at < 20; at++) await send(client, at)
    expect(await stored()).toBe(0)
    listen()
    await hasStored(20)
  })

  test('sends again what was heard but not stored when its listener went', async () => {
    let asked = 0
    const away: Db = {
      ...db,
      tx: (role, work, options) => {
        if (options?.timeoutMs !== 300_000) return db.tx(role, work, options)
        asked += 1
        return Promise.reject(new Error('the store is away'))
      },
    }
    const first = listen({ store: away })
    await isConnected(first)
    const client = await publisher()
    for (let at = 0; at < 20; at++) await send(client, at)
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), soon)
    expect(first.status()).toMatchObject([{ stored: 0 }])
    await first.stop()
    expect(await stored()).toBe(0)
    listen()
    await hasStored(20)
  })

  test('may be killed and started again: its listener comes back by itself', async () => {
    const connections = listen()
    await isConnected(connections)
    await send(await publisher(), 1)
    await hasStored(1)
    await broker.kill()
    await vi.waitFor(
      () =>
        expect(connections.status()).toMatchObject([
          { state: 'connecting', problem: expect.any(String) },
        ]),
      soon,
    )
    expect(JSON.stringify(connections.status())).not.toContain('127.0.0.1')
    await broker.start()
    await isConnected(connections)
    await send(await publisher(), 2)
    await hasStored(2)
  })

  test('that asks for a password is listened to with the right one only', async () => {
    const guarded = await startPlantProcess('mqtt-broker.ts', 'jidoka', 'a-password')
    opened.push(guarded.kill)
    const login = { url: `mqtt://127.0.0.1:${guarded.port}`, username: 'jidoka' }
    const wrong = listen({ ...login, password: secret('no') })
    await vi.waitFor(() => expect(wrong.status()[0]?.problem).toMatch(/Not authorized/), soon)
    await wrong.stop()
    await isConnected(listen({ ...login, password: secret('a-password') }))
  })

  test('is listened to by one of two servers, and by the other once that one is gone', async () => {
    const first = listen({ leaseMs: 3_000 })
    await isConnected(first)
    const second = listen({ leaseMs: 3_000 })
    await vi.waitFor(() => expect(second.status()[0]?.state).toBe('elsewhere'), soon)
    await first.stop()
    await isConnected(second)
  })
})
