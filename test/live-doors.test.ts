/**
 * Machines that report by MQTT (Sparkplug B) and by OPC UA, while the broker, the OPC UA server and
 * Jidoka itself are killed in turn; messages come twice, out of order and an hour late. Afterwards
 * every figure is what plain counting says.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { seeded } from '../base/random.ts'
import { openFolderStore } from '../store/index.ts'
import { fillTestFolder } from '../store/test-db.ts'
import { type PlantProcess, startPlantProcess } from './support/fake-plant.ts'
import { emptyFolder, type ServingJidoka, serveJidoka } from './support/jidoka.ts'
import { makePlant } from './support/live-plant.ts'
import { machineIds } from './support/simulated-machines.ts'
import { expectedTotals } from './support/simulated-totals.ts'
import { openEdge, type TickOfMachine } from './support/sparkplug-edge.ts'
import { storedTotals } from './support/stored-totals.ts'

const hour = 3_600
const ticks = 2 * hour
const opcTicks = 1_200
const soon = { timeout: 120_000, interval: 200 }
const inOrder = { timeout: 600_000 }

const states = `
    values:
      "1": { state: idle, category: delay }
      "2": { state: execute, category: production }
      "3": { state: aborted, category: down }`
const sparkplug = `
signals:
  - { at: "plant/edge/{m}/Temperature", measurement: "{m}.temperature" }
  - at: "plant/edge/{m}/State"
    state: "{m}"${states}
  - { at: "plant/edge/{m}/Good", counter: "{m}", product: P1 }
`
const machines = 'for: { m: [CNC-01, CNC-02] }'
const opcua = `
signals:
  - { at: "ns=1;s={m}.Temperature", measurement: "{m}.temperature", ${machines} }
  - at: "ns=1;s={m}.State"
    state: "{m}"${states}
    ${machines}
  - { at: "ns=1;s={m}.Good", counter: "{m}", product: P1, ${machines} }
`

let folder: Awaited<ReturnType<typeof emptyFolder>>
let broker: PlantProcess
let cell: PlantProcess
let jidoka: ServingJidoka

beforeAll(async () => {
  const startMs = Date.now() - (ticks + hour) * 1000
  process.env.JIDOKA_TEST_FIRST_TICK = new Date(startMs - (startMs % 1000)).toISOString()
  folder = await emptyFolder()
  await fillTestFolder(folder.path)
  broker = await startPlantProcess('mqtt-broker.ts')
  cell = await startPlantProcess('opcua-server.ts', '1')
  const { db } = await openFolderStore(folder.path)
  for (const site of ['mqtt', 'cell']) await makePlant({ db, clock: () => new Date() }, site)
  await db.close()
  await writeFile(join(folder.path, 'sparkplug.yaml'), sparkplug)
  await writeFile(join(folder.path, 'opcua.yaml'), opcua)
  await writeFile(join(folder.path, 'jidoka.yaml'), config())
  jidoka = await serveJidoka(['--data', folder.path])
  await isConnected()
}, 180_000)

afterAll(async () => {
  await jidoka?.kill()
  await broker?.kill()
  await cell?.kill()
  await folder?.remove()
})

const config = () => `
sources:
  - id: edge
    site: mqtt
    kind: mqtt
    url: mqtt://127.0.0.1:${broker.port}
    mapping: sparkplug.yaml
    sparkplug: { groups: [plant], host: jidoka }
  - id: cell
    site: cell
    kind: opcua
    url: opc.tcp://127.0.0.1:${cell.port}/plant
    mapping: opcua.yaml
    security: { mode: none }
    samplingMs: 0
    publishingMs: 100
    queueSize: 10000
`

type Status = {
  connections: { id: string; state: string; waiting: number }[]
  feeds: { site: string; source: string; stream: string; rows: number; refused: number }[]
}

const status = async (): Promise<Status> => (await fetch(`${jidoka.url}/status`)).json() as never

const isConnected = () =>
  vi.waitFor(async () => {
    const { connections } = await status()
    expect(connections.map(({ state }) => state)).toEqual(['connected', 'connected'])
  }, soon)

const measurementsOf = ({ feeds }: Status, site: string): number =>
  feeds.find((feed) => feed.site === site && feed.stream === 'measurement')?.rows ?? 0

/** At least so many; there is more to come. */
const hasSome = (site: string, rows: number) =>
  vi.waitFor(
    async () => expect(measurementsOf(await status(), site)).toBeGreaterThanOrEqual(rows),
    { ...soon, interval: 5 },
  )

