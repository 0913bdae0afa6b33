/**
 * `npm run bench -- alerts [--events 1000] [--minutes 10] [--storm 5000] [--chats 20] [--json]`
 *
 * The product as a process of its own on a PostgreSQL server, listening to an MQTT broker: from the
 * moment that a value over its limit is published until it shows on the phone of whoever is on call
 * (WeCom, played on loopback), events spread over some minutes while people chat; then a storm of so
 * many within ten seconds.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import mqtt from 'mqtt'
import { type Db, openServerStore } from '../../store/index.ts'
import { startPlantProcess } from '../../test/support/fake-plant.ts'
import { emptyFolder, type ServingJidoka, serveJidoka } from '../../test/support/jidoka.ts'
import { linkPhones, type Phones, startPhones } from '../../test/support/phones.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'
import { report } from '../report.ts'
import { addMachines, addRule, benchSite, onCallAt, putOnCall } from './alerts/plant.ts'
import { timesOf } from './kpi/measure.ts'

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '10' },
    storm: { type: 'string', default: '5000' },
    chats: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const [events, minutes, storm, chats] = [
  ...[options.events, options.minutes, options.storm, options.chats].map(Number),
] as [number, number, number, number]
const tell = (line: string) => process.stderr.write(`${line}\n`)
const stormMs = 10_000
/** What people read an answer for. */
const thinkMs = 30_000
const stormLines = 10
/** With fewer, so many events at once would be one site that stops. */
const linesAtLeast = 500
const stormMachines = 100
const tagsEach = Math.ceil(storm / stormMachines)

const mapping = `
signals:
  - at: "plant/{machine}/{tag}"
    measurement: "{machine}.{tag}"
topics:
  - topic: "plant/{machine}/{tag}"
`
const source = (port: number) => `
sources:
  - { id: line, site: ${benchSite}, kind: mqtt, url: "mqtt://127.0.0.1:${port}", mapping: map.yaml }
`

type Bench = {
  db: Db
  serving: ServingJidoka
  client: mqtt.MqttClient
  token: string
  phones: Phones
}

/** Each machine has one tag, and somebody on call. */
const placeOf = (tag: string): string => tag.replace(/\..*/, '')

const publish = ({ client }: Bench, tag: string, value: number) =>
  client.publishAsync(`plant/${tag.replace('.', '/')}`, String(value), { qos: 1 })

const counted = async (db: Db, statement: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await db.tx('read', (tx) => tx.rows<{ n: number }>(statement))
  return row?.n ?? 0
}

/** Settles when so many are there, or nothing more has come for ten seconds. */
async function settled(count: () => number | Promise<number>, wanted: number): Promise<number> {
  let [known, quiet] = [await count(), 0]
  while (known < wanted && quiet < 20) {
    await delay(500)
    const now = await count()
    quiet = now === known ? quiet + 1 : 0
    known = now
  }
  return known
}

/** Somebody who asks now and then, until it is over. */
async function chat(
  { serving, token }: Bench,
  { beginsMs, signal }: { beginsMs: number; signal: AbortSignal },
): Promise<number> {
  let answers = 0
  await delay(beginsMs, undefined, { signal }).catch(() => undefined)
  while (!signal.aborted) {
    const reply = await fetch(`${serving.url}/api/local/ask`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input: { question: 'What does EM7 do now?' } }),
      signal,
    }).catch(() => null)
    const said = (await reply?.text().catch(() => '')) ?? ''
    answers += said.includes('"result"') ? 1 : 0
    await delay(thinkMs, undefined, { signal }).catch(() => undefined)
  }
  return answers
}

