import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { constants, getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const giving = `
  const { parentPort } = require('node:worker_threads')
  const { readlinkSync } = require('node:fs')
  const { getPriority } = require('node:os')
  import(${JSON.stringify(new URL('./give-way.ts', import.meta.url).href)}).then(({ giveWay }) => {
    giveWay()
    parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))))
  })`

test.skipIf(!existsSync('/proc/thread-self'))(
  'a search goes behind the server, which stays where it was',
  async () => {
    const before = getPriority()
    const [priority] = await once(new Worker(giving, { eval: true }), 'message')
    expect(priority).toBe(Math.max(before, constants.priority.PRIORITY_BELOW_NORMAL))
    expect(getPriority()).toBe(before)
  },
)
