import { and, desc, eq, gt, inArray, isNull, lt, notExists, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { localNames } from '../http/guards.ts'

export type OAuthClient = typeof schema.oauthClient.$inferSelect

/** Registering is open to anybody, so what nobody ever allowed anything is kept in this number at most. */
const mostUnused = 500
const day_ms = 24 * 60 * 60 * 1000
const unusedFor_ms = day_ms
/** So that `jidoka token list` still tells who had been let in. */
const keptFor_ms = 30 * day_ms

/** What a client says of itself (RFC 7591); members that are not known are ignored, as it asks. */
export const registration = z.object({
  client_name: z.string().trim().min(1).max(100).default('MCP client'),
  redirect_uris: z.array(z.string().max(500)).min(1).max(10),
})

/** Schemes that a browser acts on itself, or that leave a code readable on the way. */
const barred = new Set(
  'about: blob: data: file: filesystem: ftp: http: javascript: vbscript: view-source: ws: wss:'.split(
    ' ',
  ),
)

/** HTTPS, this computer, or a scheme of an app's own (RFC 8252); never with a fragment. */
export function isReturnAddress(uri: string): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : null
  if (url === null || uri.includes('#') || url.username !== '' || url.password !== '') return false
  return isLoopback(url) || !barred.has(url.protocol)
}

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && localNames.includes(hostname)

/** As it was registered; an app on this computer takes any free port (RFC 8252, 7.3). */
export function returnsTo(
  { redirectUris }: Pick<OAuthClient, 'redirectUris'>,
  uri: string,
): boolean {
  if (redirectUris.includes(uri)) return true
  const asked = URL.canParse(uri) ? new URL(uri) : null
  if (asked === null || !isLoopback(asked) || !isReturnAddress(uri)) return false
  asked.port = ''
  return redirectUris.some((known) => {
    const own = new URL(known)
    own.port = ''
    return isLoopback(own) && own.href === asked.href
  })
}

type Deps = { db: Db; clock: Clock; newId: NewId }

export async function registerClient(
  { db, clock, newId }: Deps,
  { client_name: name, redirect_uris: redirectUris }: z.output<typeof registration>,
): Promise<OAuthClient> {
  const client = { id: newId('cli'), name, redirectUris, createdAt: clock() }
  await db.tx('app', async ({ orm }) => {
    await forgetUnused(orm, clock())
    await orm.insert(schema.oauthClient).values(client)
  })
  return client
}

export async function findClient(db: Db, id: string): Promise<OAuthClient | undefined> {
  const rows = await db.tx('app', ({ orm }) =>
    orm.select().from(schema.oauthClient).where(eq(schema.oauthClient.id, id)),
  )
  return rows[0]
}

/** Grants whose last token ran out long ago, and clients that nobody allowed anything, too old or too many. */
async function forgetUnused(orm: Tx['orm'], now: Date): Promise<void> {
  const { oauthClient, oauthGrant, oauthSecret } = schema
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const lives = orm
    .select({ id: oauthSecret.sha256 })
    .from(oauthSecret)
    .where(and(eq(oauthSecret.grantId, oauthGrant.id), gt(oauthSecret.expiresAt, ago(keptFor_ms))))
  await orm.delete(oauthGrant).where(notExists(lives))
  const unused = () =>
    orm
      .select({ id: oauthClient.id })
      .from(oauthClient)
      .leftJoin(oauthGrant, eq(oauthGrant.clientId, oauthClient.id))
      .where(isNull(oauthGrant.id))
  const old = lt(oauthClient.createdAt, ago(unusedFor_ms))
  const tooMany = unused()
    .orderBy(desc(oauthClient.createdAt))
    .offset(mostUnused - 1)
  await orm
    .delete(oauthClient)
    .where(or(inArray(oauthClient.id, tooMany), and(old, inArray(oauthClient.id, unused()))))
}
