/** Readings of a thermometer, one of them wrong, as each door of the plant hears them. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { DataType, DataValue, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client'
import type { IngestDeps } from '../../factory/index.ts'
import { onError } from '../http/errors.ts'
import { createLog } from '../log.ts'
import { importFile, parseMapping } from './files/index.ts'
import { createIngestKey, ingestRoutes } from './http/index.ts'
import { jsonTopics } from './mqtt/json-topics.ts'
import { namespace, sparkplugHost } from './mqtt/sparkplug.ts'
import { datatypes, encodePayload } from './mqtt/sparkplug-payload.ts'
import { signalOf } from './opcua/values.ts'
import { openBatcher } from './signals/batcher.ts'
import { signalMapper } from './signals/map-signals.ts'
import { parseSignalMappings } from './signals/mapping.ts'
import type { MappedRows } from './signals/signal.ts'

export type Reading = { machine: string; at: string; value: number }
export type Sent = 'garbage' | Reading
export type Plant = IngestDeps & { siteId: string; folder: string }
export type Send = (plant: Plant, sent: readonly Sent[]) => Promise<void>

const text = (value: number): string => String(value)
const dated = (at: string): number => Date.parse(at)

export const csvOf = (sent: readonly Sent[]): string =>
  [
    '测点,时间,数值',
    ...sent.map((one) =>
      one === 'garbage' ? 'garbage' : `${one.machine}.temperature,${one.at},${text(one.value)}`,
    ),
  ].join('\n')

export const fileMapping = (site: string) =>
  parseMapping(
    `
site: ${site}
source: door
files:
  - match: readings.csv
    outputs:
      - stream: measurement
        row: { tagId: 测点, at: { column: 时间, date: iso }, value: { column: 数值, number: true } }
`,
    'map.yaml',
  )

export const byFile: Send = async ({ siteId, folder, ...deps }, sent) => {
  const path = join(folder, 'readings.csv')
  await writeFile(path, csvOf(sent))
  await importFile(deps, {
    ...{ path, mapping: fileMapping(siteId), refusalsPath: `${path}.refused.csv` },
  })
}

const jsonOf = ({ machine, at, value }: Reading): string => {
  const number = value === Number.POSITIVE_INFINITY ? '1e999' : text(value)
  return `{"tagId":"${machine}.temperature","at":"${at}","value":${number}}`
}

export const byHttp: Send = async ({ siteId, db, clock }, sent) => {
  const request = { siteId, label: 'x', source: 'door', streams: ['measurement' as const], days: 1 }
  const { key } = await createIngestKey(
    { db, clock, newId: (kind) => `${kind}-${siteId}` },
    request,
  )
  const lines = sent.map((one) => (one === 'garbage' ? '{garbage' : jsonOf(one)))
  await postLines({ db, clock }, { key, lines })
}

type Post = { key: string; lines: readonly string[] }

export const postLines = (deps: IngestDeps, { key, lines }: Post) =>
  new Hono()
    .onError(onError(createLog('silent')))
    .route('/', ingestRoutes(deps))
    .request('/measurement', {
      method: 'POST',
      body: lines.join('\n'),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    })

const mappings = parseSignalMappings(
  `
signals:
  - at: "plant/{machine}/telemetry/t"
    measurement: "{machine}.temperature"
  - at: "plant/edge/{machine}/T"
    measurement: "{machine}.temperature"
  - at: "ns=1;s={machine}.Temperature"
    measurement: "{machine}.temperature"
topics:
  - topic: "plant/{machine}/telemetry"
    time: /ts
`,
  'map.yaml',
)

async function store({ siteId, ...deps }: Plant, mapped: readonly MappedRows[]): Promise<void> {
  const { signal } = new AbortController()
  const quiet = { onFailure: () => undefined, onStored: () => undefined, lingerMs: 0 }
  const batcher = openBatcher(deps, { siteId, source: 'door', signal, ...quiet })
  await Promise.all(mapped.map((rows) => batcher.add(rows)))
}

export const byMqttJson: Send = async (plant, sent) => {
  const { hear } = jsonTopics(mappings)
  const { rowsOf } = signalMapper(mappings)
  const heard = sent.map((one) => {
    const machine = one === 'garbage' ? 'CNC-01' : one.machine
    const body = one === 'garbage' ? '{garbage' : jsonOf(one).replace('"value"', '"t"')
    const payload = Buffer.from(body.replace(/"tagId":[^,]*,"at":/, '"ts":'))
    const topic = `plant/${machine}/telemetry`
    return hear({ topic, payload, receivedAt: plant.clock() })
  })
  await store(
    plant,
    heard.flatMap((one) => {
      if (one === null) return []
      const { rows, unreadable } = rowsOf(one.signals)
      return [{ rows, unreadable: [...unreadable, ...one.unreadable] }]
    }),
  )
}

export const bySparkplug: Send = async (plant, sent) => {
  const host = sparkplugHost<null>(signalMapper(mappings), [])
  let seq = 0
  const hear = (topic: string, payload: Uint8Array) =>
    host.hear(`${namespace}/plant/${topic}`, payload, { token: null, receivedAt: plant.clock() })
  const payload = (name: string, at: number, value: number) =>
    encodePayload({
      ...{ timestamp: at, seq: seq++ },
      metrics: [
        { name, value, alias: null, timestamp: at, isNull: false, datatype: datatypes.double },
      ],
    })
  const heard = [...hear('NBIRTH/edge', payload('bdSeq', dated('2026-03-10T08:00Z'), 0))]
  for (const one of sent) {
    // Each device is born with its first reading: it counts like those after it.
    if (one === 'garbage') heard.push(...hear('DDATA/edge/CNC-01', Buffer.from('garbage')))
    else heard.push(...hear(`DBIRTH/edge/${one.machine}`, payload('T', dated(one.at), one.value)))
  }
  await store(
    plant,
    heard.map(({ mapped: { rows, unreadable } }) => ({
      rows,
      unreadable: unreadable.filter(({ position }) => position?.endsWith('bdSeq') !== true),
    })),
  )
}

export const byOpcua: Send = async (plant, sent) => {
  const signals = sent.map((one) => {
    const { machine, at, value } =
      one === 'garbage' ? { machine: 'CNC-01', at: '2026-03-10T08:05:00Z', value: [1, 2] } : one
    const arrayType = Array.isArray(value) ? VariantArrayType.Array : VariantArrayType.Scalar
    const heard = new DataValue({
      value: new Variant({ dataType: DataType.Double, arrayType, value }),
      sourceTimestamp: new Date(at),
      statusCode: StatusCodes.Good,
    })
    return signalOf(`ns=1;s=${machine}.Temperature`, heard, plant.clock())
  })
  await store(plant, [signalMapper(mappings).rowsOf(signals)])
}
