import { afterEach, describe, expect, it } from 'vitest'
import {
  type ScriptedModel,
  type ScriptedReply,
  scriptedModel,
} from '../../test/support/scripted-model.ts'
import { type ChainPorts, modelChain } from './chain.ts'
import { openAiCompatible } from './open-ai-compatible.ts'

const yes: ScriptedReply = { text: 'yes' }
const signal = new AbortController().signal
const open: ScriptedModel[] = []
afterEach(async () => {
  for (const model of open.splice(0)) await model.close()
})

/** Endpoints over real sockets; time passes only by waiting. */
async function chained(scripts: ScriptedReply[][], stream = false) {
  let nowMs = Date.parse('2026-11-24T02:00:00Z')
  const waits: number[] = []
  const ports: ChainPorts = {
    nowMs: () => nowMs,
    wait: async (ms) => {
      waits.push(ms)
      nowMs += ms
    },
    random: () => 0,
  }
  const started = await Promise.all(scripts.map((script) => scriptedModel(script)))
  open.push(...started)
  const links = started.map(({ baseUrl }, at) => ({
    name: `model-${at + 1}`,
    model: openAiCompatible({ baseUrl, apiKey: 'k', name: 'm', stream, timeoutMs: 5_000 }).first,
  }))
  const chain = modelChain(links as Parameters<typeof modelChain>[0], ports)
  const ask = () =>
    chain.run(async ({ name, model }) => `${name}: ${(await model.invoke('?')).text}`, signal)
  const later = (ms: number) => {
    nowMs += ms
  }
  const asked = () => started.map(({ requests }) => requests.length)
  return { ask, waits, later, asked }
}

describe('one endpoint', () => {
  it('is asked again, later each time', async () => {
    const { ask, waits } = await chained([[{ status: 500 }, { status: 503 }, yes]])
    expect(await ask()).toBe('model-1: yes')
    expect(waits).toEqual([200, 400])
  })

  it('is asked again when it said that it may be', async () => {
    const { ask, waits } = await chained([[{ status: 429, retryAfterS: 7 }, yes]])
    expect(await ask()).toBe('model-1: yes')
    expect(waits).toEqual([7000])
  })

  it.each([false, true])('may break off in the middle of a reply; streamed: %s', async (stream) => {
    const { ask, asked } = await chained([[{ ...yes, cut: true }, yes]], stream)
    expect(await ask()).toBe('model-1: yes')
    expect(asked()).toEqual([2])
  })

  it.each([400, 401, 404])('is not asked again after %i', async (status) => {
    const { ask, asked } = await chained([[{ status }, yes]])
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
    expect(asked()).toEqual([1])
  })
})

describe('the next endpoint', () => {
  it('answers for one that is broken', async () => {
    const { ask, asked } = await chained([[{ status: 401 }], [yes]])
    expect(await ask()).toBe('model-2: yes')
    expect(asked()).toEqual([1, 1])
  })

  it('answers at once for one that wants to be left alone for long, until then', async () => {
    const { ask, asked, later, waits } = await chained([
      [{ status: 429, retryAfterS: 120 }, yes],
      [yes, yes],
    ])
    expect(await ask()).toBe('model-2: yes')
    later(60_000)
    expect(await ask()).toBe('model-2: yes')
    later(61_000)
    expect(await ask()).toBe('model-1: yes')
    expect([asked(), waits]).toEqual([[2, 2], []])
  })

  it('spares turns the time-outs of one that failed three times, then lets one call try', async () => {
    const broken: ScriptedReply = { status: 500 }
    const { ask, asked, later } = await chained([
      [broken, broken, broken, broken, yes],
      [yes, yes, yes],
    ])
    expect(await ask()).toBe('model-2: yes')
    expect(await ask()).toBe('model-2: yes')
    expect(asked()).toEqual([3, 2])
    later(31_000)
    expect(await ask()).toBe('model-2: yes')
    expect(asked()).toEqual([4, 3])
    later(31_000)
    expect(await ask()).toBe('model-1: yes')
  })

  it('is not asked when a person cancels', async () => {
    const stop = new AbortController()
    const chain = modelChain([
      {
        name: 'a',
        model: openAiCompatible({ baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k', name: 'm' }).first,
      },
    ])
    const calls: string[] = []
    const run = chain.run(async ({ name }) => {
      calls.push(name)
      stop.abort(new Error('cancelled'))
      throw new Error('broken')
    }, stop.signal)
    await expect(run).rejects.toThrow('cancelled')
    expect(calls).toEqual(['a'])
  })
})
