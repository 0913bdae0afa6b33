import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { noteRefusal, type ProposalView } from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import { type Person, signInEmail } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { refuseWithoutPasswords, signInAnew, wrongPassword } from './accounts.ts'
import { jsonBody } from './body.ts'
import { requirePerson, type SignedIn } from './session.ts'

const freshMs = 5 * 60_000

const again = {
  name: 'the sign-in before a decision',
  input: z.strictObject({ password: z.string().min(1).max(200) }),
}

/**
 * The password once more, by whoever is signed in already: it makes a new session, and the one
 * before ends. What takes a fresh sign-in reads the age of the session, so nothing else is kept.
 */
export function stepUpRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().post('/', requirePerson(deps), async (c) => {
    refuseWithoutPasswords(deps)
    const { password } = parseInput(again, await jsonBody(c))
    const email = await signInEmail(deps.db, c.get('person').principal.userId)
    const reply = await signInAnew(deps, c, { email, password })
    if (reply.status === 401) throw wrongPassword()
    if (reply.ok) await deps.auth.endSession(c.req.raw.headers)
    return reply
  })
}

async function isFresh({ auth, clock }: ServerDeps, headers: Headers): Promise<boolean> {
  const session = await auth.sessionOf(headers)
  return session !== null && clock().getTime() - session.signedInAt.getTime() <= freshMs
}

/**
 * What widens rights or tells a secret takes a sign-in of the last five minutes, and no cache keeps the
 * answer; 409 `sign_in_again` without one.
 */
export function requireFresh(deps: ServerDeps): MiddlewareHandler {
  return async (c, next) => {
    c.header('cache-control', 'no-store')
    if (await isFresh(deps, c.req.raw.headers)) return next()
    return c.json({ outcome: 'sign_in_again' }, 409)
  }
}

type Deciding = { person: Person; headers: Headers }

/**
 * A decision on high risk takes a sign-in of the last five minutes. True: it is missing, which is
 * recorded.
 */
export async function lacksSignIn(
  deps: ServerDeps,
  proposal: Pick<ProposalView, 'siteId' | 'id' | 'risk'>,
  { person: { principal }, headers }: Deciding,
): Promise<boolean> {
  if (proposal.risk !== 'high' || (await isFresh(deps, headers))) return false
  const { siteId, id } = proposal
  const actor = { principal, channel: 'web' }
  await noteRefusal(deps, actor, { siteId, id, outcome: 'sign_in_again' })
  return true
}

/** What a signature under high risk means, kept with the decision and in the record. */
export function meaningOf(
  { title, version, argsSha256 }: Pick<ProposalView, 'title' | 'version' | 'argsSha256'>,
  { person: { name, principal } }: Pick<Deciding, 'person'>,
): string {
  const what = `${title[principal.language]} (v${version}, ${argsSha256.slice(0, 12)})`
  return principal.language === 'zh'
    ? `${name}：我批准按所示内容执行：${what}`
    : `${name}: I approve that this is carried out as shown: ${what}`
}
