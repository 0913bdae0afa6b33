import { beforeAll, describe, expect, test } from 'vitest'
import { assessSettings, type SettingFinding } from './assess-settings.ts'
import type { HistoryHour, SettingInput } from './history.ts'
import { type Course, historyOf, limits, nothing } from './test-history.ts'

const x: SettingInput = { id: 'x', limits }
const judge = async (hours: HistoryHour[], settings = [x]): Promise<SettingFinding[]> =>
  (await assessSettings([{ hours, settings }], { response: 'scrap_ratio' }))[0] ?? []
const of = async (course: Partial<Course>) => (await judge(historyOf({ ...nothing, ...course })))[0]
const many = (course: Partial<Course>, count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => of({ ...course, seed: at + 1 })))
const isNamed = (one: SettingFinding | undefined) => one?.verdict === 'explains'
const best = (at: number) => (value: number) => 0.006 * ((value - at) / 8) ** 2

describe('a setting that does nothing', () => {
  test.each<[string, Partial<Course>]>([
    ['it and all else drift slowly', { phi: 0.8, persistence: 0.9 }],
    ['it is kept for five shifts', { phi: 0.6, persistence: 0.3, keptShifts: 5, days: 40 }],
    ['it is set by the product, which moves the response', { followsProduct: 6, days: 40 }],
  ])('is named in at most 5 of 100 machines where %s', async (_, course) => {
    const found = await many(course, 100)
    expect(found.filter((one) => one?.verdict !== 'cannot_tell').length).toBeGreaterThan(40)
    expect(found.filter(isNamed).length).toBeLessThanOrEqual(5)
  })

  test('is named for what it moves with where nothing is adjusted for: the test above can fail', async () => {
    const blind = Array.from({ length: 20 }, async (_, at) => {
      const hours = historyOf({ ...nothing, followsProduct: 6, seed: at + 1 })
      return (await judge(hours.map((hour) => ({ ...hour, product: 'P' }))))[0]
    })
    expect((await Promise.all(blind)).filter(isNamed).length).toBeGreaterThan(10)
  })
})

describe('a setting with an optimum', () => {
  const named = async () =>
    (await many({ effect: best(96), followsProduct: 3 }, 40)).flatMap((one) =>
      one?.verdict === 'explains' ? [one] : [],
    )
  let found: Awaited<ReturnType<typeof named>> = []
  beforeAll(async () => {
    found = await named()
  })

  test('is found, with a window about the optimum and within its limits', () => {
    expect(found.length).toBeGreaterThan(36)
    const around = found.filter(({ window: { from, to } }) => from < 96 && to > 96)
    expect(around.length).toBeGreaterThan(0.95 * found.length)
    for (const { window, target } of found) {
      expect(window.from).toBeGreaterThanOrEqual(limits.lower)
      expect(window.to).toBeLessThanOrEqual(limits.upper)
      expect(target).toBeGreaterThanOrEqual(window.from)
      expect(target).toBeLessThanOrEqual(window.to)
    }
  })

  test('promises what running in its window would bring: 95 % intervals hold it', () => {
    const held = found.filter(({ window, gain }, at) => {
      const hours = historyOf({ ...nothing, effect: best(96), followsProduct: 3, seed: at + 1 })
      const effects = hours.map(({ settings, weight }) => {
        const value = settings.x ?? 0
        return { value, weight, effect: best(96)(value) }
      })
      const mean = (some: typeof effects) =>
        some.reduce((sum, { weight, effect }) => sum + weight * effect, 0) /
        some.reduce((sum, { weight }) => sum + weight, 0)
      const inside = effects.filter(({ value }) => value >= window.from && value <= window.to)
      const truth = mean(inside) - mean(effects)
      return truth >= gain.low && truth <= gain.high
    })
    expect(held.length).toBeGreaterThanOrEqual(0.9 * found.length)
  })

  test('is named among settings that do nothing, and they are not', async () => {
    const hours = historyOf({ ...nothing, effect: best(96) })
    const other = historyOf({ ...nothing, seed: 99 })
    const both = hours.map((hour, at) => ({
      ...hour,
      settings: { x: hour.settings.x ?? 0, y: other[at]?.settings.x ?? 0 },
    }))
    const told = await judge(both, [x, { id: 'y', limits }])
    expect(told.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['x', 'explains'],
      ['y', 'none_found'],
    ])
    expect(told[0]).toMatchObject({
      adjustedFor: ['product', 'team', 'shift', 'time', 'settings'],
    })
  })
})

describe('history cannot tell', () => {
  const hours = historyOf({ ...nothing, effect: best(96) })
  const why = (some: HistoryHour[], setting = x) => judge(some, [setting])
  const set = (value: (hour: HistoryHour) => number) =>
    hours.map((hour) => ({ ...hour, settings: { x: value(hour) } }))

  test.each<[string, Promise<SettingFinding[]>, object]>([
    ['it was never reported', why(hours, { id: 'z', limits }), { why: 'no_values' }],
    [
      'engineering gave no upper limit',
      why(hours, { id: 'x', limits: { lower: 80, upper: null } }),
      { why: 'no_limits' },
    ],
    ['there are few hours', why(hours.slice(0, 100)), { why: 'too_few_hours' }],
    ['it hardly moved', why(set(({ at }) => 100 + (at % 3))), { why: 'hardly_moved' }],
    [
      'there is nothing to explain',
      why(hours.map((hour) => ({ ...hour, value: 0.1 }))),
      { why: 'response_constant' },
    ],
    [
      'it moved with the product',
      why(set(({ product }) => (product === 'P1' ? 92 : 108))),
      { why: 'confounded', with: 'product' },
    ],
    [
      'it moved once, in the middle',
      why(set(({ at }) => (at < (hours[700]?.at ?? 0) ? 92 : 108))),
      { why: 'confounded', with: 'time' },
    ],
    [
      'it moved in a third of the time only',
      why(
        hours.map((hour, at) => (at < hours.length / 3 ? hour : { ...hour, settings: { x: 100 } })),
      ),
      { why: 'moved_too_seldom' },
    ],
    [
      'it was run outside of its limits',
      why(hours, { id: 'x', limits: { lower: 130, upper: 140 } }),
      { why: 'too_few_hours', hours: 0, outside: hours.length },
    ],
  ])('where %s', async (_, told, wanted) => {
    expect((await told)[0]).toMatchObject({ verdict: 'cannot_tell', ...wanted })
  })
})
