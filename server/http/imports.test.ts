import { expect, test } from 'vitest'
import { addPerson, baseUrl, openTestServer } from '../test-server.ts'
import type { ImportDraft, ImportEvent, ImportPreview, ImportReport } from './contract.ts'

const file = [
  '产品编号,产品名称,系列,标准成本',
  'P1,轴,轴类,"1,204.5"',
  'P2,壳体,壳类,贵',
  '合计,,,',
].join('\n')

async function open() {
  const server = await openTestServer()
  const roles = [{ siteId: 'suzhou', role: 'planner' as const }]
  await addPerson(server.deps, { userId: 'planner@suzhou', roles })
  const call = async (userId: string, path: string, init: RequestInit = {}) => {
    const cookie = await server.signIn(userId)
    const headers = {
      cookie,
      origin: baseUrl,
      host: 'localhost:3000',
      'content-type': 'application/json',
    }
    return server.app.request(`/api/imports${path}`, { ...init, headers })
  }
  const post = (path: string, body: unknown, userId = 'planner@suzhou') =>
    call(userId, path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const send = async (text: string, name: string) =>
    (await (
      await post(`?site=suzhou&name=${encodeURIComponent(name)}`, text)
    ).json()) as ImportDraft
  return { ...server, call, post, send }
}

type Server = Awaited<ReturnType<typeof open>>

const planOf = ({ source, sheets }: ImportDraft) => ({
  source,
  sheets: sheets.map(({ sheet, stream, columns, constants }) => ({
    ...{ sheet, stream, constants },
    columns: Object.fromEntries(
      columns.flatMap(({ name, field }) => (field ? [[name, field]] : [])),
    ),
  })),
})

async function run({ post }: Server, draft: ImportDraft, dryRun: boolean): Promise<ImportReport> {
  const reply = await post(`/${draft.id}/run`, { plan: planOf(draft), dryRun })
  const events = (await reply.text())
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as ImportEvent)
  const last = events.at(-1)
  if (last?.type !== 'done') throw new Error(JSON.stringify(last))
  return last.report
}

test('a file with Chinese headers is guessed, previewed, checked, imported, and known next time', async () => {
  const server = await open()
  const draft = await server.send(file, '产品-2026.csv')
  expect(draft).toMatchObject({ source: '产品', savedAt: null, mended: false })
  expect(draft.sheets[0]?.stream).toBe('product')
  expect(draft.sheets[0]?.columns.map(({ field }) => field)).toEqual([
    ...['id', 'nameZh', 'family', 'standardCost'],
  ])
  const reply = await server.post(`/${draft.id}/preview`, planOf(draft))
  const preview = (await reply.json()) as ImportPreview
  expect(preview.sheets[0]?.rows[0]?.values).toContain('1204.5')
  expect(preview.sheets[0]?.rows[1]?.refused).toMatchObject([
    { field: 'standardCost', value: '贵' },
  ])
  const counts = { rowsRead: 2, skipped: 1, written: 1, refused: 1 }
  expect(await run(server, draft, true)).toMatchObject({ ...counts, duplicates: null })
  expect(await run(server, draft, false)).toMatchObject({ ...counts, duplicates: 0 })
  const again = await server.send(file, '产品-2027.csv')
  expect(again).toMatchObject({ source: '产品', savedAt: expect.any(String) })
  expect(await run(server, again, false)).toMatchObject({ written: 0, duplicates: 1, refused: 1 })
  await server.close()
})

test('a downloaded list of refused rows goes in once it is mended', async () => {
  const server = await open()
  const draft = await server.send(file, '产品.csv')
  await run(server, draft, false)
  const list = await (await server.call('planner@suzhou', `/${draft.id}/refused/0`)).text()
  expect(list).toContain('P2,壳体,壳类,贵')
  const mended = await server.send(list.replace(/贵$/m, '80'), '产品.csv.refused.csv')
  expect(mended.mended).toBe(true)
  expect(await run(server, mended, false)).toMatchObject({ written: 1, refused: 0 })
  await server.close()
})

test('only importers of the site reach it, each their own files, until they are forgotten', async () => {
  const server = await open()
  const draft = await server.send(file, '产品.csv')
  expect((await server.post('?site=suzhou&name=a.csv', file, 'operator@suzhou')).status).toBe(403)
  expect((await server.post('?site=dongguan&name=a.csv', file)).status).toBe(403)
  const path = `/${draft.id}/preview`
  expect((await server.post(path, planOf(draft), 'operator@suzhou')).status).toBe(404)
  expect((await server.post('?site=suzhou&name=a.csv', '')).status).toBe(400)
  expect((await server.call('planner@suzhou', `/${draft.id}`, { method: 'DELETE' })).status).toBe(
    204,
  )
  expect((await server.post(path, planOf(draft))).status).toBe(404)
  await server.close()
})

test('a table with more columns than are compared here is refused by its line, its count and the way out', async () => {
  const { send, close } = await open()
  const wide = Array.from({ length: 2001 }, (_, at) => `c${at}`).join(',')
  expect(await send(`${wide}\n${wide}\n`, 'wide.csv')).toMatchObject({
    error: {
      message: expect.stringContaining('Line 1 has 2001 columns; 2000 are read here'),
      zh: { hint: expect.stringContaining('jidoka import') },
    },
  })
  await close()
})
