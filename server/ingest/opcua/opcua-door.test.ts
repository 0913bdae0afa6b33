/** The door on a real OPC UA server with simulated machines, which is a process of its own. */
import { cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { randomId } from '../../../base/ports.ts'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { type PlantProcess, startPlantProcess } from '../../../test/support/fake-plant.ts'
import { makePlant } from '../../../test/support/live-plant.ts'
import { expectedTotals } from '../../../test/support/simulated-totals.ts'
import { storedTotals } from '../../../test/support/stored-totals.ts'
import { createLog } from '../../log.ts'
import { secret } from '../../secret.ts'
import { type Connections, startConnections } from '../connections/connections.ts'
import type { Door } from '../connections/door.ts'
import type { OpcuaSource } from '../connections/settings.ts'
import { opcuaDoor } from './door.ts'

const machines = 'for: { m: [CNC-01, CNC-02] }'
const mapping = `
signals:
  - { at: "ns=1;s={m}.Temperature", measurement: "{m}.temperature", ${machines} }
  - at: "ns=1;s={m}.State"
    state: "{m}"
    values:
      "1": { state: idle, category: delay }
      "2": { state: execute, category: production }
      "3": { state: aborted, category: down }
    ${machines}
  - { at: "ns=1;s={m}.Good", counter: "{m}", product: P1, ${machines} }
`
const clock = () => new Date('2026-03-10T12:00:00Z')
const soon = { timeout: 30_000, interval: 50 }
let server: PlantProcess
let db: Db
let folder: string
let siteId = ''
let sites = 0
const opened: Connections[] = []

beforeAll(async () => {
  db = await openTestDb()
  folder = mkdtempSync(join(tmpdir(), 'jidoka-opcua-'))
  writeFileSync(join(folder, 'map.yaml'), mapping)
})
afterAll(() => db.close())
beforeEach(async () => {
  sites += 1
  siteId = `plant-${sites}`
  await makePlant({ db, clock }, siteId)
  server = await startPlantProcess('opcua-server.ts', '10')
})
afterEach(async () => {
  for (const connections of opened.splice(0)) await connections.stop()
  await server.kill()
})

function listen(given: Partial<OpcuaSource> = {}): Connections {
  const source: OpcuaSource = {
    ...{ id: 'cell', site: siteId, kind: 'opcua', password: null },
    url: `opc.tcp://127.0.0.1:${server.port}/plant`,
    mapping: join(folder, 'map.yaml'),
    security: { mode: 'none', policy: 'Basic256Sha256' },
    ...{ publishingMs: 50, samplingMs: 0, queueSize: 5_000, historyHours: 24 },
    ...given,
  }
  const doors = { opcua: async () => opcuaDoor as Door, mqtt: async () => opcuaDoor as Door }
  const log = createLog('silent')
  const parts = { db, clock, holder: randomId('server'), log, dataDir: folder, doors }
  const connections = startConnections(parts, [source])
  opened.push(connections)
  return connections
}

const isConnected = (connections: Connections) =>
  vi.waitFor(() => expect(connections.status()[0]?.state).toBe('connected'), soon)
const hasProblem = (connections: Connections, problem: string) =>
  vi.waitFor(() => expect(connections.status()[0]?.problem).toContain(problem), soon)
const hasAll = (ticks: number) =>
  vi.waitFor(
    async () => expect(await storedTotals(db, siteId)).toEqual(expectedTotals(ticks)),
    soon,
  )

/** The machines as they were heard from the first reading on. */
async function equalsFrom(first: number, ticks: number) {
  const { measurements, states, good } = await storedTotals(db, siteId)
  const all = expectedTotals(ticks)
  const before = expectedTotals(first + 1)
  expect(measurements).toBe(all.measurements - before.measurements + 2)
  expect(good).toBe(all.good - before.good)
  // The state that each of the two machines was in as it was first heard, and those after it.
  expect(states.length).toBe(all.states.length - before.states.length + 2)
}

describe('an OPC UA server', () => {
  test('is subscribed to: every change is stored, and states and counts follow', async () => {
    await isConnected(listen())
    await server.tell('200')
    await vi.waitFor(() => equalsFrom(9, 200), soon)
  })

  test('that was killed while its machines went on brings what is missing from its history', async () => {
    const connections = listen()
    await isConnected(connections)
    await server.tell('100')
    await vi.waitFor(() => equalsFrom(9, 100), soon)
    await server.kill()
    await vi.waitFor(() => expect(connections.status()[0]?.state).toBe('connecting'), soon)
    await server.start('300')
    await isConnected(connections)
    await server.tell('400')
    await hasAll(400)
  })

  test('brings what happened while nobody listened, once we are back', async () => {
    const first = listen()
    await isConnected(first)
    await server.tell('50')
    await vi.waitFor(() => equalsFrom(9, 50), soon)
    await first.stop()
    await server.tell('250')
    listen()
    await hasAll(250)
  })

  test('names a node that it does not have, and hears the others', async () => {
    const text = `${mapping}  - { at: "ns=1;s=CNC-01.Tmperature", measurement: CNC-01.vibration }\n`
    writeFileSync(join(folder, 'wrong.yaml'), text)
    await isConnected(listen({ mapping: join(folder, 'wrong.yaml') }))
    await server.tell('20')
    await vi.waitFor(() => equalsFrom(9, 20), soon)
    const refused = await db.tx('read', (tx) => tx.orm.query.ingestRefusal.findMany())
    expect(refused.filter((row) => row.siteId === siteId)).toMatchObject([
      { reason: 'the server has no node ns=1;s=CNC-01.Tmperature' },
    ])
  })

  test('is not spoken to until its certificate is trusted, then by a name and a password', async () => {
    const security = { mode: 'sign_and_encrypt', policy: 'Basic256Sha256' } as const
    const stranger = listen({ security })
    await hasProblem(stranger, 'is not trusted')
    await stranger.stop()
    const rejected = join(folder, 'opcua/rejected')
    const [file = ''] = readdirSync(rejected)
    cpSync(join(rejected, file), join(folder, 'server.pem'))
    const serverCertificate = join(folder, 'server.pem')
    const wrong = listen({
      security,
      serverCertificate,
      username: 'jidoka',
      password: secret('no'),
    })
    await hasProblem(wrong, 'refuses the user')
    await wrong.stop()
    await isConnected(
      listen({ security, serverCertificate, username: 'jidoka', password: secret('a-password') }),
    )
  })
})
