import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxOf, paragraph, zipOf } from '../../knowledge/test-files.ts'
import { addPerson, baseUrl, openTestServer } from '../test-server.ts'
import type { DocumentDoor, UploadEvent } from './contract.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
beforeAll(async () => {
  server = await openTestServer()
  await addPerson(server.deps, {
    userId: 'planner@suzhou',
    roles: [{ siteId: 'suzhou', role: 'planner' }],
  })
})
afterAll(async () => {
  server.deps.reader.close()
  await server.close()
})

async function call(path: string, init: RequestInit = {}, userId = 'planner@suzhou') {
  const cookie = await server.signIn(userId)
  const headers = { cookie, origin: baseUrl, host: 'localhost:3000' }
  return server.app.request(`/api/documents${path}`, { ...init, headers })
}

const send = (query: string, body: BodyInit, userId?: string) =>
  call(`?site=suzhou&${query}`, { method: 'POST', body }, userId)

async function eventsOf(reply: Response): Promise<UploadEvent[]> {
  return (await reply.text())
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as UploadEvent)
}

test('the door says where a person may add documents', async () => {
  const door = (await (await call('/door')).json()) as DocumentDoor
  expect(door).toMatchObject({ siteIds: ['suzhou'], readsPictures: false })
  expect(door.endings).toContain('.docx')
})

test('a ZIP is as many drafts as it has files; what is refused leaves the others', async () => {
  const docx = await docxOf({ body: paragraph('报警 ALM-7：先断电。') })
  const zip = await zipOf({
    'sop/换刀.docx': Buffer.from(docx),
    'sop/empty.md': '',
    '.DS_Store': 'x',
  })
  const events = await eventsOf(await send('name=sops.zip', Buffer.from(zip)))
  expect(events.filter(({ type }) => type !== 'progress')).toMatchObject([
    {
      type: 'refused',
      file: 'sop/empty.md',
      error: { message: '"sop/empty.md" is empty.', zh: {} },
    },
    {
      type: 'added',
      document: { id: 'sop-换刀', state: 'draft', passages: 1, named: { errorCodes: ['ALM-7'] } },
    },
    { type: 'done', added: 1, refused: 1 },
  ])
})

test('what cannot be read ends with one reason; who may not add is told before', async () => {
  const events = await eventsOf(await send('name=a.pdf', 'hello'))
  expect(events.at(-1)).toMatchObject({
    type: 'failed',
    error: { code: 'invalid_input', field: 'file' },
  })
  await addPerson(server.deps, {
    userId: 'operator2@suzhou',
    roles: [{ siteId: 'suzhou', role: 'operator' }],
  })
  expect((await send('name=a.md', '# a', 'operator2@suzhou')).status).toBe(403)
  expect((await send('name=a.md&colour=red', '# a')).status).toBe(400)
})
