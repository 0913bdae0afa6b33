import { describe, expect, test } from 'vitest'
import { parseSignalMappings } from '../signals/mapping.ts'
import { jsonTopics } from './json-topics.ts'

const topics = jsonTopics(
  parseSignalMappings(
    `
topics:
  - topic: "plant/{machine}/telemetry"
    time: /ts
  - topic: "plant/{machine}/value"
  - topic: "mes/{machine}/count"
    time: /t
    stream: production_count
    row: { machineId: "{machine}", at: $time, productId: /part/no, good: /ok, scrap: 0, sourceKey: /id }
`,
    'm',
  ),
)
const receivedAt = new Date('2026-03-10T08:00:00Z')
const hear = (topic: string, body: string) =>
  topics.hear({ topic, payload: Buffer.from(body), receivedAt })

describe('JSON topics', () => {
  test('are subscribed to with a plus for each name', () => {
    expect(topics.filters).toEqual(['plant/+/telemetry', 'plant/+/value', 'mes/+/count'])
  })

  test('refuse a field whose address is longer than any, however many values lie below it', () => {
    const list = Array.from({ length: 9_000 }, () => 0)
    expect(
      hear('plant/CNC-01/telemetry', JSON.stringify({ ts: 1, ['k'.repeat(500_000)]: list })),
    ).toMatchObject({
      signals: [],
      unreadable: [{ reason: 'has a field whose address is longer than 500 characters' }],
    })
  })

  test('make every value of an object a signal at the time of the message', () => {
    const body = '{"ts": 1773129600, "t": 41.5, "axis": {"x": 1, "on": true}, "list": [7]}'
    expect(hear('plant/CNC-01/telemetry', body)?.signals).toMatchObject([
      { address: 'plant/CNC-01/telemetry/t', value: 41.5, at: receivedAt },
      { address: 'plant/CNC-01/telemetry/axis/x', value: 1 },
      { address: 'plant/CNC-01/telemetry/axis/on', value: true },
      { address: 'plant/CNC-01/telemetry/list/0', value: 7 },
    ])
  })

  test.each([
    ['1773129600123', '2026-03-10T08:00:00.123Z'],
    ['1773129600', '2026-03-10T08:00:00.000Z'],
    ['"2026-03-10T16:00:00+08:00"', '2026-03-10T08:00:00.000Z'],
  ])('read %s as a time', (ts, iso) => {
    const heard = hear('plant/CNC-01/telemetry', `{"ts": ${ts}, "t": 1}`)
    expect(heard?.signals[0]?.at.toISOString()).toBe(iso)
  })

  test('take a bare value at the time of its receipt', () => {
    expect(hear('plant/CNC-01/value', '17')?.signals).toEqual([
      { address: 'plant/CNC-01/value', at: receivedAt, value: 17, quality: 'good' },
    ])
  })

  test('make a row of a message by pointers, names and constants', () => {
    const body = '{"t": 1773129600, "part": {"no": "P1"}, "ok": 5, "id": "c-1"}'
    expect(hear('mes/CNC-01/count', body)?.rows.map(({ row }) => row)).toEqual([
      ...[
        {
          machineId: 'CNC-01',
          at: receivedAt,
          productId: 'P1',
          good: 5,
          scrap: 0,
          sourceKey: 'c-1',
        },
      ],
    ])
  })

  test.each([
    ['no json', 'is not JSON'],
    ['{"t": 1, "ts": NaN}', 'is not JSON'],
    ['{"t": 1}', 'has no instant at /ts'],
    ['{"ts": "2026-03-10 16:00", "t": 1}', 'has no instant at /ts'],
    [`"${'x'.repeat(1024 * 1024)}"`, 'is larger than'],
    [`{"ts": 1, "v": [${'1,'.repeat(10_001)}1]}`, 'more than 10000 values'],
  ])('keep %.20s with its reason', (body, reason) => {
    expect(hear('plant/CNC-01/telemetry', body)?.unreadable).toMatchObject([
      { reason: expect.stringContaining(reason) },
    ])
  })

  test('know nothing of other topics', () => {
    expect(hear('plant/CNC-01/other', '1')).toBeNull()
    expect(hear('plant/a/b/value', '1')).toBeNull()
  })
})
