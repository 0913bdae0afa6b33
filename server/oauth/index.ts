export { type AskedGrant, type Authorization, createAuthorization } from './authorization.ts'
export { oauthRoutes } from './routes.ts'
