/** Races of two at the gate, run side by side; what the store holds afterwards is counted. */
import { sql } from 'drizzle-orm'
import { delegate, executeReady, type ShownProposal, verifyAudit } from '../../actions/index.ts'
import { by, gateClock, requestsOf, supervisor, ticketEffect } from '../../actions/test-gate.ts'
import { randomId } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { type GateAct, planner } from './gate-act.ts'

export type Racer = {
  act: (act: GateAct) => Promise<string>
  execute: () => Promise<number | 'frozen'>
}

/** What the two do to one proposal at the same moment. */
type Race = (shown: ShownProposal, prepared: string) => [GateAct, GateAct]

export const races = {
  'approve/approve': (shown) => [
    { do: 'approve', by: 'supervisor', shown },
    { do: 'approve', by: 'manager', shown },
  ],
  'approve/reject': (shown) => [
    { do: 'approve', by: 'supervisor', shown },
    { do: 'reject', by: 'manager', shown },
  ],
  'edit/approve': (shown) => [
    { do: 'edit', by: 'operator', shown, title: `edited ${shown.id}` },
    { do: 'approve', by: 'manager', shown },
  ],
  'withdraw/approve': (shown) => [
    { do: 'withdraw', by: 'operator', shown },
    { do: 'approve', by: 'manager', shown },
  ],
  'expire/approve': (shown) => [
    { do: 'expire', by: 'operator' },
    { do: 'approve', by: 'manager', shown },
  ],
  'delegate-revoke/approve': (shown, id) => [
    { do: 'revoke', by: 'supervisor', id },
    { do: 'approve', by: 'planner', shown },
  ],
  'bulk/single': (shown) => [
    { do: 'bulk', by: 'supervisor', shown: [shown] },
    { do: 'approve', by: 'manager', shown },
  ],
} satisfies Record<string, Race>
export type RaceName = keyof typeof races

/** The word with which a verb says that it counted. */
const counts = /^(approved|rejected|withdrawn|edited)$/

export type Raced = { name: RaceName; id: string; won: string[] }

const atOnce = 10

/** Runs one kind of race so many times, ten at once; who starts first alternates. */
export async function runRaces(
  db: Db,
  { a, b }: { a: Racer; b: Racer },
  ...[name, times]: [name: RaceName, times: number]
): Promise<Raced[]> {
  const request = requestsOf(db, randomId)
  const raced: Raced[] = []
  const one = async (run: number): Promise<void> => {
    const { siteId, id, version, argsSha256 } = await request(randomId(name))
    const shown = { siteId, id, version, argsSha256 }
    const prepared = name === 'delegate-revoke/approve' ? await lend(db) : ''
    const race: Race = races[name]
    const [first, second] = race(shown, prepared)
    const [x, y] = run % 2 === 0 ? [a, b] : [b, a]
    const words = await Promise.all([x.act(first), y.act(second), run % 5 === 0 ? x.execute() : ''])
    const won = words.filter((word): word is string => counts.test(String(word)))
    raced.push({ name, id, won })
  }
  for (let done = 0; done < times; done += atOnce) {
    const batch = Math.min(atOnce, times - done)
    // One delegation at a time: another that still holds would hide that this one has ended.
    if (name === 'delegate-revoke/approve') {
      for (let next = 0; next < batch; next += 1) await one(done + next)
    } else await Promise.all(Array.from({ length: batch }, (_, next) => one(done + next)))
  }
  await Promise.all([a.execute(), b.execute()])
  return raced
}

async function lend(db: Db): Promise<string> {
  const { id } = await delegate({ db, clock: gateClock, newId: randomId }, by(supervisor), {
    siteId: 'suzhou',
    role: 'supervisor',
    toUser: planner.userId,
    fromAt: gateClock(),
    untilAt: new Date(gateClock().getTime() + 3_600_000),
    reason: 'race',
  })
  return id
}

type Held = {
  id: string
  status: string
  version: number
  approved: number
  rejected: number
  effects: number
}

/** What the store holds once everything has come to rest. */
async function atRest(db: Db): Promise<Held[]> {
  while ((await executeReady({ db, clock: gateClock, effects: [ticketEffect] })) > 0);
  return db.tx('read', (tx) =>
    tx.rows<Held>(sql`select p.id, p.status, p.version,
      (select count(*)::int from decision d where d.proposal_id = p.id and d.version = p.version
        and verdict = 'approve') as approved,
      (select count(*)::int from decision d where d.proposal_id = p.id and verdict = 'reject') as rejected,
      (select count(*)::int from ticket t where t.action_id = p.id) as effects
      from proposal p`),
  )
}

/**
 * Each effect that is double, lost or against the verdict, in words; empty when all is well. Asked
 * after each kind of race: a later one may expire what an edit left waiting.
 */
export async function faultsAtRest(db: Db, raced: Raced[]): Promise<string[]> {
  const held = new Map((await atRest(db)).map((one) => [one.id, one]))
  const faults = raced.flatMap((race) => faultsOf(race, held.get(race.id)))
  return (await verifyAudit(db)).ok ? faults : [...faults, 'the audit chain is broken']
}

function faultsOf({ name, id, won }: Raced, held: Held | undefined): string[] {
  if (held === undefined) return [`${name} ${id}: lost`]
  const { status, approved, rejected, effects, version } = held
  const says = (what: string) => `${name} ${id}: ${what}; ${JSON.stringify(held)}, won ${won}`
  const agreed =
    status === 'done'
      ? approved === 1 && rejected === 0 && effects === 1
      : approved <= (status === 'withdrawn' ? 1 : 0) && effects === 0
  // An approved proposal may still be withdrawn before it is executed: then both have counted.
  const both = status === 'withdrawn' && won.length === 2
  const waits = version === 2 ? 'edited' : ''
  const expected: Record<string, string> = { done: 'approved', pending: waits, expired: '' }
  const word = expected[status] ?? status
  const told = both || (word === '' ? won.length === 0 : won.length === 1 && won[0] === word)
  return [
    ...(agreed ? [] : [says('effect and verdict disagree')]),
    ...(told ? [] : [says('what was told is not what happened')]),
    ...(status === 'rejected' && rejected !== 1 ? [says('a rejection is missing')] : []),
  ]
}
