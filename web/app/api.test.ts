import { describe, expect, test } from 'vitest'
import { errorOf, readEvents } from './api.ts'

const bytes = new TextEncoder()

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function all<T>(events: AsyncGenerator<T>): Promise<T[]> {
  const read: T[] = []
  for await (const event of events) read.push(event)
  return read
}

describe('events of a reply', () => {
  test('survive being cut anywhere, also within a Chinese letter', async () => {
    const whole = bytes.encode('data: {"text":"产量"}\n\nevent: x\ndata: {"text":"b"}\n\n')
    for (let cut = 1; cut < whole.length; cut++) {
      const stream = streamOf(whole.slice(0, cut), whole.slice(cut))
      expect(await all(readEvents(stream))).toEqual([{ text: '产量' }, { text: 'b' }])
    }
  })

  test('leave out comments and blocks without data', async () => {
    const stream = streamOf(bytes.encode(': still here\n\nevent: hello\n\ndata: 1\r\n\r\n'))
    expect(await all(readEvents(stream))).toEqual([1])
  })
})

describe('an error of the server', () => {
  test('keeps its code, hint and field', async () => {
    const error = { code: 'invalid_input', message: 'no', hint: 'other', field: 'site' }
    expect(await errorOf(Response.json({ error }, { status: 400 }))).toMatchObject({
      status: 400,
      ...error,
    })
  })

  test('has a code too when a proxy answered with a page', async () => {
    const page = new Response('<h1>Bad gateway</h1>', { status: 502 })
    expect(await errorOf(page)).toMatchObject({ status: 502, code: 'internal' })
  })
})
