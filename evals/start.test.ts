import { expect, test } from 'vitest'
import { notFound } from './start.ts'

const benches = {
  kind: 'bench' as const,
  known: { kpi: new URL('file:///kpi.ts'), ingest: new URL('file:///ingest.ts') },
  usage: 'npm run bench -- NAME [--json]',
}

test('without a name all are listed, with the way to call one', () => {
  expect(notFound(undefined, benches)).toBe(
    'Name a bench. Known: kpi, ingest.\nUsage: npm run bench -- NAME [--json]',
  )
})

test('a name that nobody knows is met by the nearest one', () => {
  expect(notFound('ingets', benches)).toMatch(/no bench "ingets". Did you mean ingest\? Known: kpi/)
})
