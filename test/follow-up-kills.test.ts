/** However often a follow-up is killed, or several do it at once, an outcome is written once. */
import { expect, test } from 'vitest'
import { seedGate } from '../actions/test-gate.ts'
import { openTestServerDb } from '../store/test-db.ts'
import { followUpBoundaries, killWhileFollowingUp } from './support/follow-up-kills.ts'

test.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'a follow-up that is killed at any boundary, or done by several, writes one outcome',
  async () => {
    const db = await openTestServerDb()
    try {
      await seedGate(db)
      for (const boundary of followUpBoundaries) {
        expect(await killWhileFollowingUp(db, boundary)).toEqual([])
      }
    } finally {
      await db.close()
    }
  },
)
