import { expect, it } from 'vitest'
import { dateReader } from './date-format.ts'

it.each([
  {
    format: 'dd/MM/yyyy HH:mm',
    zone: 'UTC',
    text: '03/01/2015 07:00',
    instant: '2015-01-03T07:00:00.000Z',
  },
  { format: 'M/d/yy H:mm', zone: 'UTC', text: '4/6/16 14:00', instant: '2016-04-06T14:00:00.000Z' },
  {
    format: 'M/d/yy H:mm',
    zone: 'UTC',
    text: '12/31/99 23:59',
    instant: '1999-12-31T23:59:00.000Z',
  },
  {
    format: 'yyyy年M月d日',
    zone: 'Asia/Shanghai',
    text: '2026年3月1日',
    instant: '2026-02-28T16:00:00.000Z',
  },
  {
    format: 'yyyyMMddTHHmmss',
    zone: 'Asia/Shanghai',
    text: '20260301T080000',
    instant: '2026-03-01T00:00:00.000Z',
  },
  {
    format: 'iso',
    zone: 'Asia/Shanghai',
    text: '2026-03-01 08:00',
    instant: '2026-03-01T00:00:00.000Z',
  },
  {
    format: 'iso',
    zone: 'Asia/Shanghai',
    text: '2026-03-01T08:00:00+01:00',
    instant: '2026-03-01T07:00:00.000Z',
  },
  { format: 'iso', zone: 'UTC', text: '2026-03-01', instant: '2026-03-01T00:00:00.000Z' },
  {
    format: 'iso',
    zone: 'Europe/Berlin',
    text: '2026-03-29T01:59',
    instant: '2026-03-29T00:59:00.000Z',
  },
  {
    format: 'iso',
    zone: 'Europe/Berlin',
    text: '2026-03-29T03:00',
    instant: '2026-03-29T01:00:00.000Z',
  },
  {
    format: 'iso',
    zone: 'Europe/Berlin',
    text: '2026-10-25T04:00',
    instant: '2026-10-25T03:00:00.000Z',
  },
])('reads $format in $zone: $text', ({ format, zone, text, instant }) => {
  expect(dateReader(format, zone)(text)?.toISOString()).toBe(instant)
})

it.each([
  ['dd/MM/yyyy', '31/02/2015'],
  ['dd/MM/yyyy', '2015-02-01'],
  ['dd/MM/yyyy', '01/13/2015'],
  ['M/d/yy H:mm', '4/6/16 24:00'],
  ['iso', '2026-3-1'],
  ['iso', 'yesterday'],
])('does not read %s: %s', (format, text) => {
  expect(dateReader(format, 'UTC')(text)).toBeNull()
})

it('names what it does not know', () => {
  expect(() => dateReader('DD/MM/YYYY', 'UTC')).toThrow('unknown letters DD')
  expect(() => dateReader('iso', 'Asia/Suzhou')).toThrow('unknown time zone Asia/Suzhou')
})
