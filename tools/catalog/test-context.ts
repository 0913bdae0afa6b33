import { plantClock, principalOf } from '../../factory/test-plant.ts'
import type { Db } from '../../store/index.ts'
import type { ToolContext } from '../define-tool.ts'

/** What a tool is given in tests: a supervisor at Suzhou, a fixed clock, ids that count up. */
export function testContext(db: Db, changes: Partial<ToolContext> = {}): ToolContext {
  let ids = 0
  return {
    db,
    principal: principalOf('suzhou'),
    language: 'en',
    clock: plantClock,
    newId: (prefix) => {
      ids += 1
      return `${prefix}_${String(ids).padStart(12, '0')}`
    },
    signal: new AbortController().signal,
    baseUrl: 'http://plant.test',
    channel: 'cli',
    idempotencyKey: 'turn-1',
    tainted: false,
    ...changes,
  }
}
