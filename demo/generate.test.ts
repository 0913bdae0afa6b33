import { describe, expect, test } from 'vitest'
import { sha256 } from '../base/canonical-json.ts'
import { dayMs, hourMs } from '../base/milliseconds.ts'
import { generateHistory } from './generate.ts'
import { demoRows, ms, testNow } from './test-plant-rows.ts'

const demo = demoRows()
const siteIds = ['suzhou', 'dongguan', 'chengdu']
const anchorMs = Math.floor(testNow.getTime() / hourMs) * hourMs

function hashOfFirstSite(now: Date, seed?: number): string {
  const [first] = generateHistory({ now, ...(seed === undefined ? {} : { seed }) })
  return sha256(JSON.stringify(first))
}

describe('the demo factory', () => {
  test('is the same for the same seed and hour, and another for another seed', () => {
    const later = new Date(testNow.getTime() + 20 * 60_000)
    expect(hashOfFirstSite(later)).toBe(hashOfFirstSite(testNow))
    expect(hashOfFirstSite(testNow, 7)).not.toBe(hashOfFirstSite(testNow))
  })

  test('keeps its numbers relative to the hour when a whole day passes', () => {
    const countsAt = (now: Date) =>
      demoRows(now)
        .rows('production_count', 'chengdu')
        .map(({ at, machineId, good }) => [machineId, (ms(at) - now.getTime()) / hourMs, good])
    const start = new Date(anchorMs)
    expect(countsAt(new Date(anchorMs + dayMs))).toEqual(countsAt(start))
  })

  test('has twelve machines a site, each with its names and what people call it', () => {
    for (const siteId of siteIds) {
      const machines = demo.rows('equipment', siteId).filter(({ level }) => level === 'machine')
      expect(machines).toHaveLength(12)
    }
    const spindle = demo.rows('equipment').find(({ id }) => id === 'SZ-CNC-03')
    expect(spindle?.aliases).toEqual(expect.arrayContaining(['3号机', 'CNC-03', 'SZ-CNC-03']))
  })

  test('has 90 days of states that follow each other without gap or overlap', () => {
    const byMachine = Map.groupBy(demo.rows('machine_state'), ({ machineId }) => machineId)
    expect(byMachine.size).toBe(36)
    for (const states of byMachine.values()) {
      expect(ms(states[0]?.startAt ?? 0)).toBeLessThanOrEqual(anchorMs - 90 * dayMs)
      states.slice(1).forEach((state, index) => {
        expect(states[index]?.endAt).toEqual(state.startAt)
      })
      expect(states.at(-1)?.endAt).toBeNull()
    }
  })

  test('has 8 to 25 stretches per machine and day', () => {
    const stretches = demo.rows('machine_state').length / 36 / 90
    expect(stretches).toBeGreaterThan(8)
    expect(stretches).toBeLessThan(25)
  })

  test('has an OEE between 55 and 85 % at each site, with effectiveness below one', () => {
    for (const siteId of siteIds) {
      const { oee, effectiveness } = oeeOf(siteId)
      expect(oee).toBeGreaterThan(0.55)
      expect(oee).toBeLessThan(0.85)
      expect(effectiveness).toBeLessThan(1)
    }
  })

  test('counts good pieces that passed at once among the good ones', () => {
    for (const { good, firstPass } of demo.rows('production_count')) {
      expect(firstPass).toBeLessThanOrEqual(good)
      expect(firstPass).toBeGreaterThanOrEqual(0)
    }
  })
})

function oeeOf(siteId: string) {
  const seconds = { production: 0, setup: 0, delay: 0, down: 0, planned_stop: 0 }
  for (const { startAt, endAt, category } of demo.rows('machine_state', siteId)) {
    seconds[category] += (ms(endAt ?? new Date(anchorMs)) - ms(startAt)) / 1000
  }
  const counts = demo.rows('production_count', siteId)
  const sum = (of: (row: (typeof counts)[number]) => number) =>
    counts.reduce((total, row) => total + of(row), 0)
  const made = sum(({ good, scrap, rework }) => good + scrap + rework)
  const planned = sum((row) => (row.good + row.scrap + row.rework) * row.plannedRunSPerPiece)
  const busy = seconds.production + seconds.setup + seconds.delay + seconds.down
  const quality = sum(({ good }) => good) / made
  return { oee: (planned / busy) * quality, effectiveness: planned / seconds.production }
}
