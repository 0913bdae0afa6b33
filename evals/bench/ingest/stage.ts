/** Jidoka, a PostgreSQL server, a broker: each a process of its own on this machine. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Db, openServerStore } from '../../../store/index.ts'
import { type PlantProcess, startPlantProcess } from '../../../test/support/fake-plant.ts'
import {
  emptyFolder,
  runJidoka,
  type ServingJidoka,
  serveJidoka,
} from '../../../test/support/jidoka.ts'
import { makePlant } from '../../../test/support/live-plant.ts'
import { postgresBinaries, startPostgresServer } from '../../../test/support/postgres-server.ts'
import { liveSite, makeLivePlant } from './plant.ts'

export type Stage = {
  db: Db
  jidoka: ServingJidoka
  broker: PlantProcess
  cell: PlantProcess
  /** Of the HTTP door. */
  key: string
  close: () => Promise<void>
}

const mapping = `
signals:
  - { at: "live/{m}/t{n}", measurement: "{m}.t{n}" }
  - at: "live/{m}/state"
    state: "{m}"
    values:
      "2": { state: execute, category: production }
      "3": { state: held, category: delay }
  - { at: "live/{m}/good", counter: "{m}", product: P1 }
topics:
  - { topic: "live/{m}", time: /ts }
`

const opcua = `
signals:
  - at: "ns=1;s={m}.Temperature"
    measurement: "{m}.temperature"
    for: { m: [CNC-01, CNC-02] }
`

export async function openStage(): Promise<Stage> {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const postgres = await startPostgresServer(native)
  const { db } = await openServerStore({ url: postgres.url })
  await makeLivePlant({ db, clock: () => new Date() })
  await makePlant({ db, clock: () => new Date() }, 'cell')
  const broker = await startPlantProcess('mqtt-broker.ts')
  const cell = await startPlantProcess('opcua-server.ts', '1')
  const folder = await emptyFolder()
  await writeFile(join(folder.path, 'live.yaml'), mapping)
  const source = `{ id: broker, site: ${liveSite}, kind: mqtt, mapping: live.yaml, url: "mqtt://127.0.0.1:${broker.port}" }`
  await writeFile(join(folder.path, 'cell.yaml'), opcua)
  const quick = 'security: { mode: none }, samplingMs: 0, publishingMs: 100, queueSize: 50000'
  const machines = `{ id: cell, site: cell, kind: opcua, mapping: cell.yaml, url: "opc.tcp://127.0.0.1:${cell.port}/plant", ${quick} }`
  await writeFile(join(folder.path, 'jidoka.yaml'), `sources:\n  - ${source}\n  - ${machines}\n`)
  const env = { DATABASE_URL: postgres.url }
  const data = ['--data', folder.path]
  const streams = ['measurement', 'state_sample', 'counter_sample']
  const args = ['key', 'create', 'bench', '--site', liveSite, ...data]
  const made = await runJidoka([...args, ...streams.flatMap((name) => ['--stream', name])], { env })
  if (made.code !== 0) throw new Error(made.stderr)
  const jidoka = await serveJidoka(data, { env })
  return {
    ...{ db, jidoka, broker, cell, key: made.stdout.trim() },
    close: async () => {
      await jidoka.stop()
      await broker.kill()
      await cell.kill()
      await db.close()
      await postgres.stop()
      await folder.remove()
    },
  }
}

export type Reply = { read: number; written: number; duplicates: number; refusedRows: number }

/** Posts JSON lines, again when the door says that it is busy. */
export async function post({ jidoka, key }: Stage, stream: string, body: string): Promise<Reply> {
  for (;;) {
    const reply = await fetch(`${jidoka.url}/ingest/v1/${stream}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body,
    })
    if (reply.ok) return (await reply.json()) as Reply
    if (reply.status !== 429) throw new Error(`${reply.status}: ${await reply.text()}`)
    await reply.body?.cancel()
    const seconds = Number(reply.headers.get('retry-after') ?? 1)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}
