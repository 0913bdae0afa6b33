import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openTeam } from '../../scheduling/index.ts'
import { openRuns, type Search } from './kept-runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'runs-'))
const team = openTeam(0)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await team.close()
})

const known = { name: 'la01', family: 'la', file: 'la01.txt', lower: 600, upper: 666 }
const run = (gap: number) => ({
  ...{ known, curve: [{ seconds: 0.01234, gap }], other: [], rules: [12.3456], moves: 7 },
  faults: [],
})
const settings = (seconds: number, seed = 1): Search => ({
  ...{ horizons: [seconds], clock: 'wall', seed, team },
})

test('a run is found again by what was searched as now and at least as long', () => {
  const file = join(folder, 'classic.json')
  openRuns(file, settings(10)).add(run(1.5))
  const found = openRuns(file, settings(1)).find(known)
  expect(found).toMatchObject({ curve: [{ seconds: 0.012, gap: 1.5 }], moves: 7 })
  expect(openRuns(file, settings(60)).find(known)).toBeNull()
  expect(openRuns(file, settings(1, 2)).find(known)).toBeNull()
  expect(openRuns(file, settings(1)).find({ ...known, name: 'la02' })).toBeNull()
})

test('what is proven best is not searched again for longer', () => {
  const file = join(folder, 'proven.json')
  openRuns(file, settings(1)).add(run(0))
  const proven = { ...known, lower: 666 }
  expect(openRuns(file, settings(60)).find(proven)).not.toBeNull()
  expect(openRuns(file, settings(60)).find(known)).toBeNull()
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)
})
