import {
  auth,
  Client,
  type OAuthClientProvider,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baseUrl, openTestServer } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const redirectUrl = 'http://127.0.0.1:43117/callback'
const toServer = async (url: string | URL, init?: RequestInit) =>
  server.app.request(String(url), init as RequestInit)

/** A client as the SDK has it: it keeps what it is given, and a person opens the page it is sent to. */
function newClient(over: Partial<OAuthClientProvider> = {}) {
  const kept: Record<string, unknown> = {}
  const keep = (name: string) => (given: unknown) => {
    kept[name] = given
  }
  const provider = {
    redirectUrl,
    clientMetadata: { client_name: 'Test client', redirect_uris: [redirectUrl] },
    state: () => 'a-state',
    clientInformation: () => kept.client,
    saveClientInformation: keep('client'),
    tokens: () => kept.tokens,
    saveTokens: keep('tokens'),
    redirectToAuthorization: keep('page'),
    saveCodeVerifier: keep('verifier'),
    codeVerifier: () => kept.verifier as string,
    saveDiscoveryState: keep('found'),
    discoveryState: () => kept.found,
    ...over,
  } as OAuthClientProvider
  const begin = () => auth(provider, { serverUrl: `${baseUrl}/mcp`, fetchFn: toServer })
  return { kept, provider, begin }
}

async function answered(page: URL, allow: string[] | null, userId = 'operator@suzhou') {
  const cookie = await server.signIn(userId)
  const query = Object.fromEntries(page.searchParams)
  const reply = await server.app.request(`${baseUrl}/api/connect`, {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ query, allow }),
  })
  return { status: reply.status, body: (await reply.json()) as { location: string } }
}

/** The whole way: discover, register, be allowed, trade the code. */
async function connected(allow = ['read', 'propose']) {
  const client = newClient()
  expect(await client.begin()).toBe('REDIRECT')
  const { body } = await answered(client.kept.page as URL, allow)
  const back = new URL(body.location)
  const code = back.searchParams.get('code') ?? ''
  const options = { serverUrl: `${baseUrl}/mcp`, fetchFn: toServer, authorizationCode: code }
  expect(await auth(client.provider, { ...options, iss: back.searchParams.get('iss') ?? '' })).toBe(
    'AUTHORIZED',
  )
  return { ...client, code, tokens: client.kept.tokens as Record<string, string> }
}

async function toolsWith(token: string): Promise<string[]> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), { requestInit, fetch: toServer }),
  )
  const { tools } = await client.listTools()
  return tools.map(({ name }) => name)
}

const post = (path: string, form: Record<string, string>) =>
  server.app.request(`${baseUrl}${path}`, { method: 'POST', body: new URLSearchParams(form) })

const refresh = (refresh_token: string, client_id: string) =>
  post('/oauth/token', { grant_type: 'refresh_token', refresh_token, client_id })

