import { describe, expect, test } from 'vitest'
import { signalMapper } from '../signals/map-signals.ts'
import { parseSignalMappings } from '../signals/mapping.ts'
import { namespace, sparkplugHost } from './sparkplug.ts'
import {
  datatypes,
  decodePayload,
  encodePayload,
  type Metric,
  meantValue,
  type Payload,
} from './sparkplug-payload.ts'

const start = Date.parse('2026-03-10T08:00:00Z')
const second = (at: number) => new Date(start + at * 1000)
const metric = (
  name: string | null,
  value: Metric['value'],
  more: Partial<Metric> = {},
): Metric => ({
  ...{ name, alias: null, timestamp: start, datatype: datatypes.double, isNull: false, value },
  ...more,
})

describe('a Sparkplug B payload', () => {
  test('is read as it was written: every kind of value, types left to the birth', () => {
    const metrics = [
      metric('t', 41.5),
      metric('i', -7, { datatype: datatypes.int32, alias: 3 }),
      metric('l', 2 ** 40, { datatype: datatypes.int64 }),
      metric('b', true, { datatype: datatypes.boolean }),
      metric('s', '开', { datatype: datatypes.string }),
      metric('n', null, { isNull: true }),
    ]
    const payload: Payload = { timestamp: start, seq: 255, metrics }
    const read = decodePayload(encodePayload(payload))
    expect({ ...read, metrics: [] }).toEqual({ ...payload, metrics: [] })
    expect(read.metrics.map((one) => meantValue(one, null))).toEqual([
      ...[41.5, -7, 2 ** 40, true, '开', null],
    ])
    expect(meantValue(metric(null, 255, { datatype: null }), datatypes.int8)).toBe(-1)
    expect(meantValue(metric(null, 200, { datatype: datatypes.int16 }), null)).toBe(200)
  })

  /** By hand from the definition: seq 3, a metric "a" of type Int32 with the value 5. */
  test('is the one of the specification, byte by byte', () => {
    const bytes = Buffer.from('12070a01612003500518 03'.replaceAll(' ', ''), 'hex')
    expect(decodePayload(bytes)).toMatchObject({
      seq: 3,
      metrics: [{ name: 'a', datatype: 3, value: 5 }],
    })
  })

  test.each(['hello', '\x12\xff', '\x0a', '{"value": 1}'])('is not %j', (text) => {
    expect(() => decodePayload(Buffer.from(text, 'latin1'))).toThrow()
  })
})

const mapping = `
signals:
  - at: "plant/edge/{machine}/T"
    measurement: "{machine}.t"
  - at: "plant/edge/{machine}/State"
    state: "{machine}"
    values: { "2": { state: execute, category: production } }
    lost: { state: no_signal, category: delay }
`
const dataOf = (seq: number, metrics: Metric[], at = 0) =>
  encodePayload({ timestamp: start + at * 1000, seq, metrics })
const birth = (bdSeq = 0) => dataOf(0, [metric('bdSeq', bdSeq, { datatype: datatypes.int64 })])
const deviceBirth = (seq = 1) =>
  dataOf(seq, [
    metric('T', 40, { alias: 1 }),
    metric('State', 2, { alias: 2, datatype: datatypes.int32 }),
  ])

const deathOf = (bdSeq: number) =>
  encodePayload({
    timestamp: null,
    seq: null,
    metrics: [metric('bdSeq', bdSeq, { datatype: datatypes.int64 })],
  })

function host(remembered: unknown[] = []) {
  const made = sparkplugHost<string>(signalMapper(parseSignalMappings(mapping, 'm')), remembered)
  return {
    due: (at: number) => made.due(second(at)),
    hear: (topic: string, payload: Uint8Array, at = 0, token = topic) =>
      made.hear(`${namespace}/plant/${topic}`, payload, { token, receivedAt: second(at) }),
  }
}

