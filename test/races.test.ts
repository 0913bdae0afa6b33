/**
 * However decisions, edits and executions race, are repeated or are killed, a proposal has at most
 * one verdict and one effect, and they agree. `evals/gate.ts` runs 1,000 of each.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { executeReady } from '../actions/index.ts'
import { gateClock, seedGate, ticketEffect } from '../actions/test-gate.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { fillTestFolder, openTestDb, openTestServerDb } from '../store/test-db.ts'
import { act, planner } from './support/gate-act.ts'
import { afterKill, approveAndKill, fileOne } from './support/gate-kills.ts'
import { boundaries, startGateProcess } from './support/gate-process.ts'
import { faultsAtRest, type RaceName, type Racer, races, runRaces } from './support/gate-races.ts'

const kinds = Object.keys(races) as RaceName[]

const here = (db: Db): Racer => ({
  act: (given) => act(db, given),
  execute: () => executeReady({ db, clock: gateClock, effects: [ticketEffect] }),
})

async function expectNoFault(db: Db, { a, b }: { a: Racer; b: Racer }, times: number) {
  for (const kind of kinds) {
    const raced = await runRaces(db, { a, b }, kind, times)
    expect(raced).toHaveLength(times)
    expect(await faultsAtRest(db, raced), kind).toEqual([])
  }
}

async function expectSameDecisionOnce(db: Db, { a, b }: { a: Racer; b: Racer }) {
  const shown = await fileOne(db)
  const again = { do: 'approve', by: 'supervisor', shown } as const
  const words = await Promise.all([a.act(again), b.act(again), a.act(again)])
  await Promise.all([a.execute(), b.execute()])
  words.push(await b.act(again))
  expect(words.filter((word) => word === 'approved')).toHaveLength(1)
  expect(await faultsAtRest(db, [afterKill(shown, 'ended')])).toEqual([])
}

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

describe('on PGlite', () => {
  test('ten races of each kind end in one verdict and one effect', async () => {
    const db = await openTestDb()
    closers.push(db.close)
    await seedGate(db, [planner])
    const racers = { a: here(db), b: here(db) }
    await expectNoFault(db, racers, 10)
    await expectSameDecisionOnce(db, racers)
  })

  test('a process that is killed at any boundary leaves all or nothing to the next', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jidoka-kill-'))
    await fillTestFolder(folder)
    closers.push(() => rm(folder, { recursive: true, force: true }))
    const opened = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
      const { db } = await openFolderStore(folder)
      return work(db).finally(db.close)
    }
    const first = await opened(async (db) => {
      await seedGate(db)
      return fileOne(db)
    })
    let shown = first
    for (const boundary of boundaries) {
      await approveAndKill(folder, shown, boundary)
      shown = await opened(async (db) => {
        expect(await faultsAtRest(db, [afterKill(shown, boundary)]), boundary).toEqual([])
        return fileOne(db)
      })
    }
  })
})

describe.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'on a Postgres server between two processes',
  () => {
    const start = async () => {
      const db = await openTestServerDb()
      closers.push(db.close)
      await seedGate(db, [planner])
      return db
    }
    const startProcess = async (db: { url: string }) => {
      const started = await startGateProcess(db.url, 'never')
      closers.push(started.kill)
      return started
    }

    test('twenty races of each kind end in one verdict and one effect', async () => {
      const db = await start()
      const [a, b] = await Promise.all([startProcess(db), startProcess(db)])
      await expectNoFault(db, { a, b }, 20)
      await expectSameDecisionOnce(db, { a, b })
    })

    test('whatever boundary a process is killed at, the other executes it once', async () => {
      const db = await start()
      const other = await startProcess(db)
      for (const boundary of boundaries) {
        const shown = await fileOne(db)
        await approveAndKill(db.url, shown, boundary)
        await other.execute()
        expect(await faultsAtRest(db, [afterKill(shown, boundary)]), boundary).toEqual([])
      }
    })
  },
)
