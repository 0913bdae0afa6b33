/** An edge node that publishes simulated machines, and answers when it is asked to be born again. */
import mqtt, { type MqttClient } from 'mqtt'
import { PbfWriter } from 'pbf'
import { type MachineTick, machineHistory, machineIds, tickTime } from './simulated-machines.ts'

export type TickOfMachine = { machineId: string; tick: number }

export type Edge = {
  /** Publishes the ticks in this order; settles when the broker has taken them all. */
  send: (ticks: readonly TickOfMachine[]) => Promise<void>
  close: () => Promise<void>
}

const topic = (type: string, device?: string) =>
  `spBv1.0/plant/${type}/edge${device === undefined ? '' : `/${device}`}`

const mostTicks = 100_000

/** Connects to a broker of this machine, and is born. */
export async function openEdge(port: number): Promise<Edge> {
  const histories = new Map(machineIds.map((id) => [id, machineHistory(id, mostTicks)]))
  const valueAt = (machineId: string, tick: number): MachineTick => {
    const value = histories.get(machineId)?.[tick]
    if (value === undefined) throw new Error(`${machineId} has no tick ${tick}`)
    return value
  }
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 })
  let newest = 0
  let seq = 0
  const publish = (type: string, device: string | undefined, metrics: Metric[]) => {
    const timestamp = tickTime(newest).getTime()
    const payload = encode(timestamp, seq % 256, metrics)
    seq += 1
    return client.publishAsync(topic(type, device), payload, { qos: 1 })
  }
  const beBorn = async () => {
    seq = 0
    await publish('NBIRTH', undefined, [
      { name: 'bdSeq', alias: 100, at: null, type: int64, value: 0 },
    ])
    for (const id of machineIds) {
      await publish('DBIRTH', id, metricsOf(valueAt(id, newest), newest, 'named'))
    }
  }
  await onRebirth(client, beBorn)
  await beBorn()
  return {
    send: async (ticks) => {
      for (const batch of chunks(ticks, 200)) {
        await Promise.all(
          batch.map(({ machineId, tick }) => {
            newest = Math.max(newest, tick)
            return publish('DDATA', machineId, metricsOf(valueAt(machineId, tick), tick, 'aliased'))
          }),
        )
      }
    },
    close: async () => client.endAsync(true),
  }
}

async function onRebirth(client: MqttClient, beBorn: () => Promise<void>): Promise<void> {
  client.on('error', () => undefined)
  client.on('message', () => void beBorn().catch(() => undefined))
  await client.subscribeAsync(topic('NCMD'), { qos: 0 })
}

/** Data types of the specification: Int32, Int64, Double. */
const int32 = 3
const int64 = 4
const double = 10

type Metric = { name: string | null; alias: number; at: number | null; type: number; value: number }

/** Data name their metrics by the aliases of the birth alone. */
function metricsOf(value: MachineTick, tick: number, as: 'named' | 'aliased'): Metric[] {
  const at = tickTime(tick).getTime()
  const kinds = [
    ['Temperature', value.temperature, double],
    ['State', value.state, int32],
    ['Good', value.good, int64],
  ] as const
  return kinds.map(([name, number, type], alias) => ({
    ...{ name: as === 'named' ? name : null, alias: alias + 1, at, type, value: number },
  }))
}

/** Written here anew, so that the reader is not tested by its own writer. */
function encode(timestamp: number, seq: number, metrics: Metric[]): Buffer {
  const payload = new PbfWriter()
  payload.writeVarintField(1, timestamp)
  for (const metric of metrics) payload.writeMessage(2, writeMetric, metric)
  payload.writeVarintField(3, seq)
  return Buffer.from(payload.finish())
}

function writeMetric({ name, alias, at, type, value }: Metric, writer: PbfWriter): void {
  if (name !== null) writer.writeStringField(1, name)
  writer.writeVarintField(2, alias)
  if (at !== null) writer.writeVarintField(3, at)
  writer.writeVarintField(4, type)
  if (type === int32) writer.writeVarintField(10, value)
  else if (type === int64) writer.writeVarintField(11, value)
  else writer.writeDoubleField(13, value)
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size))
}