describe('a host of edge nodes', () => {
  test('resolves the aliases of data by the birth of their device', () => {
    const { hear } = host()
    hear('NBIRTH/edge', birth())
    hear('DBIRTH/edge/CNC-01', deviceBirth())
    const [heard] = hear(
      'DDATA/edge/CNC-01',
      dataOf(2, [metric(null, 42, { alias: 1, datatype: null })]),
    )
    expect(heard?.mapped.rows.map(({ row }) => row)).toEqual([
      { tagId: 'CNC-01.t', at: new Date(start), value: 42, quality: 'good' },
    ])
  })

  test('keeps data whose birth it missed, asks for it, and loses nothing when it comes', () => {
    const { hear, due } = host()
    const data = dataOf(7, [metric(null, 42, { alias: 1 })])
    expect(hear('DDATA/edge/CNC-01', data, 0, 'first')).toEqual([])
    const { commands } = due(0)
    expect(commands.map(({ topic }) => topic)).toEqual([`${namespace}/plant/NCMD/edge`])
    expect(decodePayload(commands[0]?.payload ?? Buffer.of()).metrics).toMatchObject([
      { name: 'Node Control/Rebirth', value: true },
    ])
    hear('NBIRTH/edge', birth())
    const heard = hear('DBIRTH/edge/CNC-01', deviceBirth())
    expect(heard.map(({ token, mapped }) => `${token} ${mapped.rows.length}`)).toEqual([
      'DBIRTH/edge/CNC-01 2',
      'first 1',
    ])
  })

  test('knows after a restart what births said before it, and asks for new ones all the same', () => {
    const before = host()
    const births = [
      ...before.hear('NBIRTH/edge', birth(4)),
      ...before.hear('DBIRTH/edge/CNC-01', deviceBirth()),
    ].map(({ learned }) => (learned && 'birth' in learned ? learned.birth : null))
    const after = host(JSON.parse(JSON.stringify(births)))
    const [heard] = after.hear('DDATA/edge/CNC-01', dataOf(9, [metric(null, 42, { alias: 1 })]))
    expect(heard?.mapped.rows).toHaveLength(1)
    expect(after.due(0).commands).toHaveLength(1)
    const [dead] = after.hear('NDEATH/edge', deathOf(4), 60)
    expect(dead?.learned).toEqual({ gone: { group: 'plant', node: 'edge' } })
    expect(after.hear('DDATA/edge/CNC-01', dataOf(9, [metric(null, 1, { alias: 1 })]))).toEqual([])
  })

  test('refuses by name what no birth explains in time', () => {
    const { hear, due } = host()
    hear('DDATA/edge/CNC-01', dataOf(7, [metric(null, 42, { alias: 9 })]), 0, 'first')
    expect(due(599).heard).toEqual([])
    expect(due(600).heard).toMatchObject([
      { token: 'first', mapped: { unreadable: [{ reason: 'no birth has named the alias 9' }] } },
    ])
  })

  test('asks for a rebirth when a message is missing, not when it was overtaken or came twice', () => {
    const { hear, due } = host()
    const named = (seq: number) => dataOf(seq, [metric('T', seq)])
    hear('NBIRTH/edge', birth())
    for (const seq of [1, 3, 2, 2, 4]) hear('DDATA/edge/CNC-01', named(seq), 0)
    expect(due(60).commands).toEqual([])
    hear('DDATA/edge/CNC-01', named(6), 60)
    expect(due(61).commands).toEqual([])
    expect(due(62).commands).toHaveLength(1)
    expect(due(63).commands).toEqual([])
    expect(due(67).commands).toHaveLength(1)
    hear('NBIRTH/edge', birth(1), 70)
    expect(due(200).commands).toEqual([])
  })

  test('counts on from 255 to 0', () => {
    const { hear, due } = host()
    hear('NBIRTH/edge', birth())
    for (let seq = 1; seq < 600; seq++) hear('DDATA/edge/A', dataOf(seq % 256, [metric('T', 1)]))
    expect(due(60).commands).toEqual([])
  })

  test('loses the machines of a node that died, unless the death is of an earlier session', () => {
    const { hear } = host()
    hear('NBIRTH/edge', birth(4))
    hear('DBIRTH/edge/CNC-01', deviceBirth())
    expect(hear('NDEATH/edge', deathOf(3), 50)[0]?.mapped.rows).toEqual([])
    expect(hear('NDEATH/edge', deathOf(4), 60)[0]?.mapped.rows.map(({ row }) => row)).toEqual([
      {
        machineId: 'CNC-01',
        at: second(60),
        state: 'no_signal',
        category: 'delay',
        reasonId: null,
      },
    ])
    const [dead] = hear('DDEATH/edge/CNC-01', dataOf(2, [], 70), 71)
    expect(dead?.mapped.rows.map(({ row }) => row)).toMatchObject([{ at: second(70) }])
  })

  test('keeps a payload that is none, and passes over commands and states of hosts', () => {
    const { hear } = host()
    expect(hear('DDATA/edge/CNC-01', Buffer.from('not it'))[0]?.mapped.unreadable).toMatchObject([
      { reason: expect.stringContaining('is no Sparkplug B payload') },
    ])
    expect(hear('NCMD/edge', Buffer.from('x'))[0]?.mapped).toEqual({ rows: [], unreadable: [] })
  })
})

