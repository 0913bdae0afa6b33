/** Chat systems that break and servers that are killed: each question is answered once, in order. */
import { expect, test } from 'vitest'
import { openTestServerDb } from '../store/test-db.ts'
import { playChaos } from './support/channel-chaos.ts'

test.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'two servers of one store, each killed once, lose nothing, double nothing and keep the order',
  async () => {
    const db = await openTestServerDb()
    try {
      const { broken, details, ...chaos } = await playChaos({
        ...{ db, questions: 4, kills: 2, seed: 8 },
      })
      expect({ ...chaos, details }).toEqual({
        ...{ asked: 24, lost: 0, doubled: 0, outOfOrder: 0, undecided: 0 },
        ...{ mostSockets: 1, displaced: 0, details: [] },
      })
      expect(broken).toBeGreaterThan(0)
    } finally {
      await db.close()
    }
  },
)
