import { expect, test } from 'vitest'
import { describeOnEachStore } from '../../store/test-db.ts'
import { giveLease, takeLease, underLease } from './lease.ts'

const lease = { siteId: 'group', name: 'door', ttlMs: 60_000 }
const first = { ...lease, holder: 'a' }
const second = { ...lease, holder: 'b' }

describeOnEachStore('a lease', (open) => {
  test('is held by one, renewed by its holder, and free once given back', async () => {
    const db = await open()
    expect(await takeLease(db, first)).toBe(true)
    expect(await takeLease(db, second)).toBe(false)
    expect(await takeLease(db, first)).toBe(true)
    await giveLease(db, second)
    expect(await takeLease(db, second)).toBe(false)
    await giveLease(db, first)
    expect(await takeLease(db, second)).toBe(true)
  })

  test('goes to the next when its holder did not renew it', async () => {
    const db = await open()
    expect(await takeLease(db, { ...first, ttlMs: 0 })).toBe(true)
    expect(await takeLease(db, second)).toBe(true)
    expect(await takeLease(db, first)).toBe(false)
  })

  test('lets one of two do the work, and ends it when the lease is lost', async () => {
    const db = await open()
    const { signal } = new AbortController()
    const ended: boolean[] = []
    const done = await underLease(db, { ...first, ttlMs: 1_500, signal }, async (held) => {
      const away = new Promise((resolve) => held.addEventListener('abort', resolve))
      expect(await underLease(db, { ...second, signal }, async () => undefined)).toBe(false)
      await takenAway(db)
      await away
      ended.push(held.aborted)
    })
    expect({ done, ended }).toEqual({ done: true, ended: [true] })
  })
})

/** As if the first holder had slept past its time. */
const takenAway = (db: Parameters<typeof takeLease>[0]) =>
  db.tx('ingest', (tx) =>
    tx.exec(`update lease set holder = 'b', until = now() + interval '1 hour'`),
  )
