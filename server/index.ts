export { createUser, type NewUser } from './auth/index.ts'
export { runCli } from './cli/run.ts'
export type { Logger } from './log.ts'
