/**
 * What the pages ask of links to chat accounts.
 *
 * GET  /api/channel-links                → ChannelLinkPage, one's own
 * POST /api/channel-links/:code/open     → OpenLinkReply (409 unless it was opened)
 * POST /api/channel-links/:id/revoke     → RevokeLinkReply (404 unless it was)
 */
import type { LinkView, Opened } from '../channels/links.ts'

export type ChannelLinkPage = { items: LinkView[] }
/** `number` is to be sent from the chat account that asked for the link. */
export type OpenLinkReply = Opened
export type RevokeLinkReply = { outcome: 'revoked' | 'not_found' }