const hasRows = (site: string, rows: number) =>
  vi.waitFor(async () => {
    const now = await status()
    expect(measurementsOf(now, site)).toBe(rows)
    expect(now.connections.map(({ waiting }) => waiting)).toEqual([0, 0])
  }, soon)

const random = seeded(5)
const late = (tick: number) => tick >= 600 && tick < 900

/** Ticks as a bad network brings them: a tenth twice, a tenth out of place. */
function disordered(from: number, to: number): TickOfMachine[] {
  const all = Array.from({ length: to - from }, (_, at) => from + at)
    .filter((tick) => !late(tick))
    .flatMap((tick) => machineIds.map((machineId) => ({ machineId, tick })))
  const twice = all.flatMap((one) => (random() < 0.1 ? [one, one] : [one]))
  return twice
    .map((one, place) => ({ one, place: random() < 0.1 ? place + 40 * random() : place }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

test('machines report by MQTT, some messages twice, some late', inOrder, async () => {
  const edge = await openEdge(broker.port)
  await edge.send(disordered(0, 1_800))
  await cell.tell('300')
  await hasRows('mqtt', 2 * (1_800 - 300))
  await edge.close()
})

test('the broker is killed: what it forgot, the edge node sends again', inOrder, async () => {
  const edge = await openEdge(broker.port)
  const part = disordered(1_800, 3_600)
  edge.send(part).catch(() => undefined)
  await hasSome('mqtt', 2 * (1_800 - 300) + 1)
  await broker.kill()
  await edge.close()
  await broker.start()
  await isConnected()
  const again = await openEdge(broker.port)
  await again.send(part)
  await hasRows('mqtt', 2 * (3_600 - 300))
  await again.close()
})

test(
  'Jidoka is killed: the broker keeps what was not stored, and births are asked for',
  inOrder,
  async () => {
    const edge = await openEdge(broker.port)
    const sent = edge.send(disordered(3_600, 5_400))
    await hasSome('mqtt', 2 * (3_600 - 300) + 1)
    await jidoka.kill()
    await sent
    await cell.tell('600')
    jidoka = await serveJidoka(['--data', folder.path])
    await isConnected()
    await hasRows('mqtt', 2 * (5_400 - 300))
    await edge.send(disordered(5_400, ticks))
    await hasRows('mqtt', 2 * (ticks - 300))
    await edge.close()
  },
)

test('an hour that was held back comes late', inOrder, async () => {
  const edge = await openEdge(broker.port)
  const held = Array.from({ length: 300 }, (_, at) => 600 + at)
  await edge.send(held.flatMap((tick) => machineIds.map((machineId) => ({ machineId, tick }))))
  await hasRows('mqtt', 2 * ticks)
  await edge.close()
})

test('the OPC UA server is killed while its machines run on', inOrder, async () => {
  await cell.kill()
  await cell.start('900')
  await isConnected()
  await cell.tell(String(opcTicks))
  await hasRows('cell', 2 * opcTicks)
})

test('every figure is exact, and no row was refused', inOrder, async () => {
  const { feeds } = await status()
  expect(feeds.filter(({ refused }) => refused > 0)).toEqual([])
  expect(await jidoka.stop()).toBe(0)
  const { db } = await openFolderStore(folder.path)
  try {
    expect(await storedTotals(db, 'mqtt')).toEqual(expectedTotals(ticks))
    expect(await storedTotals(db, 'cell')).toEqual(expectedTotals(opcTicks))
  } finally {
    await db.close()
  }
})
