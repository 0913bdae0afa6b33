export { createIngestKey, type IngestKey, listIngestKeys, revokeIngestKey } from './keys.ts'
export { ingestRoutes } from './routes.ts'
