import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { type Plant, resolveWindow, type WindowRequest } from './window.ts'
import { fromLocal, isoInZone, toLocal, zoneOf } from './zone.ts'

const shanghai: Plant = {
  now: new Date('2026-11-24T02:25:00Z'),
  zone: zoneOf('Asia/Shanghai'),
  shifts: [
    { id: 'day', startMinute: 480, endMinute: 1200 },
    { id: 'night', startMinute: 1200, endMinute: 480 },
  ],
}
const berlin = (now: string): Plant => ({
  now: new Date(now),
  zone: zoneOf('Europe/Berlin'),
  shifts: [],
})

const iso = ({ from, to }: { from: Date; to: Date }) =>
  [from, to].map((at) => at.toISOString().slice(0, 16))
const windowOf = (request: WindowRequest, plant = shanghai) =>
  iso(resolveWindow(request, plant).window)
const beforeOf = (request: WindowRequest, plant = shanghai) =>
  iso(resolveWindow(request, plant).previous)

function refusal(request: WindowRequest, plant = shanghai): AppError {
  try {
    resolveWindow(request, plant)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('it was not refused')
}

describe('named windows in Shanghai, Tuesday 10:25', () => {
  it.each<[WindowRequest, string, string]>([
    [{ period: 'today' }, '2026-11-23T16:00', '2026-11-24T03:00'],
    [{ period: 'yesterday' }, '2026-11-22T16:00', '2026-11-23T16:00'],
    [{ period: 'this_week' }, '2026-11-22T16:00', '2026-11-24T03:00'],
    [{ period: 'last_week' }, '2026-11-15T16:00', '2026-11-22T16:00'],
    [{ period: 'this_month' }, '2026-10-31T16:00', '2026-11-24T03:00'],
    [{ period: 'last_month' }, '2026-09-30T16:00', '2026-10-31T16:00'],
    [{ period: 'last_n_hours', n: 24 }, '2026-11-23T03:00', '2026-11-24T03:00'],
    [{ period: 'last_n_days', n: 7 }, '2026-11-17T16:00', '2026-11-24T03:00'],
    [{ from: '2026-11-01', to: '2026-11-03' }, '2026-10-31T16:00', '2026-11-02T16:00'],
    [{ from: '2026-11-01T06:00', to: '2026-11-01T08:30' }, '2026-10-31T22:00', '2026-11-01T01:00'],
    [
      { from: '2026-11-01T06:00Z', to: '2026-11-01T16:00+08:00' },
      '2026-11-01T06:00',
      '2026-11-01T08:00',
    ],
    [{ from: '2026-11-23', to: '2026-12-01' }, '2026-11-22T16:00', '2026-11-24T03:00'],
    [{ from: '2026-09', to: '2026-10' }, '2026-08-31T16:00', '2026-09-30T16:00'],
  ])('%j', (request, from, to) => {
    expect(windowOf(request)).toEqual([from, to])
  })

  it('the one before is of the same kind', () => {
    expect(beforeOf({ period: 'this_week' })).toEqual(['2026-11-15T16:00', '2026-11-17T03:00'])
    expect(beforeOf({ period: 'last_month' })).toEqual(['2026-08-31T16:00', '2026-09-30T16:00'])
    expect(beforeOf({ period: 'last_n_hours', n: 8 })).toEqual([
      '2026-11-23T11:00',
      '2026-11-23T19:00',
    ])
    expect(beforeOf({ from: '2026-11-20', to: '2026-11-22' })).toEqual([
      '2026-11-17T16:00',
      '2026-11-19T16:00',
    ])
  })
})

describe('a shift over midnight', () => {
  it('the last night shift began the evening before', () => {
    expect(windowOf({ period: 'last_shift', shift: 'night' })).toEqual([
      '2026-11-23T12:00',
      '2026-11-24T00:00',
    ])
    expect(beforeOf({ period: 'last_shift', shift: 'night' })).toEqual([
      '2026-11-22T12:00',
      '2026-11-23T00:00',
    ])
  })

  it('is the running one after midnight', () => {
    const plant = { ...shanghai, now: new Date('2026-11-23T17:10:00Z') }
    expect(windowOf({ period: 'this_shift' }, plant)).toEqual([
      '2026-11-23T12:00',
      '2026-11-23T18:00',
    ])
    expect(windowOf({ period: 'last_shift' }, plant)).toEqual([
      '2026-11-23T00:00',
      '2026-11-23T12:00',
    ])
  })
})

describe('summer time in Berlin', () => {
  it('the day on which clocks go back has 25 hours', () => {
    expect(windowOf({ from: '2026-10-25', to: '2026-10-26' }, berlin('2026-11-01T12:00Z'))).toEqual(
      ['2026-10-24T22:00', '2026-10-25T23:00'],
    )
  })

  it('the day on which clocks go forward has 23', () => {
    expect(windowOf({ period: 'yesterday' }, berlin('2026-03-30T09:00Z'))).toEqual([
      '2026-03-28T23:00',
      '2026-03-29T22:00',
    ])
  })

  it('a week back keeps local midnight on both sides of the change', () => {
    const plant = berlin('2026-11-01T12:00Z')
    expect(beforeOf({ from: '2026-10-26', to: '2026-10-27' }, plant)).toEqual([
      '2026-10-24T22:00',
      '2026-10-25T23:00',
    ])
    expect(beforeOf({ period: 'this_week' }, plant)).toEqual([
      '2026-10-18T22:00',
      '2026-10-25T12:00',
    ])
  })

  it('a time that is skipped becomes the instant after, one that comes twice the first', () => {
    expect(fromLocal(Date.parse('2026-03-29T02:30Z'), zoneOf('Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    )
    expect(fromLocal(Date.parse('2026-10-25T02:30Z'), zoneOf('Europe/Berlin')).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    )
    expect(isoInZone(new Date('2026-10-25T01:30Z'), zoneOf('Europe/Berlin'))).toBe(
      '2026-10-25T02:30+01:00',
    )
  })

  it('every local hour comes back as itself, but for the skipped ones', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'].map(zoneOf)) {
      for (let hour = 0; hour < 24 * 366; hour += 11) {
        const at = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000)
        const back = fromLocal(toLocal(at, zone), zone)
        expect([0, 3_600_000]).toContain(at.getTime() - back.getTime())
      }
    }
  })
})

describe('impossible windows name the field, its value and the fix', () => {
  it.each<[WindowRequest, string, RegExp]>([
    [{ from: '2026-11-03', to: '2026-11-03' }, 'window.to', /"2026-11-03" is not after/],
    [{ from: '2026-11-03', to: '2026-11-01' }, 'window.to', /is not after/],
    [{ from: '2027-01-01', to: '2027-02-01' }, 'window.from', /"2027-01-01" lies in the future/],
    [{ from: '2019-01-01', to: '2026-01-01' }, 'window.from', /too long/],
    [{ from: '2026-02-30', to: '2026-03-02' }, 'window.from', /"2026-02-30" is no date/],
    [{ from: 'monday', to: '2026-03-02' }, 'window.from', /"monday" is no date/],
    [{ from: '2026-03-02' }, 'window.to', /is missing/],
    [{}, 'window.from', /is missing/],
    [{ period: 'today', from: '2026-03-02' }, 'window', /exclude each other/],
    [{ period: 'last_n_days' }, 'window.n', /nothing does not go with/],
    [{ period: 'last_n_hours', n: 0 }, 'window.n', /0 does not go with/],
    [{ period: 'last_shift', shift: 'nigth' }, 'window.shift', /"nigth" is not known/],
    [{ from: '2026-11-01T06:10', to: '2026-11-01T06:50' }, 'window', /no hour starts/],
  ])('%j', (request, field, message) => {
    const error = refusal(request)
    expect(error).toMatchObject({ code: 'invalid_input', field })
    expect(error.message).toMatch(message)
    expect(error.hint).toBeTruthy()
  })

  it('a zone that does not exist, and shifts where there are none', () => {
    expect(() => zoneOf('Asia/Suzhou')).toThrow(/"Asia\/Suzhou" is no time zone/)
    expect(refusal({ period: 'this_shift' }, { ...shanghai, shifts: [] }).field).toBe(
      'window.period',
    )
  })
})
