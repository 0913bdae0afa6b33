import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantFacts, writePlant } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { sameMeaning } from './meaning.ts'
import { type Data, type NlqPlant, plantOn } from './plant.ts'

let db: Db
let plant: NlqPlant
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  plant = plantOn(db)
})
afterAll(() => db.close())

const window = { from: '2026-11-16', to: '2026-11-23' }
const wanted = (filters: Record<string, string[]>, dimensions: string[] = []) => ({
  tool: 'query_kpi' as const,
  metrics: ['output'],
  windows: [window],
  filters,
  dimensions,
})
const made = (args: Data) => ({
  tool: 'query_kpi',
  args: { metrics: ['output'], window, ...args },
  asker: 'manager@group',
})
const isSame = async (expected: ReturnType<typeof wanted>, args: Data) =>
  (await sameMeaning(plant, expected, made(args))) !== null

const [one, two] = ['SZ-CNC-01', 'SZ-CNC-02']
const line = { line: ['SZ-L1'] }

test('a line beside machines of it alone says nothing new', async () => {
  expect(await isSame(wanted({ machine: [one] }), { filters: { ...line, machine: [one] } })).toBe(
    true,
  )
  expect(await isSame(wanted({ machine: [one] }), { filters: { ...line, machine: [two] } })).toBe(
    false,
  )
})

test('the machines of a line, each by itself, are all its machines and no fewer', async () => {
  const each = { dimensions: ['machine'] }
  const both = wanted(line, ['machine'])
  expect(await isSame(both, { ...each, filters: { machine: [two, one] } })).toBe(true)
  expect(await isSame(both, { ...each, filters: { machine: [one] } })).toBe(false)
})

test('what a line makes is not told by its machines', async () => {
  expect(await isSame(wanted(line), { filters: { machine: [one, two] } })).toBe(false)
})

test('rows by machine are rows by machine and site, and rows by site are not rows by line', async () => {
  expect(await isSame(wanted({}, ['machine']), { dimensions: ['machine', 'site'] })).toBe(true)
  expect(await isSame(wanted({}, ['site']), { dimensions: ['line', 'site'] })).toBe(false)
})
