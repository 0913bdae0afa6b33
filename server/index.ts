export { hashPassword } from './auth/passwords.ts'
export { createUser, type NewUser } from './auth/people.ts'
export { runCli } from './cli/run.ts'
export type { Logger } from './log.ts'
