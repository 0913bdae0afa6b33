/** Chat systems that break and servers that are killed: each question is answered once, in order. */
import { expect, test } from 'vitest'
import { openTestServerDb } from '../store/test-db.ts'
import { playChaos } from './support/channel-chaos.ts'

test.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'of two servers one is killed: nothing is lost, nothing comes twice, and the order is kept',
  async () => {
    const db = await openTestServerDb()
    try {
      const { broken, details, ...chaos } = await playChaos({
        ...{ db, questions: 3, kills: 1, killed: 'for good', seed: 8 },
      })
      expect({ ...chaos, details }).toEqual({
        ...{ asked: 18, lost: 0, doubled: 0, outOfOrder: 0, undecided: 0 },
        ...{ mostSockets: 1, displaced: 0, details: [] },
      })
      expect(broken).toBeGreaterThan(0)
    } finally {
      await db.close()
    }
  },
  400_000,
)
