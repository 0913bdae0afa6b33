import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { AppError } from '../../base/app-error.ts'
import { noteSignIn, personOf, spendState, userOfSubject } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import {
  type Flow,
  flowLifetime_s,
  type Identity,
  isSince,
  newProofs,
  signInFault,
} from '../oidc/index.ts'
import type { SignInWays } from './contract.ts'
import { unknownRoute } from './errors.ts'
import { refusalPage, signedAgainPage } from './oidc-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

type Oidc = NonNullable<ServerDeps['oidc']>
type Way = { deps: ServerDeps; oidc: Oidc }

/** Signing in by the provider: the browser leaves for it, and comes back to `callback`. */
export function oidcRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { oidc, signIn } = deps
  const app = new Hono<SignedIn>().use(async (c, next) => {
    c.header('cache-control', 'no-store')
    await next()
  })
  app.get('/ways', (c) => {
    const label = oidc?.provider.label ?? null
    return c.json({ password: signIn.local, provider: label } satisfies SignInWays)
  })
  if (oidc === null) return app.all('/*', unknownRoute)
  const way: Way = { deps, oidc }
  const to = (c: Context) => pathIn(deps.baseUrl, c.req.query('to'))
  return app
    .get('/start', (c) => paged(way, c, () => leave(way, c, { to: to(c), again: null })))
    .get('/again', requirePerson(deps), (c) =>
      paged(way, c, async () => {
        const { userId } = c.get('person').principal
        const session = await deps.auth.sessionOf(c.req.raw.headers)
        const since = deps.clock().getTime()
        return leave(way, c, {
          to: to(c),
          again: { userId, sessionId: session?.sessionId ?? '', since },
        })
      }),
    )
    .get('/callback', (c) => paged(way, c, () => comeBack(way, c)))
}

/** What a browser shows of a fault is a page: it stands alone, and no script or request follows it. */
async function paged({ deps }: Way, c: Context, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const because = error.cause instanceof Error ? error.cause.message : undefined
    deps.log.warn({ why: error.field, because }, 'a sign-in by the provider was refused')
    return refusalPage(c, error)
  }
}

async function leave({ deps, oidc }: Way, c: Context, kept: Omit<Flow, 'proofs'>) {
  const proofs = newProofs()
  const location = await oidc.provider.begin(proofs, { again: kept.again !== null })
  const sealed = await oidc.flows.seal({ ...kept, proofs })
  setCookie(c, cookie, sealed, { ...cookieOf(deps), maxAge: flowLifetime_s })
  return c.redirect(location, 303)
}

async function comeBack(way: Way, c: Context): Promise<Response> {
  const { deps, oidc } = way
  const options = cookieOf(deps)
  const flow = await oidc.flows.open(getCookie(c, cookie, options.prefix) ?? '')
  setCookie(c, cookie, '', { ...options, maxAge: 0 })
  if (flow === null) throw signInFault('state_lost')
  const identity = await oidc.provider.finish(c.req.query(), flow.proofs)
  const now = deps.clock()
  const until = new Date(now.getTime() + flowLifetime_s * 1000)
  const { state } = flow.proofs
  if (!(await spendState(deps.db, { state, now, until }))) throw signInFault('state_lost')
  const { again } = flow
  if (again !== null && !isSince(identity, new Date(again.since))) throw signInFault('not_again')
  const { issuer } = oidc.provider
  const userId = await userOfSubject(deps.db, { issuer, subject: identity.subject })
  if (again !== null && userId !== again.userId) throw signInFault('other_person')
  if (userId === null) return unknownPerson(way, c, identity)
  for (const one of await enter(deps, userId, identity))
    c.header('set-cookie', one, { append: true })
  if (again === null) return c.redirect(`${deps.baseUrl}${flow.to}`, 303)
  await deps.auth.endSessionOf(again)
  return signedAgainPage(c)
}

/** The cookies of a session that is as old as what they gave the provider, for whatever takes a fresh one. */
async function enter(deps: ServerDeps, userId: string, { authenticatedAt }: Identity) {
  if ((await personOf(deps.db, userId)) === null) throw signInFault('locked')
  const cookies = await deps.auth.enter(userId, authenticatedAt)
  if (cookies === null) throw signInFault('locked')
  await noteSignIn(deps, userId)
  return cookies
}

function unknownPerson({ deps, oidc }: Way, c: Context, identity: Identity) {
  deps.log.info({ why: 'unknown_person' }, 'a sign-in by the provider was refused')
  const { subject, name, email } = identity
  return refusalPage(c, signInFault('unknown_person'), {
    ...{ subject, issuer: oidc.provider.issuer },
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
  })
}

const cookie = 'jidoka.oidc'

/** The way back comes from another site; under `__Host-` no neighbour of the domain can set it. */
const cookieOf = ({ baseUrl }: ServerDeps) => {
  const shared = { path: '/', httpOnly: true, sameSite: 'Lax' } as const
  const overTls = baseUrl.startsWith('https:')
  return {
    ...shared,
    ...(overTls ? ({ secure: true, prefix: 'host' } as const) : {}),
  } satisfies CookieOptions
}

/** A cookie holds no more. */
const longestPath = 2_400

/** A page of ours: of an address, host and all, only the path is taken. */
function pathIn(baseUrl: string, given: string | undefined): string {
  if (given === undefined || !URL.canParse(given, baseUrl)) return '/'
  const { pathname, search, hash } = new URL(given, baseUrl)
  const path = `${pathname}${search}${hash}`
  return path.length > longestPath || path.startsWith('/api/') ? '/' : path
}
