import type { createUser as create } from './auth/index.ts'

export type { NewUser } from './auth/index.ts'
export { runCli } from './cli/run.ts'
export type { Logger } from './log.ts'

/** Loaded when it is asked for: most commands sign nobody in. */
export const createUser = async (...given: Parameters<typeof create>) =>
  (await import('./auth/index.ts')).createUser(...given)
