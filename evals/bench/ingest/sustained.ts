import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import mqtt, { type MqttClient } from 'mqtt'
import type { Principal } from '../../../base/principal.ts'
import type { Db } from '../../../store/index.ts'
import { askTool } from '../kpi/ask.ts'
import { percentile } from '../kpi/measure.ts'
import { questions } from '../kpi/questions.ts'
import { benchNow, siteId } from '../kpi/year.ts'
import { liveMachines, liveSite, tagsOfMachine } from './plant.ts'
import { post, type Stage } from './stage.ts'

/** 60,000 rows a minute: half by HTTP, half by MQTT in messages of twelve values. */
const httpRowsOfSecond = 500
const messagesOfSecond = 42
const rowsOfMessage = tagsOfMachine + 2
/** A machine changes its state after so many of its messages. */
const messagesOfState = 5

export type Sustained = {
  seconds: number
  sent: number
  /** Rows, pieces and states that are missing or too many; all zero when nothing was lost. */
  lost: { measurements: number; pieces: number; states: number }
  /** Milliseconds of KPI questions before and during the load. */
  idle: { p50: number; p95: number; runs: number }
  loaded: { p50: number; p95: number; runs: number }
  /** The longest time from the end of sending until all was stored. */
  drainS: number
}

const principal: Principal = {
  userId: 'bench',
  roles: [{ siteId, role: 'viewer' }],
  language: 'en',
}

/** Rows come over both doors, paced by the second, while KPI questions run one after the other. */
export async function sustain(stage: Stage, seconds: number): Promise<Sustained> {
  const idle = await askUntil(stage.db, rounds(3))
  const before = await totals(stage.db)
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${stage.broker.port}`)
  const fromMs = Date.now() - seconds * 1000
  const ending = new AbortController()
  const asking = askUntil(stage.db, () => ending.signal.aborted)
  await eachSecond(seconds, (second) =>
    Promise.all([sendHttp(stage, second, fromMs), sendMqtt(client, second, fromMs)]),
  )
  const expected = expectedTotals(seconds)
  const drained = performance.now()
  const found = await untilStored(stage.db, before, expected)
  const drainS = (performance.now() - drained) / 1000
  ending.abort()
  const loaded = await asking
  await client.endAsync()
  return {
    ...{ seconds, idle, loaded, drainS },
    sent: seconds * (httpRowsOfSecond + messagesOfSecond * rowsOfMessage),
    lost: {
      measurements: expected.measurements - found.measurements,
      pieces: expected.pieces - found.pieces,
      states: expected.states - found.states,
    },
  }
}

async function eachSecond(seconds: number, work: (second: number) => Promise<unknown>) {
  const began = performance.now()
  const running: Promise<unknown>[] = []
  for (let second = 0; second < seconds; second++) {
    running.push(work(second))
    await delay(Math.max(0, began + (second + 1) * 1000 - performance.now()))
  }
  await Promise.all(running)
}

/** Tags of the first machines over HTTP, the others by MQTT: no row comes by both. */
function sendHttp(stage: Stage, second: number, fromMs: number): Promise<unknown> {
  const lines = Array.from({ length: httpRowsOfSecond }, (_, at) => {
    const machine = liveMachines[Math.floor(at / tagsOfMachine) % httpMachines]
    const step = Math.floor(at / (tagsOfMachine * httpMachines))
    const time = new Date(fromMs + second * 1000 + step * 100).toISOString()
    return `{"tagId":"${machine}.t${at % tagsOfMachine}","at":"${time}","value":${second + at}}`
  })
  return post(stage, 'measurement', lines.join('\n'))
}

const httpMachines = 15
const mqttMachines = liveMachines.slice(httpMachines)

function sendMqtt(client: MqttClient, second: number, fromMs: number): Promise<unknown> {
  const messages = Array.from({ length: messagesOfSecond }, (_, at) => {
    const machine = mqttMachines[at % mqttMachines.length]
    const step = Math.floor(at / mqttMachines.length)
    const number = second * (messagesOfSecond / mqttMachines.length) + step
    const values = Array.from({ length: tagsOfMachine }, (_, tag) => [`t${tag}`, second + at + tag])
    const message = {
      ts: fromMs + second * 1000 + step * 250,
      ...Object.fromEntries(values),
      ...{ state: Math.floor(number / messagesOfState) % 2 === 0 ? 2 : 3, good: number },
    }
    return client.publishAsync(`live/${machine}`, JSON.stringify(message), { qos: 1 })
  })
  return Promise.all(messages)
}

const expectedTotals = (seconds: number) => {
  const messages = (seconds * messagesOfSecond) / mqttMachines.length
  return {
    measurements: seconds * (httpRowsOfSecond + messagesOfSecond * tagsOfMachine),
    pieces: mqttMachines.length * (messages - 1),
    states: mqttMachines.length * Math.ceil(messages / messagesOfState),
  }
}

type Totals = ReturnType<typeof expectedTotals>

async function totals(db: Db): Promise<Totals> {
  const [row] = await db.tx('read', (tx) =>
    tx.rows<Totals>(sql`
      select (select count(*)::int from measurement where site_id = ${liveSite}) as measurements,
        (select coalesce(sum(good), 0)::int from production_count where site_id = ${liveSite}) as pieces,
        (select count(*)::int from machine_state where site_id = ${liveSite}) as states`),
  )
  return row ?? { measurements: 0, pieces: 0, states: 0 }
}

const longestDrainMs = 60_000

/** A message's values, state and count are stored one after the other: all three must be there. */
async function untilStored(db: Db, before: Totals, expected: Totals): Promise<Totals> {
  const until = performance.now() + longestDrainMs
  for (;;) {
    const now = await totals(db)
    const found = {
      measurements: now.measurements - before.measurements,
      pieces: now.pieces - before.pieces,
      states: now.states - before.states,
    }
    const stored =
      found.measurements >= expected.measurements &&
      found.pieces >= expected.pieces &&
      found.states >= expected.states
    if (stored || performance.now() > until) return found
    await delay(100)
  }
}

async function askUntil(db: Db, isOver: () => boolean) {
  const spent: number[] = []
  for (let at = 0; at % questions.length !== 0 || !isOver(); at++) {
    const question = questions[at % questions.length]
    if (question === undefined) break
    const began = performance.now()
    await askTool({ db, principal, clock: () => benchNow }, question)
    spent.push(performance.now() - began)
  }
  return { p50: percentile(spent, 0.5), p95: percentile(spent, 0.95), runs: spent.length }
}

function rounds(count: number): () => boolean {
  let left = count
  return () => {
    left -= 1
    return left < 0
  }
}
