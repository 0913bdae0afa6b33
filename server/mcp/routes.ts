import {
  type AuthInfo,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  type McpRequestContext,
  type McpServer,
  type RequestStateCodec,
  requireBearerAuth,
} from '@modelcontextprotocol/server'
import { Hono } from 'hono'
import { fileableBy } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import { offeredTools } from '../../tools/index.ts'
import { principalOf, scopes, tokenVerifier } from '../auth/index.ts'
import type { Deps } from '../deps.ts'
import { storeBackend } from './backend.ts'
import { callStates, type PendingCall } from './call.ts'
import { buildMcpServer } from './server.ts'
import { wishOf } from './wish.ts'

const metadataPath = '/.well-known/oauth-protected-resource'

/** The MCP endpoint: a resource server that takes access tokens made for it and nothing else. */
export function mcpRoutes(deps: Deps): Hono {
  const resource = new URL(`${deps.baseUrl}/mcp`)
  const gate = requireBearerAuth({
    verifier: tokenVerifier(deps),
    requiredScopes: ['read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource),
    expectedResource: resource,
  })
  const handler = createMcpFace(deps)
  const metadata = {
    resource: resource.href,
    resource_name: 'Jidoka',
    authorization_servers: [deps.baseUrl],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
  }
  return new Hono()
    .get(metadataPath, (c) => c.json(metadata))
    .get(`${metadataPath}/mcp`, (c) => c.json(metadata))
    .all('/mcp', async (c) => {
      const authInfo = await gate(c.req.raw)
      if (authInfo instanceof Response) return authInfo
      // A wish that is not understood is refused before the protocol begins.
      wishOf(new URL(c.req.url).searchParams)
      return handler.fetch(c.req.raw, { authInfo })
    })
}

export type McpFixtures = (server: McpServer, states: RequestStateCodec<PendingCall>) => void

/** `extend` lets the conformance suite add its fixtures to the very handler that serves. */
export function createMcpFace(deps: Deps, extend: McpFixtures = () => undefined) {
  const states = callStates()
  return createMcpHandler(
    async (request) => {
      const server = await serverFor(deps, request, states)
      extend(server, states)
      return server
    },
    { onerror: (error) => deps.log.debug({ err: error }, 'mcp') },
  )
}

async function serverFor(
  deps: Deps,
  { authInfo, requestInfo }: McpRequestContext,
  states: RequestStateCodec<PendingCall>,
): Promise<McpServer> {
  const principal = await callerOf(deps, authInfo)
  const mayPropose = authInfo?.scopes.includes('propose') ?? false
  const fileable = mayPropose ? await fileableBy(deps.db, principal) : new Set<string>()
  const wish = wishOf(new URL(requestInfo?.url ?? deps.baseUrl).searchParams)
  return buildMcpServer({
    version: deps.version,
    language: principal.language,
    tools: offeredTools(deps.tools, { wish, fileable }),
    backend: storeBackend(deps, principal),
    states,
    pictures: wish.pictures ? deps.pictures : null,
  })
}

async function callerOf({ db }: Deps, authInfo: AuthInfo | undefined): Promise<Principal> {
  const userId = authInfo?.extra?.userId
  const principal = typeof userId === 'string' ? await principalOf(db, userId) : null
  if (principal === null) throw new AppError('unauthenticated', 'The token belongs to nobody.')
  return principal
}
