import { expect, test } from 'vitest'
import { ticketWindow } from './ticket-window.ts'

const zone = 'Asia/Shanghai'

test.each<[string, string, [string, string]]>([
  ['2016', '2017', ['2015-12-31T16:00:00.000Z', '2016-12-31T16:00:00.000Z']],
  ['2016-03', '2016-04', ['2016-02-29T16:00:00.000Z', '2016-03-31T16:00:00.000Z']],
  ['2016-03-31', '2016-03-31T08:00:00Z', ['2016-03-30T16:00:00.000Z', '2016-03-31T08:00:00.000Z']],
])('from %s to %s is cut at plant time', (from, to, instants) => {
  const window = ticketWindow({ from, to, zone })
  expect([window.from?.toISOString(), window.to?.toISOString()]).toEqual(instants)
})

test('both ends may be left open', () => {
  expect(ticketWindow({ from: undefined, to: undefined, zone })).toEqual({ from: null, to: null })
})

test.each(['2016-02-30', '2016-13', 'last year', '2016-03T08:00', '20160331'])(
  '%s is refused by name',
  (from) => {
    expect(() => ticketWindow({ from, to: undefined, zone })).toThrow(`from: "${from}" is no date`)
  },
)

test.each(['0001', '1899-12-31', '3001', '9999-12-31T23:59-23:59'])(
  '%s is beyond what a database holds, and refused by name',
  (from) => {
    expect(() => ticketWindow({ from, to: undefined, zone })).toThrow(`from: "${from}" is too far`)
  },
)

test.each([
  ['2016', '2016', '2017'],
  ['2016-12', '2016-12', '2017-01'],
  ['2016-12-31', '2016-01-01', '2017-01-01'],
])('from %s to %s is empty, and the error says what would not be', (from, to, better) => {
  expect(() => ticketWindow({ from, to, zone })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(`give to as ${better}`) }),
  )
})
