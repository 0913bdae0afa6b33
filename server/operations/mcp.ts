import { z } from 'zod'
import { fileableBy } from '../../actions/index.ts'
import { storeBackend } from '../mcp/backend.ts'
import { defineOperation } from './operation.ts'

/** What MCP over stdio asks of the server that runs on the data folder. */
export const mcpCall = defineOperation({
  name: 'mcp-call',
  input: z.strictObject({
    tool: z.string(),
    args: z.unknown(),
    key: z.string().nullable(),
  }),
  run: (deps, { principal, signal }, { tool, args, key }) =>
    storeBackend(deps, principal).call({ tool, args, key }, signal),
})

export const mcpDocuments = defineOperation({
  name: 'mcp-documents',
  input: z.strictObject({}),
  run: (deps, { principal }) => storeBackend(deps, principal).documents(),
})

export const mcpDocument = defineOperation({
  name: 'mcp-document',
  input: z.strictObject({
    siteId: z.string(),
    id: z.string(),
    revision: z.number(),
  }),
  run: (deps, { principal }, at) => storeBackend(deps, principal).document(at),
})

/** Names of the effects that the person may file at some site. */
export const mcpFileable = defineOperation({
  name: 'mcp-fileable',
  input: z.strictObject({}),
  run: async (deps, { principal }) => [...(await fileableBy(deps.db, principal))],
})

export const whoami = defineOperation({
  name: 'whoami',
  input: z.strictObject({}),
  run: async (_deps, { principal }) => principal,
})
