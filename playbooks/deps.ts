import type { Clock } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'

export type PlaybookDeps = { db: Db; clock: Clock; principal: Principal; signal: AbortSignal }