describe('an AI client', () => {
  it('is sent to a page, and acts with the rights of whoever allowed it', async () => {
    const { kept, tokens } = await connected()
    expect((kept.page as URL).pathname).toBe('/connect')
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'read propose' })
    expect(await toolsWith(tokens.access_token ?? '')).toEqual(['read_echo', 'propose_echo'])
  })

  it('that may only read is offered no tool that files', async () => {
    const { tokens } = await connected(['read'])
    expect(await toolsWith(tokens.access_token ?? '')).toEqual(['read_echo'])
  })

  it('that is refused hears so, and gets nothing', async () => {
    const { kept, begin } = newClient()
    await begin()
    const { body } = await answered(kept.page as URL, null)
    const back = new URL(body.location)
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'a-state',
      iss: baseUrl,
    })
  })

  it('goes on by its refresh token, each of which is good once', async () => {
    const { tokens, kept } = await connected()
    const { client_id } = kept.client as { client_id: string }
    const next = await refresh(tokens.refresh_token ?? '', client_id)
    expect(next.status).toBe(200)
    const { access_token, refresh_token } = (await next.json()) as Record<string, string>
    await expect(toolsWith(tokens.access_token ?? '')).rejects.toThrow()
    expect(await toolsWith(access_token ?? '')).toContain('read_echo')
    // Whoever has the old one stole it, or was stolen from: neither goes on.
    expect((await refresh(tokens.refresh_token ?? '', client_id)).status).toBe(400)
    expect((await refresh(refresh_token ?? '', client_id)).status).toBe(400)
    await expect(toolsWith(access_token ?? '')).rejects.toThrow()
  })

  it('loses what it was given when its code comes a second time', async () => {
    const { tokens, kept, code } = await connected()
    const { client_id } = kept.client as { client_id: string }
    const again = await post('/oauth/token', {
      ...{ grant_type: 'authorization_code', code, client_id, redirect_uri: redirectUrl },
      code_verifier: kept.verifier as string,
    })
    expect(again.status).toBe(400)
    await expect(toolsWith(tokens.access_token ?? '')).rejects.toThrow()
  })

  it('of two trades of one code at once gets one', async () => {
    const { kept, begin } = newClient()
    await begin()
    const { body } = await answered(kept.page as URL, ['read'])
    const { client_id } = kept.client as { client_id: string }
    const trade = {
      ...{ grant_type: 'authorization_code', client_id, redirect_uri: redirectUrl },
      code: new URL(body.location).searchParams.get('code') ?? '',
      code_verifier: kept.verifier as string,
    }
    const replies = await Promise.all([1, 2, 3].map(() => post('/oauth/token', trade)))
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(replies.filter(({ status }) => status === 400).length).toBeGreaterThanOrEqual(2)
  })

  it('trades no code without its verifier, nor that of another', async () => {
    const { kept, begin } = newClient()
    await begin()
    const { body } = await answered(kept.page as URL, ['read'])
    const { client_id } = kept.client as { client_id: string }
    const code = new URL(body.location).searchParams.get('code') ?? ''
    const trade = { grant_type: 'authorization_code', client_id, redirect_uri: redirectUrl, code }
    const wrong = { ...trade, code_verifier: 'x'.repeat(43) }
    expect((await post('/oauth/token', wrong)).status).toBe(400)
    // The wrong try used it up.
    const right = { ...trade, code_verifier: kept.verifier as string }
    expect((await post('/oauth/token', right)).status).toBe(400)
  })

  it('may say that it is done, and be shut out by the owner', async () => {
    const one = await connected()
    expect((await post('/oauth/revoke', { token: one.tokens.refresh_token ?? '' })).status).toBe(
      200,
    )
    await expect(toolsWith(one.tokens.access_token ?? '')).rejects.toThrow()
    expect((await post('/oauth/revoke', { token: 'nobody knows it' })).status).toBe(200)
  })

  it('is kept by hashes alone', async () => {
    const { tokens, code } = await connected()
    const rows = await server.deps.db.tx('app', (tx) =>
      tx.rows<{ all: string }>(sql`select (select json_agg(s)::text from oauth_secret s) ||
        (select json_agg(a)::text from access_token a) as all`),
    )
    for (const secret of [code, tokens.access_token, tokens.refresh_token]) {
      expect(rows[0]?.all).not.toContain(secret)
    }
  })
})

describe('a page that asks for leave', () => {
  const page = async (over: Record<string, string>, userId = 'operator@suzhou') => {
    const { kept, begin } = newClient()
    await begin()
    const query = { ...Object.fromEntries((kept.page as URL).searchParams), ...over }
    const cookie = await server.signIn(userId)
    const url = `${baseUrl}/api/connect?${new URLSearchParams(query)}`
    const reply = await server.app.request(url, { headers: { cookie } })
    return { status: reply.status, body: await reply.json() }
  }

  it('says who asks, where they go back to and what they want', async () => {
    expect(await page({})).toEqual({
      status: 200,
      body: { client: 'Test client', returnsTo: null, scopes: ['read', 'propose'] },
    })
    expect((await page({ scope: 'read openid' })).body).toMatchObject({ scopes: ['read'] })
  })

  it.each([
    ['client_id', 'cli_nobody'],
    ['redirect_uri', 'https://elsewhere.example/callback'],
    ['redirect_uri', 'http://127.0.0.1:9/other'],
    ['code_challenge_method', 'plain'],
    ['code_challenge', 'short'],
    ['response_type', 'token'],
    ['resource', 'https://other.example/mcp'],
  ])('sends nobody anywhere with a wrong %s', async (field, value) => {
    const { status, body } = await page({ [field]: value })
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { field: expect.stringContaining(field) } })
  })

  it('lets an app on this computer come back at any port', async () =>
    expect((await page({ redirect_uri: 'http://127.0.0.1:50999/callback' })).status).toBe(200))

  it('answers nobody who is not signed in, and no page of others', async () => {
    const { kept, begin } = newClient()
    await begin()
    const query = Object.fromEntries((kept.page as URL).searchParams)
    const body = JSON.stringify({ query, allow: ['read'] })
    const headers = { 'content-type': 'application/json', origin: baseUrl }
    const url = `${baseUrl}/api/connect`
    const cookie = await server.signIn('operator@suzhou')
    expect((await server.app.request(url, { method: 'POST', headers, body })).status).toBe(401)
    const strange = { ...headers, cookie, origin: 'https://evil.example' }
    expect((await server.app.request(url, { method: 'POST', headers: strange, body })).status).toBe(
      403,
    )
  })
})

