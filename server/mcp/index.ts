export type { McpBackend } from './backend.ts'
export { createMcpFace, type McpFixtures, mcpRoutes } from './routes.ts'
export { serveMcpStdio } from './stdio.ts'
