/** Keys, refused rows and findings from the command line, beside a server that listens on a port. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveTestFolder } from './test-served-folder.ts'

let server: Awaited<ReturnType<typeof serveTestFolder>>
const run = (...argv: string[]) => server.run(argv)

beforeAll(async () => {
  server = await serveTestFolder()
})
afterAll(() => server.stop())

const send = (key: string, tagId: string, value: number, stream = 'measurement') =>
  fetch(`${server.baseUrl}/ingest/v1/${stream}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    body: JSON.stringify({ tagId, at: new Date().toISOString(), value }),
  })

const makeKey = async (): Promise<string> => {
  const made = await run('key', 'create', 'gateway', '--site', 'suzhou', '--stream', 'measurement')
  expect(made).toMatchObject({ status: 0, err: expect.stringContaining('as source gateway') })
  return made.out.trim()
}

test('a key is made, lets rows in, is listed without itself, and revoked', async () => {
  const key = await makeKey()
  expect(await (await send(key, 'CNC-01.vibration', 1)).json()).toMatchObject({ written: 1 })
  const status = await (await fetch(`${server.baseUrl}/status`)).json()
  expect(status.feeds).toContainEqual(
    expect.objectContaining({ source: 'gateway', stream: 'measurement', rows: 1, refused: 0 }),
  )
  const { out } = await run('key', 'list', '--json')
  expect(out).not.toContain(key.slice(4))
  const [{ id }] = JSON.parse(out)
  expect((await run('key', 'revoke', id)).status).toBe(0)
  expect((await send(key, 'CNC-01.vibration', 2)).status).toBe(401)
  expect((await run('key', 'revoke', id)).err).toContain('no key')
})

test.each([
  [['--site', 'suzou', '--stream', 'measurement'], 'suzhou'],
  [['--site', 'suzhou', '--stream', 'measurment'], 'measurement'],
  [['--site', 'suzhou'], 'streams'],
])('a key for %j is refused with what is near', async (options, near) => {
  const { status, err } = await run('key', 'create', 'x', ...options)
  expect(status).toBe(1)
  expect(err).toContain(near)
})

test('refused rows are listed by reason, and replayed once their tag is known', async () => {
  const key = await makeKey()
  expect(await (await send(key, 'CNC-01.load', 1)).json()).toMatchObject({ refusedRows: 1 })
  expect((await run('refused', 'list')).out).toContain('measurement.tagId: unknown tag')
  const replayed = await run('refused', 'replay', '--site', 'suzhou')
  expect(replayed.out).toContain('1 read, 0 written, 0 known already, 1 still refused')
  expect((await run('refused', 'replay', '--site', 'nowhere')).status).toBe(1)
})

test('findings can be listed by whoever may see the site, and an unknown one is not closed', async () => {
  expect(JSON.parse((await run('findings', 'list', '--json')).out)).toEqual(expect.any(Array))
  const close = ['findings', 'close', 'gap/x/y', '--site', 'suzhou', '--note', 'mended']
  expect((await run(...close)).err).toContain('no open finding')
})
