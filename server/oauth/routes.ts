import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Deps } from '../deps.ts'
import { type Authorization, metadataOf } from './authorization.ts'
import { isReturnAddress, registerClient, registration } from './clients.ts'

/** What AI clients call by themselves; what people decide, the pages do (`http/connect.ts`). */
export function oauthRoutes(deps: Deps, authorization: Authorization): Hono {
  const metadata = metadataOf(deps.baseUrl)
  return new Hono()
    .get('/.well-known/oauth-authorization-server', (c) => c.json(metadata))
    .post('/oauth/register', async (c) => {
      const given = registration.safeParse(await c.req.json().catch(() => null))
      if (!given.success) {
        const [issue] = given.error.issues
        return refused(c, 'invalid_client_metadata', `${issue?.path.join('.')}: ${issue?.message}`)
      }
      const strange = given.data.redirect_uris.find((uri) => !isReturnAddress(uri))
      if (strange !== undefined) {
        return refused(
          c,
          'invalid_redirect_uri',
          `"${strange}": use https, this computer or an app`,
        )
      }
      const { id, name, redirectUris, createdAt } = await registerClient(deps, given.data)
      return c.json(
        {
          client_id: id,
          client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
          client_name: name,
          redirect_uris: redirectUris,
          token_endpoint_auth_method: 'none',
          grant_types: metadata.grant_types_supported,
          response_types: metadata.response_types_supported,
        },
        201,
      )
    })
    .post('/oauth/token', async (c) => {
      const { status, body, headers } = await authorization.token(await formOf(c))
      return c.json(body, status as ContentfulStatusCode, headers)
    })
    .post('/oauth/revoke', async (c) => {
      const { token } = await formOf(c)
      if (token !== undefined) await authorization.revoke(token)
      return c.body(null, 200)
    })
}

/** A parameter that comes twice is none (RFC 6749, 3.2). */
async function formOf(c: Context): Promise<Record<string, string>> {
  const form = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(form).filter((one): one is [string, string] => typeof one[1] === 'string'),
  )
}

const refused = (c: Context, error: string, description: string) =>
  c.json({ error, error_description: description }, 400)
