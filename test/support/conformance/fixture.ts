import type {
  CallToolResult,
  McpServer,
  RequestStateCodec,
  ServerContext,
  ServerNotifier,
} from '@modelcontextprotocol/server'
import { z } from 'zod'

/** What the suite's fixtures are registered on: the production server of one request. */
export type Fixtures = {
  server: McpServer
  // Production states hold a call's key; the suite's hold its own small records.
  states: RequestStateCodec<Record<string, unknown>>
  notify: () => ServerNotifier
}

export const nothing = z.strictObject({})
export const says = (text: string): CallToolResult => ({
  content: [{ type: 'text', text }],
})

/** What a client said for one of the things that it was asked, as it came. */
export const answerTo = ({ mcpReq }: ServerContext, key: string): unknown =>
  mcpReq.inputResponses?.[key]

export const redDot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
export const silence = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA='
