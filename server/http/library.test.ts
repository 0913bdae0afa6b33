import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantFacts, writePlant } from '../../factory/test-plant.ts'
import { addDocument } from '../../knowledge/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { addPerson, baseUrl, openTestServer } from '../test-server.ts'
import type {
  LibraryDocument,
  LibraryPage,
  PublishDocumentReply,
  ReviewPage,
  RevisionDiff,
  UnansweredPage,
} from './library-contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  await addPerson(server.deps, {
    userId: 'operator@dongguan',
    roles: [{ siteId: 'dongguan', role: 'operator' }],
  })
  const add = (id: string, text: string, more: object = {}) =>
    addDocument(server.deps, {
      ...{ siteId: 'suzhou', id, fileName: `${id}.md`, bytes: new TextEncoder().encode(text) },
      ...more,
    })
  await add('SOP-01', '# Spindle\n\nTorque is 45 N.', { reviewMonths: 1 })
  await add('SOP-01', '# Spindle\n\nTorque is 50 N.', { inForce: null })
  await add('page', '<!doctype html><p>A page.<script>alert(1)</script>', {
    fileName: 'a\'b"页.txt',
  })
})
afterAll(() => server.close())

const cookies = new Map<string, Promise<string>>()
/** One sign-in a person: more in a row are refused. */
const cookieOf = (user: string): Promise<string> => {
  const cookie = cookies.get(user) ?? server.signIn(user)
  cookies.set(user, cookie)
  return cookie
}
const get = async (path: string, user = 'operator@suzhou') =>
  server.app.request(`/api/library${path}`, { headers: { cookie: await cookieOf(user) } })
const read = async <Reply>(path: string, user?: string) =>
  (await (await get(path, user)).json()) as Reply
const post = async (path: string, body: object, user = 'operator@suzhou') => {
  const headers = { cookie: await cookieOf(user), origin: baseUrl }
  return server.app.request(`/api/library${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

test('the library is listed by page, with facets of all of it', async () => {
  const first = await read<LibraryPage>('?limit=1')
  expect(first).toMatchObject({ total: 2, next: '1', facets: { site: [{ value: 'suzhou' }] } })
  const found = await read<LibraryPage>('?q=spin&state=effective')
  expect(found.items).toMatchObject([{ id: 'SOP-01', revision: 1, waiting: [2] }])
  expect((await read<LibraryPage>('', 'operator@dongguan')).total).toBe(0)
  expect((await get('?state=lost')).status).toBe(400)
})

test('what is soon to be reviewed is counted, and the list narrowed to it', async () => {
  const { items, facets } = await read<LibraryPage>('?review=soon')
  expect(items).toMatchObject([{ id: 'SOP-01', review: 'soon' }])
  expect(facets.review).toEqual([{ value: 'soon', count: 1 }])
  expect((await read<LibraryPage>('?review=overdue')).items).toEqual([])
  expect((await get('?review=never')).status).toBe(400)
})

test('a document shows its revisions, and two of them beside each other', async () => {
  const detail = await read<LibraryDocument>('/suzhou/SOP-01')
  expect(detail.revisions).toMatchObject([
    { revision: 2, state: 'draft', periods: [], addedBy: 'system' },
    { revision: 1, state: 'effective' },
  ])
  expect(detail.mayReview).toBe(false)
  const diff = await read<RevisionDiff>('/suzhou/SOP-01/diff?from=1&to=2')
  expect(diff.counts).toEqual({ same: 0, changed: 1, removed: 0, added: 0 })
  for (const path of [
    '/suzhou/SOP-01',
    '/suzhou/SOP-01/diff?from=1&to=2',
    '/suzhou/SOP-01/1/file',
  ]) {
    expect((await get(path, 'operator@dongguan')).status, path).toBe(404)
  }
})

test('whatever a file holds, a browser saves it and runs nothing', async () => {
  const reply = await get('/suzhou/page/1/file')
  expect(await reply.text()).toContain('<script>')
  const header = (name: string) => reply.headers.get(name)
  expect(header('content-type')).toBe('application/octet-stream')
  expect(header('content-disposition')).toBe(`attachment; filename*=UTF-8''a%27b%22%E9%A1%B5.txt`)
  expect(header('x-content-type-options')).toBe('nosniff')
  expect(header('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  const page = await server.app.request('/api/me')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
})

test('remarks, reviews and unanswered questions go through', async () => {
  const remark = { revision: 1, page: null, heading: 'Spindle', quote: 'Torque is 45 N.' }
  expect((await post('/suzhou/SOP-01/feedback', { ...remark, verdict: 'wrong' })).status).toBe(200)
  const refused = await post('/suzhou/SOP-01/feedback', { ...remark, verdict: 'bad' })
  expect(refused.status).toBe(400)
  const seen = await read<LibraryDocument>('/suzhou/SOP-01', 'supervisor@suzhou')
  expect(seen.feedback).toMatchObject([{ verdict: 'wrong', givenBy: 'operator@suzhou' }])
  expect((await read<ReviewPage>('/reviews')).items).toMatchObject([{ id: 'SOP-01' }])
  expect((await post('/suzhou/SOP-01/review', { revision: 1 })).status).toBe(409)
  const reviewed = await post(
    '/suzhou/SOP-01/review',
    { revision: 1, months: null },
    'supervisor@suzhou',
  )
  expect(await reviewed.json()).toEqual({ outcome: 'reviewed' })
  expect((await read<ReviewPage>('/reviews')).items).toEqual([])
  expect(await read<UnansweredPage>('/unanswered')).toEqual({ topics: [], questions: 0 })
})

test('a publication is a proposal, once for each form that was filled in', async () => {
  const form = { key: 'publish-0001', revision: 2, reason: 'the torque was wrong' }
  const first = await post('/suzhou/SOP-01/publish', form)
  expect(first.status).toBe(201)
  const { proposal } = (await first.json()) as PublishDocumentReply
  expect(await (await post('/suzhou/SOP-01/publish', form)).json()).toEqual({ proposal })
  const nothing = await post('/suzhou/SOP-01/publish', {
    ...form,
    key: 'publish-0002',
    revision: 1,
  })
  expect(nothing.status).toBe(400)
})
