import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('500 tiny problems of every kind are solved as well as by trying everything', async () => {
  const worker = new Worker(new URL('./test-exact.ts', import.meta.url))
  const [told] = await once(worker, 'message')
  expect(told).toEqual({ decided: 500, faults: [] })
})
