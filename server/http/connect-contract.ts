/**
 * What the page asks on which a person lets an AI client in. Both take the client's own query.
 *
 * GET  /api/connect?…  → ConnectPage
 * POST /api/connect    ConnectAnswer → ConnectReply
 */
import type { AskedGrant } from '../oauth/authorization.ts'

export type ConnectPage = AskedGrant
export type ConnectAnswer = { query: Record<string, string>; allow: AskedGrant['scopes'] | null }
/** Where the browser goes: back to the client. */
export type ConnectReply = { location: string }
