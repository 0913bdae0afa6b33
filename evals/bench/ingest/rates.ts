import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import mqtt from 'mqtt'
import type { Db } from '../../../store/index.ts'
import { liveSite, measurementLines, sample, tagsOfMachine } from './plant.ts'
import { post, type Stage } from './stage.ts'

const senders = 4
const linesOfBody = 20_000

/** The same rows by COPY from a file of the server: the fastest that it can do. */
export async function copyRate(db: Db, rows: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-copy-'))
  await chmod(folder, 0o777)
  const file = join(folder, 'rows.csv')
  const run = (statement: string) =>
    db.tx('owner', (tx) => tx.exec(statement), { timeoutMs: 300_000 })
  await run(`copy (select * from measurement limit ${rows}) to '${file}' (format csv)`)
  await run('create table copied (like measurement including all)')
  const began = performance.now()
  await run(`copy copied from '${file}' (format csv)`)
  const ms = performance.now() - began
  await run('drop table copied')
  await rm(folder, { recursive: true })
  return (rows / ms) * 1000
}

/** Bodies made beforehand, so that only the door is measured. */
export async function httpRate(stage: Stage, rows: number): Promise<number> {
  const startMs = Date.now() - 86_400_000
  const bodies = Array.from({ length: Math.ceil(rows / linesOfBody) }, (_, at) =>
    measurementLines(at * linesOfBody, Math.min(rows, (at + 1) * linesOfBody), startMs),
  )
  const began = performance.now()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
        await post(stage, 'measurement', body)
      }
    }),
  )
  return (rows / (performance.now() - began)) * 1000
}

/** Messages of ten values each, at QoS 1, until the last one is stored. */
export async function mqttRate(stage: Stage, rows: number): Promise<number> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${stage.broker.port}`)
  const startMs = Date.now() - 86_400_000
  const messages = Array.from({ length: rows / tagsOfMachine }, (_, at) =>
    messageOf(at * tagsOfMachine, startMs),
  )
  const before = await measurements(stage.db, liveSite)
  const began = performance.now()
  for (let at = 0; at < messages.length; at += 500) {
    const part = messages.slice(at, at + 500)
    await Promise.all(part.map(({ topic, body }) => client.publishAsync(topic, body, { qos: 1 })))
  }
  while ((await measurements(stage.db, liveSite)) < before + rows) {
    await delay(20)
  }
  const rate = (rows / (performance.now() - began)) * 1000
  await client.endAsync()
  return rate
}

/** All tags of one machine at one instant. */
function messageOf(first: number, startMs: number, everyMs = 100) {
  const { machine, at } = sample(first, startMs, everyMs)
  const values = Array.from({ length: tagsOfMachine }, (_, tag) => [
    `t${tag}`,
    sample(first + tag, startMs, everyMs).value,
  ])
  return {
    topic: `live/${machine}`,
    body: JSON.stringify({ ts: at, ...Object.fromEntries(values) }),
  }
}

/** Machines that change as fast as the server can say it, until the last change is stored. */
export async function opcuaRate({ db, cell }: Stage, ticks: number): Promise<number> {
  while ((await measurements(db, 'cell')) < 2) await delay(20)
  const began = performance.now()
  await cell.tell(String(ticks))
  while ((await measurements(db, 'cell')) < 2 * ticks) await delay(20)
  return ((2 * ticks) / (performance.now() - began)) * 1000
}

async function measurements(db: Db, site: string): Promise<number> {
  const [row] = await db.tx('read', (tx) =>
    tx.rows<{ n: number }>(sql`select coalesce(sum(rows), 0)::int as n from ingest_source
      where site_id = ${site} and stream = 'measurement'`),
  )
  return row?.n ?? 0
}
