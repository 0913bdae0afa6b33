import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

/** In two threads: it is the last of all tests, when nobody else needs a core. */
const half = async (first: number): Promise<unknown> => {
  const workerData = { cases: 250, first, of: 2 }
  const worker = new Worker(new URL('./test-exact.ts', import.meta.url), { workerData })
  const [told] = await once(worker, 'message')
  return told
}

test('500 tiny problems of every kind are solved as well as by trying everything', async () => {
  const told = await Promise.all([half(0), half(1)])
  expect(told).toEqual([0, 1].map(() => ({ decided: 250, faults: [] })))
})
