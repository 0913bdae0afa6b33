import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProposalView, propose } from '../../actions/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const operator = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}

function file(key: string): Promise<ProposalView> {
  const requester = { principal: operator, channel: 'web', tainted: false, idempotencyKey: key }
  return propose(server.deps, requester, {
    siteId: 'suzhou',
    tool: 'open_maintenance_ticket',
    title: { zh: '工单', en: 'Ticket' },
    args: { key },
    preconditions: {},
    diff: { entries: [] },
    prediction: null,
    evidence: [],
  })
}

async function decide(
  userId: string,
  { siteId, id, version, argsSha256 }: ProposalView,
  verdict: object,
) {
  const cookie = await server.signIn(userId)
  return server.app.request(`/api/proposals/${siteId}/${id}/decision`, {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ version, argsSha256, ...verdict }),
  })
}

describe('the inbox', () => {
  test('lists what waits, and what was decided after it was', async () => {
    const view = await file('listed')
    const cookie = await server.signIn('supervisor@suzhou')
    const list = async (status: string) => {
      const reply = await server.app.request(`/api/proposals?status=${status}`, {
        headers: { cookie },
      })
      return (await reply.json()).items.map(({ id }: ProposalView) => id)
    }
    expect(await list('pending')).toContain(view.id)
    await decide('supervisor@suzhou', view, { verdict: 'approve' })
    expect(await list('pending')).not.toContain(view.id)
    expect(await list('decided')).toContain(view.id)
  })

  test('gives a proposal with its timeline, and 404 for one that is not there', async () => {
    const view = await file('shown')
    const cookie = await server.signIn('operator@suzhou')
    const shown = await server.app.request(`/api/proposals/suzhou/${view.id}`, {
      headers: { cookie },
    })
    expect(await shown.json()).toMatchObject({
      proposal: { id: view.id, status: 'pending', connector: null },
      effect: { lives: 'internal', connector: null, compensation: { kind: 'inverse' } },
      delivery: null,
      timeline: [
        {
          event: 'proposed',
          actor: 'operator@suzhou',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    })
    const none = await server.app.request('/api/proposals/suzhou/act_none', { headers: { cookie } })
    expect(none.status).toBe(404)
  })

  test('sends nothing again that never left, and undoes nothing that was not done', async () => {
    const view = await file('never left')
    const cookie = await server.signIn('supervisor@suzhou')
    const ask = (path: string, body?: object) =>
      server.app.request(`/api/${path}`, {
        headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      })
    expect(await (await ask('deliveries')).json()).toEqual({ items: [] })
    const again = await ask(`proposals/suzhou/${view.id}/retry`, {})
    expect([again.status, (await again.json()).outcome]).toEqual([409, 'not_stuck'])
    const settled = { verdict: 'failed', reason: 'I looked' }
    const settle = await ask(`proposals/suzhou/${view.id}/settle`, settled)
    expect([settle.status, (await settle.json()).outcome]).toEqual([409, 'not_stuck'])
    const undo = await ask(`proposals/suzhou/${view.id}/undo`, { requestKey: 'the first one' })
    expect(await undo.json()).toMatchObject({ error: { code: 'conflict' } })
    expect((await ask('proposals/suzhou/act_none/retry', {})).status).toBe(404)
  })

  test('names an unknown query word', async () => {
    const cookie = await server.signIn('operator@suzhou')
    const reply = await server.app.request('/api/proposals?state=pending', { headers: { cookie } })
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ error: { field: 'state' } })
  })
})

describe('a decision', () => {
  test('of a supervisor counts once; the second time it is 409', async () => {
    const view = await file('once')
    const first = await decide('supervisor@suzhou', view, { verdict: 'approve' })
    expect([first.status, (await first.json()).outcome]).toEqual([200, 'approved'])
    const second = await decide('supervisor@suzhou', view, { verdict: 'approve' })
    expect([second.status, (await second.json()).outcome]).toEqual([409, 'already_decided'])
  })

  test('of somebody without the role is refused', async () => {
    const reply = await decide('operator@suzhou', await file('role'), { verdict: 'approve' })
    expect([reply.status, (await reply.json()).outcome]).toEqual([409, 'not_an_approver'])
  })

  test('to reject needs a reason', async () => {
    const view = await file('reason')
    const bare = await decide('supervisor@suzhou', view, { verdict: 'reject' })
    expect((await bare.json()).outcome).toBe('reason_missing')
    const verdict = { verdict: 'reject', reasonCode: 'wrong_time', reasonText: 'after the audit' }
    const full = await decide('supervisor@suzhou', view, verdict)
    expect([full.status, (await full.json()).outcome]).toEqual([200, 'rejected'])
  })

  test('on another version changes nothing', async () => {
    const view = await file('version')
    const reply = await decide('supervisor@suzhou', { ...view, version: 2 }, { verdict: 'approve' })
    expect((await reply.json()).outcome).toBe('other_version')
  })
})