describe('an edge node that means harm, or is broken', () => {
  const say = (metrics: Metric[], seq = 1) => encodePayload({ timestamp: start, seq, metrics })
  const about = (token: number) => ({ token, receivedAt: second(0) })
  const bare = parseSignalMappings('signals: []', 'test')

  test('keeps no more in memory than its share, and nothing of another node is lost for it', () => {
    const host = sparkplugHost<number>(signalMapper(bare))
    const data = say(Array.from({ length: 1000 }, (_, alias) => metric(null, 1, { alias })))
    expect(
      host.hear(`${namespace}/g/NDATA/quiet`, say([metric(null, 1, { alias: 1 })]), about(0)),
    ).toEqual([])
    const heard = Array.from({ length: 21 }, (_, at) =>
      host.hear(`${namespace}/g/NDATA/loud`, data, about(at)),
    )
    expect(heard.map((given) => given.length)).toEqual([...Array(20).fill(0), 21])
    expect(heard.flat()[0]?.mapped.unreadable).toHaveLength(20)
    for (let at = 0; at < 11; at += 1) {
      for (let n = 0; n < 20; n += 1) host.hear(`${namespace}/g/NDATA/n${at}`, data, about(n))
    }
    expect(host.due(second(1)).heard).toHaveLength(40)
    expect(
      host.hear(`${namespace}/g/NBIRTH/quiet`, say([metric('t', 1, { alias: 1 })], 0), about(1)),
    ).toHaveLength(2)
  })

  test('is not followed where it makes up a name with each message, and is told of a hundred times', () => {
    const host = sparkplugHost<number>(signalMapper(bare))
    const told = Array.from({ length: 20_300 }, (_, at) =>
      host.hear(`${namespace}/g/DBIRTH/n/d${at}`, say([]), about(at)),
    ).filter(([heard]) => (heard?.mapped.unreadable.length ?? 0) > 0)
    expect(told).toHaveLength(100)
    expect(told[0]?.[0]?.mapped.unreadable).toMatchObject([
      { reason: expect.stringContaining('20000') },
    ])
  })

  test('is refused where it sends metrics without end, or a name without end', () => {
    const host = sparkplugHost<number>(signalMapper(bare))
    const many = Buffer.alloc(400_000)
    for (let at = 0; at < many.length; at += 2) many[at] = 0x12
    const reasonOf = (payload: Uint8Array) =>
      host.hear(`${namespace}/g/NBIRTH/n`, payload, about(0))[0]?.mapped.unreadable[0]?.reason
    expect(reasonOf(many)).toContain('more than 100000 metrics')
    expect(reasonOf(say([metric('x'.repeat(70_000), 1)]))).toContain('longer than 500')
  })
})
