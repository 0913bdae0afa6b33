/** A whole server over a store in memory, for tests: asked through `app.request`, no port. */
import { verifyPassword } from 'better-auth/crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { randomId } from '../base/ports.ts'
import { makeProviders, openReader } from '../knowledge/index.ts'
import { armPlaybookEffect } from '../playbooks/index.ts'
import { type Db, schema } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { type AnyTool, defineTool, effects } from '../tools/index.ts'
import { createApp } from './app.ts'
import { createAuth, createUser, issueToken, type NewUser, type Scope } from './auth/index.ts'
import { hashPassword } from './auth/passwords.ts'
import type { ServerDeps } from './deps.ts'
import { wakesOn } from './jobs/index.ts'
import { createLog } from './log.ts'
import { openPictures } from './render/index.ts'
import { secret } from './secret.ts'
import { noTelemetry } from './telemetry/index.ts'

export const baseUrl = 'http://localhost:3000'
export const password = 'jidoka-demo'

const remembered = <Given, Told>(tell: (given: Given) => Promise<Told>) => {
  const told = new Map<string, Promise<Told>>()
  return (given: Given): Promise<Told> => {
    const key = JSON.stringify(given)
    const known = told.get(key) ?? tell(given)
    told.set(key, known)
    return known
  }
}
/** scrypt takes a quarter of a second each time, and says the same of the same. */
const hash = remembered(hashPassword)
const verify = remembered(verifyPassword)

/** Reads nothing and files nothing: says what it was given. */
const echo = (name: string, effect: AnyTool['effect']) =>
  defineTool({
    name,
    title: { zh: `${name} 工具`, en: `${name} tool` },
    description: 'Says what it was given.',
    effect,
    toolset: effect === 'read' ? 'metrics' : 'maintenance',
    // A tool is offered to whoever the policy lets file what it files.
    files: ['open_maintenance_ticket'],
    readsUntrusted: effect === 'read',
    input: z.strictObject({
      word: z.enum(['output', 'scrap']),
      note: z.string().optional(),
    }),
    output: z.strictObject({
      word: z.string(),
      user: z.string(),
      key: z.string(),
      proposal: z.strictObject({ inbox_url: z.string() }).optional(),
    }),
    run: async ({ principal, idempotencyKey }, { word }) => ({
      data: {
        word,
        user: principal.userId,
        key: idempotencyKey,
        ...(effect === 'propose' ? { proposal: { inbox_url: `${baseUrl}/inbox/suzhou/p1` } } : {}),
      },
    }),
  })

const testTools = [echo('read_echo', 'read'), echo('propose_echo', 'propose')]

/** A person with the password of all test people. */
export const addPerson = (
  deps: ServerDeps,
  person: Pick<NewUser, 'userId' | 'roles' | 'samePersonAs'>,
): Promise<void> =>
  createUser({ ...deps, hash }, { ...person, name: person.userId, password, language: 'en' })

/** Believes the header `x-person`, for tests of what each person sees rather than how they sign in. */
export function trustingAuth(db: Db): ServerDeps['auth'] {
  const auth = createAuth({ db, baseUrl, signing: secret('a-secret-of-more-than-32-characters') })
  return { ...auth, userIdOf: async (headers) => headers.get('x-person') }
}

export async function openTestServer(given: Partial<ServerDeps> = {}) {
  const db = given.db ?? (await openTestDb())
  const wakes = await wakesOn(db, 'jidoka_proposal')
  const deps: ServerDeps = {
    db,
    wakes,
    clock: () => new Date(),
    newId: randomId,
    log: createLog('silent'),
    version: '0.0.0-test',
    baseUrl,
    tools: testTools,
    effects: [...effects, armPlaybookEffect],
    routeOf: () => null,
    reader: openReader(),
    pictures: openPictures(),
    ask: async function* ({ threadId }) {
      yield { type: 'started', threadId, seq: 1, model: 'test' }
    },
    modes: { model: 'test' },
    modelLimits: { currency: 'USD' },
    providers: makeProviders({ embeddings: null, rerank: null }, { clock: () => new Date() }),
    connections: () => [],
    telemetry: noTelemetry,
    signIn: { local: true, oidc: null },
    oidc: null,
    auth: createAuth({
      db,
      baseUrl: given.baseUrl ?? baseUrl,
      signing: secret('a-secret-of-more-than-32-characters'),
      verify,
    }),
    localToken: secret('local-token-of-the-test'),
    demo: null,
    playbookFiles: async () => [],
    reports: { shareOutside: false, mail: null },
    channelRoutes: new Hono(),
    webDir: '/nowhere',
    ...given,
  }
  await addPeople(db)
  const app = createApp(deps)
  const close = async () => {
    await deps.pictures.close()
    await wakes.close()
    await db.close()
  }
  return {
    app,
    deps,
    close,
    signIn: (userId: string) => signInAs(deps.baseUrl, app, userId),
  }
}

type App = ReturnType<typeof createApp>

async function addPeople(db: Db): Promise<void> {
  const sites = ['suzhou', 'dongguan'].map((siteId) => ({
    siteId,
    nameZh: siteId,
    nameEn: siteId,
    zone: 'Asia/Shanghai',
  }))
  await db.tx('ingest', ({ orm }) => orm.insert(schema.site).values(sites).onConflictDoNothing())
  const clock = () => new Date()
  const shared = { password, language: 'en' } as const
  for (const role of ['operator', 'supervisor'] as const) {
    const userId = `${role}@suzhou`
    const roles = [{ siteId: 'suzhou', role }]
    await createUser({ db, clock, hash }, { ...shared, userId, name: userId, roles })
  }
}

let signIns = 0

/** Each from an address of its own: how many one may try counts for the whole process. */
function nextPeer() {
  signIns += 1
  return { incoming: { socket: { remoteAddress: `10.0.${signIns >> 8}.${signIns & 255}` } } }
}

/** @returns the cookie of a new session */
async function signInAs(origin: string, app: App, userId: string): Promise<string> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, host: new URL(origin).host },
    body: JSON.stringify({ email: userId, password }),
  }
  const reply = await app.request('/api/auth/sign-in/email', request, nextPeer())
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

type TokenOptions = { userId: string; scopes: readonly Scope[]; audience?: string }

export async function tokenFor(
  deps: ServerDeps,
  { userId, scopes, audience = `${baseUrl}/mcp` }: TokenOptions,
): Promise<string> {
  return (await issueToken(deps, { userId, label: 'test', audience, scopes, days: 1 })).token
}
