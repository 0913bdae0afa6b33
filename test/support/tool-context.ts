import { randomId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { plantClock } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
import type { ToolContext } from '../../tools/index.ts'

/** What a tool is given when this person calls it. */
export const toolContext = (
  db: Db,
  principal: Principal,
  more: Partial<ToolContext> = {},
): ToolContext => ({
  ...{ db, principal, language: 'en', clock: plantClock, newId: randomId },
  ...{ signal: new AbortController().signal, baseUrl: 'http://plant.test', channel: 'cli' },
  ...{ idempotencyKey: 'call-1', tainted: false },
  ...more,
})