async function spreadOut(bench: Bench, tags: string[]) {
  const chatting = new AbortController()
  const talks = Array.from({ length: chats }, (_, at) =>
    chat(bench, { beginsMs: (at / chats) * thinkMs, signal: chatting.signal }),
  )
  const published = new Map<string, number>()
  const gapMs = (minutes * 60_000) / tags.length
  const began = performance.now()
  for (const [at, tag] of tags.entries()) {
    await delay(Math.max(0, began + at * gapMs - performance.now()))
    published.set(tag, Date.now())
    await publish(bench, tag, 90)
  }
  await settled(bench.phones.count, tags.length)
  chatting.abort()
  const answers = (await Promise.all(talks)).reduce((sum, one) => sum + one, 0)
  const shown = bench.phones.firstAt()
  const spent = tags.flatMap((tag) => {
    const at = shown.get(placeOf(tag))
    return at === undefined ? [] : [at - (published.get(tag) ?? 0)]
  })
  const { p50, p95 } = timesOf(spent)
  return { event_p50_ms: p50, event_p95_ms: p95, told: spent.length, answers }
}

async function blow(bench: Bench, tags: string[]) {
  const mark = Date.now()
  const began = performance.now()
  await Promise.all(
    tags.map(async (tag, at) => {
      await delay((at / tags.length) * stormMs)
      await publish(bench, tag, 90)
    }),
  )
  tell(`the storm took ${Math.round(performance.now() - began)} ms to publish`)
  const recorded = sql`select count(*)::int as n from alert_event where subject like 'S%'`
  const found = await settled(() => counted(bench.db, recorded), tags.length)
  const settledS = (performance.now() - began) / 1000
  await delay(3_000)
  const most = bench.phones.mostSince(mark)
  return { storm_recorded: found, storm_most_messages: most, storm_settled_s: settledS }
}

/** Rules look for new tags once a minute. */
async function watching(db: Db, watches: number): Promise<void> {
  const count = () => counted(db, sql`select count(*)::int as n from alert_watch`)
  for (let waited = 0; (await count()) < watches && waited < 180; waited++) await delay(1_000)
  await delay(5_000)
}

async function run() {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const postgres = await startPostgresServer(native)
  const folder = await emptyFolder()
  const broker = await startPlantProcess('mqtt-broker.ts')
  const phones = await startPhones()
  const { db } = await openServerStore({ url: postgres.url })
  const lines = Math.max(events, linesAtLeast)
  const spread = { prefix: 'E', lines, machines: events, tags: 1 }
  const size = { prefix: 'S', lines: stormLines, machines: stormMachines, tags: tagsEach }
  const quiet = await addMachines(db, spread)
  await addRule(db, '*')
  const places = [
    ...quiet.map(placeOf),
    ...Array.from({ length: stormLines }, (_, at) => `SL${at}`),
  ]
  await putOnCall(db, places)
  await linkPhones(
    db,
    places.map((place) => ({ userId: onCallAt(place), phone: place })),
  )
  await writeFile(join(folder.path, 'map.yaml'), mapping)
  await writeFile(join(folder.path, 'jidoka.yaml'), source(broker.port) + phones.config)
  const env = { DATABASE_URL: postgres.url, ...phones.env }
  const serving = await serveJidoka(['--data', folder.path], { env })
  const token = (await readFile(join(folder.path, 'local-token'), 'utf8')).trim()
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`)
  const bench: Bench = { db, serving, client, token, phones }
  try {
    await watching(db, events)
    const told = await spreadOut(bench, quiet)
    // What is not there yet costs the questions of the people who chat nothing.
    const loud = (await addMachines(db, size)).slice(0, storm)
    await watching(db, events + storm)
    return { ...told, ...(await blow(bench, loud)) }
  } finally {
    await client.endAsync(true)
    await serving.stop()
    await broker.kill()
    await phones.close()
    await db.close()
    await postgres.stop()
    await folder.remove()
  }
}

const metrics = await run()
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(24)}${value}`)
report({
  name: 'alerts',
  cases: events + storm,
  metrics,
  targets: {
    event_p95_ms: { op: '<=', value: 2000 },
    told: { op: '==', value: events },
    storm_recorded: { op: '==', value: storm },
    storm_most_messages: { op: '<=', value: 5 },
  },
})