describe('a client that registers', () => {
  const register = async (body: unknown) => {
    const reply = await server.app.request(`${baseUrl}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  }

  it.each([
    'https://claude.ai/api/mcp/auth_callback',
    'http://localhost:3118/callback',
    'cursor://anysphere.cursor-retrieval/oauth/callback',
  ])('may come back to %s', async (uri) =>
    expect(await register({ client_name: 'x', redirect_uris: [uri], logo_uri: 'y' })).toMatchObject(
      {
        status: 201,
        body: { client_id: expect.any(String), token_endpoint_auth_method: 'none' },
      },
    ),
  )

  it.each([
    'http://elsewhere.example/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a.example/#part',
    'https://user:word@a.example/',
    'not an address',
  ])('may not come back to %s', async (uri) =>
    expect(await register({ redirect_uris: [uri] })).toMatchObject({
      status: 400,
      body: { error: 'invalid_redirect_uri' },
    }),
  )

  it.each([null, {}, { redirect_uris: [] }, { redirect_uris: 'https://a.example/' }])(
    'says where it may be sent: %j',
    async (body) =>
      expect(await register(body)).toMatchObject({
        status: 400,
        body: { error: 'invalid_client_metadata' },
      }),
  )

  it('is forgotten first where too many never came back', async () => {
    const { db } = server.deps
    await db.tx('app', (tx) =>
      tx.rows(sql`insert into oauth_client (id, name, redirect_uris, created_at)
        select 'cli_flood_' || n, 'flood', '{https://a.example/}', now() - n * interval '1 second'
        from generate_series(1, 700) n`),
    )
    await register({ redirect_uris: ['https://a.example/'] })
    const [count] = await db.tx('app', (tx) =>
      tx.rows<{ n: number }>(sql`select count(*)::int as n from oauth_client c
        where not exists (select from oauth_grant g where g.client_id = c.id)`),
    )
    expect(count?.n).toBeLessThanOrEqual(500)
  })

  it('is forgotten where nobody let it in for a day, and what ran out long ago with it', async () => {
    const { db } = server.deps
    const { client_id: kept } = (await connected()).kept.client as { client_id: string }
    await db.tx('app', async (tx) => {
      await tx.rows(sql`insert into oauth_client (id, name, redirect_uris, created_at) values
        ('cli_old', 'old', '{https://a.example/}', now() - interval '2 days'),
        ('cli_over', 'over', '{https://a.example/}', now() - interval '90 days')`)
      await tx.rows(sql`insert into oauth_grant (id, client_id, user_id, scopes, audience, created_at)
        values ('gra_over', 'cli_over', 'operator@suzhou', '{read}', 'x', now() - interval '90 days')`)
      await tx.rows(sql`insert into oauth_secret (sha256, grant_id, kind, expires_at)
        values ('over', 'gra_over', 'refresh', now() - interval '60 days')`)
    })
    await register({ redirect_uris: ['https://a.example/'] })
    const left = await db.tx('app', (tx) =>
      tx.rows<{ id: string }>(
        sql`select id from oauth_client where id in ('cli_old', 'cli_over', ${kept})`,
      ),
    )
    expect(left.map(({ id }) => id)).toEqual([kept])
  })
})
