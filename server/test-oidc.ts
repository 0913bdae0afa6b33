/** A server whose people sign in by a provider, for tests; what they ask of it is in `test/oidc.test.ts`. */
import type { Clock } from '../base/ports.ts'
import { lookAtProvider, oidcOf } from './oidc/index.ts'
import { authSettings, resolveSignIn } from './oidc/settings.ts'
import { secret } from './secret.ts'
import { baseUrl, openTestServer } from './test-server.ts'

type Wish = {
  issuer: string
  client: { id: string; secret: string }
  clock: Clock
  local?: boolean
  given?: Parameters<typeof openTestServer>[0]
}

export async function openOidcServer({ issuer, client, clock, local = true, given }: Wish) {
  const oidc = { issuer, clientId: client.id, clientSecret: `\${OIDC_SECRET}` }
  const settings = authSettings.parse({ local, oidc })
  const signIn = resolveSignIn(settings, { OIDC_SECRET: client.secret })
  const wiring = { baseUrl, clock, signing: secret('a-secret-of-more-than-32-characters') }
  const server = await openTestServer({ ...given, clock, signIn, oidc: oidcOf(signIn, wiring) })
  return { ...server, look: async () => signIn.oidc && (await lookAtProvider(signIn.oidc)) }
}
