import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { dayMs, hourMs } from '../base/milliseconds.ts'
import { localDate } from './demo-time.ts'
import { demoSeed } from './generate.ts'
import { demoRows, mean, ms, testNow } from './test-plant-rows.ts'
import { demoTruth } from './truth.ts'

const truth = demoTruth(demoSeed)
const demo = demoRows()
const anchorMs = Math.floor(testNow.getTime() / hourMs) * hourMs
const daysAgo = (at: Date | string, fromMs = anchorMs) => (fromMs - ms(at)) / dayMs

describe('the planted stories', () => {
  test('are written down in truth.json', async () => {
    const written = await readFile(new URL('./truth.json', import.meta.url), 'utf8')
    expect(JSON.parse(written)).toEqual(truth)
  })

  test('spindle: vibration of SZ-CNC-03 rises and it stands now with the bearing as reason', () => {
    const { spindle } = truth.stories
    const values = demo.rows('measurement').filter(({ tagId }) => tagId === spindle.vibration.tag)
    const healthy = values.filter(({ at }) => daysAgo(at) > spindle.vibration.risesOverDays)
    const last = values.filter(({ at }) => daysAgo(at) < 1)
    const value = (rows: typeof values) => mean(rows.map((row) => row.value))
    expect(value(last) / value(healthy)).toBeGreaterThan(3)
    const states = demo.rows('machine_state').filter((row) => row.machineId === spindle.machineId)
    const now = states.at(-1)
    expect(now).toMatchObject({ state: 'aborted', category: 'down', reasonId: 'spindle-bearing' })
    expect((anchorMs - ms(now?.startAt ?? 0)) / 60_000).toBe(spindle.now.sinceMinutes)
    const alarms = demo.rows('machine_alarm').filter((row) => row.machineId === spindle.machineId)
    expect(alarms.filter(({ code }) => code === spindle.warningCode).length).toBeGreaterThan(20)
  })

  test.each([
    '2026-11-24T02:17:00Z',
    '2026-06-30T16:05:00Z',
    '2026-03-01T09:40:00Z',
    '2026-09-09T23:59:00Z',
  ])('team D has the lowest output at Suzhou, by a clear margin, when it is %s', (now) => {
    const { lowestOutput } = truth.stories.nightTeam
    const rows = demoRows(new Date(now))
    for (const days of lowestOutput.windowsDays) {
      const [lowest, next] = teamsByOutput(rows, new Date(now), days)
      expect(lowest?.teamId).toBe('D')
      const gap = 1 - (lowest?.good ?? 0) / (next?.good ?? 1)
      expect(gap).toBeGreaterThan(lowestOutput.atLeastBelowNext)
    }
  })

  test('supplier: SZ-S2 grows late while the others stay on time', () => {
    const received = demo.rows('purchase_line').filter(({ receivedAt }) => receivedAt)
    const lateness = (supplierId: string, fromDays: number, toDays: number) =>
      mean(
        received
          .filter((line) => line.supplierId === supplierId)
          .filter(({ dueAt }) => daysAgo(dueAt) <= fromDays && daysAgo(dueAt) > toDays)
          .map(({ dueAt, receivedAt }) => (ms(receivedAt ?? dueAt) - ms(dueAt)) / dayMs),
      )
    const { supplierId } = truth.stories.supplier
    expect(lateness(supplierId, 90, 60)).toBeLessThan(1)
    expect(lateness(supplierId, 40, 20)).toBeGreaterThan(3)
    expect(lateness(supplierId, 20, 0)).toBeGreaterThan(5)
    expect(lateness('SZ-S1', 20, 0)).toBeLessThan(1)
  })

  test('filler: CD-FIL-02 drifts towards its upper limit and scraps more', () => {
    const { machineId, scrapRatio } = truth.stories.filler
    const counts = demo.rows('production_count').filter((row) => row.machineId === machineId)
    const share = (rows: typeof counts) =>
      mean(rows.map(({ scrap }) => scrap)) / mean(rows.map(({ good }) => good))
    const before = counts.filter(({ at }) => daysAgo(at) > 20)
    const now = counts.filter(({ at }) => daysAgo(at) < 2)
    expect(share(now) / share(before)).toBeGreaterThan(scrapRatio.lastTwoDaysOverUsualAtLeast)
    const samples = demo.rows('quality_sample').filter((row) => row.machineId === machineId)
    const weight = (fromDays: number, toDays: number) =>
      mean(
        samples
          .filter(({ at }) => daysAgo(at) <= fromDays && daysAgo(at) > toDays)
          .map(({ value }) => value),
      )
    expect(weight(60, 20)).toBeCloseTo(500, 0)
    expect(weight(2, 0)).toBeGreaterThan(505)
    expect(weight(2, 0)).toBeLessThan(508)
  })

  test('bad paste: every lot of one lot of solder paste is too weak, no other is; two were shipped', () => {
    const { siteId, materialLotId, lowerLimit } = truth.stories.badPaste
    const inputs = demo.rows('lot_input', siteId)
    const made = inputs.flatMap((row) => (row.materialLotId === materialLotId ? [row.lotId] : []))
    const pulled = demo.rows('quality_sample', siteId).filter(({ lotId }) => lotId)
    const weak = pulled.filter(({ value }) => value < lowerLimit).map(({ lotId }) => lotId)
    expect(made.length).toBeGreaterThanOrEqual(4)
    expect(new Set(weak)).toEqual(new Set(made))
    const shipped = demo.rows('lot_shipment', siteId).filter(({ lotId }) => made.includes(lotId))
    expect(shipped).toHaveLength(2)
  })

  test('bottleneck: everything on DG-L1 waits for DG-SMT-02 first, then for DG-AOI-01', () => {
    const { lineId, before, since, movedDaysAgo } = truth.stories.bottleneck
    const line = demo
      .rows('equipment')
      .filter((row) => row.level === 'machine' && row.lineId === lineId)
    const ids = new Set(line.map(({ id }) => id))
    const delays = demo
      .rows('machine_state')
      .filter((row) => row.category === 'delay' && ids.has(row.machineId))
    const leastWaiting = (wanted: typeof delays) => {
      const byMachine = Map.groupBy(wanted, ({ machineId }) => machineId)
      const waited = [...byMachine].map(([id, rows]) => ({
        id,
        s: rows.reduce(
          (sum, { startAt, endAt }) => sum + ms(endAt ?? new Date(anchorMs)) - ms(startAt),
          0,
        ),
      }))
      return waited.toSorted((a, b) => a.s - b.s)[0]?.id
    }
    expect(leastWaiting(delays.filter(({ startAt }) => daysAgo(startAt) > movedDaysAgo + 1))).toBe(
      before,
    )
    expect(leastWaiting(delays.filter(({ startAt }) => daysAgo(startAt) < movedDaysAgo))).toBe(
      since,
    )
  })
})

function teamsByOutput(rows: ReturnType<typeof demoRows>, now: Date, days: number) {
  const nowMs = Math.floor(now.getTime() / hourMs) * hourMs
  const teamOf = new Map(
    rows.rows('roster', 'suzhou').map((row) => [`${row.shiftDate}/${row.shiftId}`, row.teamId]),
  )
  const output = new Map<string, number>()
  for (const { at, good } of rows.rows('production_count', 'suzhou')) {
    if (daysAgo(at, nowMs) >= days) continue
    const endMs = ms(at) - 1
    const localHour = new Date(endMs + 8 * hourMs).getUTCHours()
    const shiftId = localHour < 8 ? 'night' : localHour < 16 ? 'day' : 'evening'
    const teamId = teamOf.get(`${localDate(endMs)}/${shiftId}`) ?? ''
    output.set(teamId, (output.get(teamId) ?? 0) + good)
  }
  return [...output].map(([teamId, good]) => ({ teamId, good })).toSorted((a, b) => a.good - b.good)
}
