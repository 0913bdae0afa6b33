/**
 * 200 runs on each store: however decisions and executions race, are repeated or are killed, a
 * proposal has at most one verdict and one effect, and they agree.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type DecisionInput,
  decide,
  executeReady,
  type ProposalView,
  verifyAudit,
} from '../actions/index.ts'
import {
  gateClock,
  manager,
  requestsOf,
  seedGate,
  supervisor,
  ticketEffect,
} from '../actions/test-gate.ts'
import { randomId } from '../base/ports.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { openTestDb, openTestServerDb } from '../store/test-db.ts'
import { type FreezeAt, type GateProcess, startGateProcess } from './support/gate-process.ts'

type Decider = Pick<GateProcess, 'decide' | 'execute'>
type Round = (a: Decider, b: Decider, shown: ProposalView) => Promise<unknown>

const runsOfEach = 40
const inputOf = (
  { siteId, id, version, argsSha256 }: ProposalView,
  verdict: 'approve' | 'reject',
): DecisionInput => ({
  siteId,
  id,
  version,
  argsSha256,
  verdict,
  ...(verdict === 'reject' ? { reasonCode: 'unsafe' as const } : {}),
})
const outdated = (shown: ProposalView): DecisionInput => ({
  ...inputOf(shown, 'approve'),
  version: shown.version - 1,
})

const rounds: Record<string, Round> = {
  'two approvers at once': (a, b, shown) =>
    Promise.all([
      a.decide('supervisor', inputOf(shown, 'approve')),
      b.decide('manager', inputOf(shown, 'approve')),
      a.execute(),
      b.execute(),
    ]),
  'approve against reject': (a, b, shown) =>
    Promise.all([
      a.decide('supervisor', inputOf(shown, 'approve')),
      b.decide('manager', inputOf(shown, 'reject')),
      b.execute(),
    ]),
  'approve of an old version against reject': async (a, b, shown) => {
    const [old] = await Promise.all([
      a.decide('supervisor', outdated(shown)),
      b.decide('manager', inputOf(shown, 'reject')),
    ])
    expect(old).toMatch(/^(other_version|already_decided)$/)
  },
  'the same decision again and again': async (a, b, shown) => {
    const once = inputOf(shown, 'approve')
    const outcomes = await Promise.all([
      a.decide('supervisor', once),
      b.decide('supervisor', once),
      a.decide('supervisor', once),
    ])
    await Promise.all([a.execute(), b.execute()])
    outcomes.push(await b.decide('supervisor', once))
    expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(1)
  },
}

/** What the database holds of each proposal, after everything has come to rest. */
async function expectOneEffectEach(db: Db): Promise<number> {
  while ((await executeReady({ db, clock: gateClock, effects: [ticketEffect] })) > 0);
  const rows = await db.tx('read', (tx) =>
    tx.rows<Record<'approved' | 'rejected' | 'tickets', number> & { id: string; status: string }>(
      sql`select p.id, p.status,
        (select count(*)::int from decision d where d.proposal_id = p.id and verdict = 'approve') as approved,
        (select count(*)::int from decision d where d.proposal_id = p.id and verdict = 'reject') as rejected,
        (select count(*)::int from ticket t where t.action_id = p.id) as tickets
        from proposal p`,
    ),
  )
  for (const { id, status, ...counts } of rows) {
    const expected =
      status === 'done'
        ? { approved: 1, rejected: 0, tickets: 1 }
        : { approved: 0, rejected: 1, tickets: 0 }
    expect(counts, `${id} is ${status}`).toEqual(expected)
  }
  expect((await verifyAudit(db)).ok).toBe(true)
  return rows.length
}

const here = (db: Db): Decider => ({
  decide: async (by, input) => {
    const principal = by === 'manager' ? manager : supervisor
    return (await decide({ db, clock: gateClock }, { principal, channel: 'test' }, input)).outcome
  },
  execute: () => executeReady({ db, clock: gateClock, effects: [ticketEffect] }),
})

async function race(db: Db, a: Decider, b: Decider): Promise<void> {
  const request = requestsOf(db)
  for (const [name, round] of Object.entries(rounds)) {
    for (let run = 0; run < runsOfEach; run += 1) {
      const shown = await request(`${name} ${run}`)
      await (run % 2 === 0 ? round(a, b, shown) : round(b, a, shown))
    }
  }
  expect(await expectOneEffectEach(db)).toBe(runsOfEach * Object.keys(rounds).length)
}

type Killing = { freezeAt: FreezeAt; executes: boolean }
/** Killed after the decisions, inside an execution before and after its write, and after its end. */
const killings: Killing[] = [
  { freezeAt: 'never', executes: false },
  { freezeAt: 'begun', executes: true },
  { freezeAt: 'written', executes: true },
  { freezeAt: 'never', executes: true },
]
const perKill = runsOfEach / killings.length

async function approveAndKill(store: string, shown: ProposalView[], how: Killing): Promise<void> {
  const process = await startGateProcess(store, how.freezeAt)
  for (const one of shown) {
    expect(await process.decide('supervisor', inputOf(one, 'approve'))).toBe('approved')
  }
  if (how.executes) {
    const outcome = await process.execute()
    expect(outcome).toBe(how.freezeAt === 'never' ? shown.length : 'frozen')
  }
  await process.kill()
}

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

describe('races on PGlite', () => {
  test('160 races end in one verdict and one effect', async () => {
    const db = await openTestDb()
    closers.push(db.close)
    await seedGate(db)
    await race(db, here(db), here(db))
  })

  test('40 approvals of which the process is killed are executed once, by the next', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jidoka-kill-'))
    closers.push(() => rm(folder, { recursive: true, force: true }))
    const opened = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
      const { db } = await openFolderStore(folder)
      return work(db).finally(db.close)
    }
    await opened(seedGate)
    for (const how of killings) {
      const shown = await opened(async (db) => {
        await expectOneEffectEach(db)
        return fileSome(db)
      })
      await approveAndKill(folder, shown, how)
    }
    expect(await opened(expectOneEffectEach)).toBe(runsOfEach)
  })
})

describe.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)(
  'races on a Postgres server between two processes',
  () => {
    const start = async () => {
      const db = await openTestServerDb()
      closers.push(db.close)
      await seedGate(db)
      return db
    }
    const startProcess = async (db: { url: string }) => {
      const started = await startGateProcess(db.url, 'never')
      closers.push(started.kill)
      return started
    }

    test('160 races end in one verdict and one effect', async () => {
      const db = await start()
      await race(db, await startProcess(db), await startProcess(db))
    })

    test('40 approvals of which one process is killed are executed once, by the other', async () => {
      const db = await start()
      const other = await startProcess(db)
      for (const how of killings) {
        const shown = await fileSome(db)
        const killed = approveAndKill(db.url, shown, how)
        if (how.freezeAt === 'written') await killed
        await other.execute()
        await killed
        await expectOneEffectEach(db)
      }
      expect(await expectOneEffectEach(db)).toBe(runsOfEach)
    })
  },
)

async function fileSome(db: Db): Promise<ProposalView[]> {
  const request = requestsOf(db, randomId)
  const shown: ProposalView[] = []
  for (let one = 0; one < perKill; one += 1) shown.push(await request(randomId('title')))
  return shown
}
