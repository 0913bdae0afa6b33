import { sql } from 'drizzle-orm'
import { AppError } from '../base/app-error.ts'
import type { Principal } from '../base/principal.ts'
import { storableJson } from '../base/storable.ts'
import type { Db, Tx } from '../store/index.ts'
import type { Answer } from './events.ts'

/** One's own turn: the database shows nobody another person's. */
export type TurnKey = { principal: Principal; threadId: string; seq: number }

export type TurnClaim = {
  principal: Principal
  threadId: string
  question: string
  channel: string
  now: Date
  /** A running turn that started before this is abandoned. */
  abandonedBefore: Date
  /** One of the same question that started before this is gone on with. */
  resumedBefore: Date
}

export type PastTurn = { question: string; answer: Answer }

const titleLength = 80

/**
 * Claims the thread for one turn. One statement decides: of two that ask at once, one is told.
 * An abandoned turn with the same question keeps its number, and with it its proposals.
 *
 * @throws AppError conflict while another turn of the thread runs.
 */
export async function claimTurn(db: Db, claim: TurnClaim): Promise<TurnKey> {
  const { principal, threadId } = claim
  const work = async (tx: Tx) => {
    await ensureThread(tx, claim)
    return (await takeOver(tx, claim)) ?? (await begin(tx, claim))
  }
  const seq = await db.tx('chat', work, { principal })
  if (seq === null) {
    throw new AppError('conflict', `Another turn of thread ${threadId} is still running.`, {
      hint: 'Wait for its answer, or cancel it, then ask again.',
    })
  }
  return { principal, threadId, seq }
}

async function ensureThread(tx: Tx, claim: TurnClaim): Promise<void> {
  const title = [...claim.question].slice(0, titleLength).join('')
  await tx.rows(sql`
    insert into thread (user_id, id, channel, title, created_at)
    values (${claim.principal.userId}, ${claim.threadId}, ${claim.channel}, ${title}, ${claim.now})
    on conflict do nothing`)
}

async function takeOver(tx: Tx, claim: TurnClaim): Promise<number | null> {
  const resumed = await tx.rows<{ seq: number }>(sql`
    update turn set started_at = ${claim.now}
    where user_id = ${claim.principal.userId} and thread_id = ${claim.threadId} and status = 'running'
      and started_at <= ${claim.resumedBefore} and question = ${claim.question}
    returning seq`)
  if (resumed[0]) return resumed[0].seq
  await tx.rows(sql`
    update turn set status = 'failed', finished_at = ${claim.now}
    where user_id = ${claim.principal.userId} and thread_id = ${claim.threadId} and status = 'running'
      and started_at < ${claim.abandonedBefore}`)
  return null
}

async function begin(tx: Tx, claim: TurnClaim): Promise<number | null> {
  const begun = await tx.rows<{ seq: number }>(sql`
    insert into turn (user_id, thread_id, seq, question, status, started_at)
    select ${claim.principal.userId}, ${claim.threadId}, coalesce(max(seq), 0) + 1,
      ${claim.question}, 'running', ${claim.now}
    from turn where user_id = ${claim.principal.userId} and thread_id = ${claim.threadId}
    having count(*) filter (where status = 'running') = 0
    on conflict do nothing
    returning seq`)
  return begun[0]?.seq ?? null
}

export type TurnEnd = {
  status: 'done' | 'failed' | 'cancelled'
  model: string
  /** Id and version of the prompt; null: the built-in model was asked. */
  prompt: string | null
  answer: Answer | null
  now: Date
}

/** Ends a turn that still runs; a turn that somebody took over is left to them. */
export async function endTurn(db: Db, key: TurnKey, end: TurnEnd): Promise<void> {
  const answer = end.answer === null ? null : storableJson(end.answer)
  const { principal, threadId, seq } = key
  const work = (tx: Tx) =>
    tx.rows(sql`
      update turn set status = ${end.status}, model = ${end.model}, prompt = ${end.prompt}, answer = ${answer}::jsonb,
        finished_at = ${end.now}
      where user_id = ${principal.userId} and thread_id = ${threadId} and seq = ${seq}
        and status = 'running'`)
  await db.tx('chat', work, { principal })
}

/** The last answered turns before this one, oldest first. */
export async function pastTurns(db: Db, key: TurnKey, most: number): Promise<PastTurn[]> {
  const { principal, threadId, seq } = key
  const work = (tx: Tx) =>
    tx.rows<PastTurn>(sql`
      select question, answer from turn
      where user_id = ${principal.userId} and thread_id = ${threadId} and seq < ${seq}
        and status = 'done' and answer is not null
      order by seq desc limit ${most}`)
  const rows = await db.tx('chat', work, { principal })
  return rows.reverse()
}
