/**
 * Any interleaving of up to 12 events against the real functions, beside a model of a page: the
 * outcomes agree, and no state outside of the diagram is reached.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../base/random.ts'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { verifyAudit } from './audit.ts'
import { type ProposalStatus, transitions } from './state-machine.ts'
import { gateClock, seedGate, setRule } from './test-gate.ts'

type Who = 'operator' | 'supervisor' | 'manager'
const events = [
  ...(['operator', 'supervisor', 'manager'] as const).flatMap((who) => [
    `approve ${who}`,
    `reject ${who}`,
    `edit ${who}`,
    `withdraw ${who}`,
  ]),
  'approve the first version supervisor',
  'claim manager',
  'expire',
  'execute',
]

/** What the gate promises, over the transitions of the diagram; `needed` people approve. */
type Model = {
  status: ProposalStatus
  version: number
  authors: Who[]
  approvals: Who[]
  effects: number
}

/** Mutates the model; returns the word that the gate must answer, null where it answers none. */
function expected(model: Model, event: string, needed: number): string | null {
  const words = event.split(' ')
  const [verb, who] = [words[0], words.at(-1) as Who]
  const waits = model.status === 'pending'
  switch (verb) {
    case 'execute':
      if (model.status === 'approved') Object.assign(model, { status: 'done', effects: 1 })
      return null
    case 'expire':
      if (waits) model.status = 'expired'
      return null
    case 'withdraw':
      if (who !== 'operator') return 'not_the_requester'
      if (!waits && model.status !== 'approved') return 'already_decided'
      model.status = 'withdrawn'
      return 'withdrawn'
    case 'claim':
      if (!waits) return 'already_decided'
      return model.authors.includes(who) ? 'self_approval' : 'claimed'
    case 'edit':
      return editOf(model, who)
    default:
      return decisionOf(model, { who, needed, first: event.includes('first'), verb })
  }
}

function editOf(model: Model, who: Who): string {
  if (model.status !== 'pending') return 'already_decided'
  if (!model.authors.includes(who)) model.authors.push(who)
  Object.assign(model, { version: model.version + 1, approvals: [] })
  return 'edited'
}

type Deciding = { who: Who; needed: number; first: boolean; verb: string | undefined }

function decisionOf(model: Model, { who, needed, first, verb }: Deciding): string {
  if (model.approvals.includes(who)) return 'already_decided'
  if (who === 'operator') return 'not_an_approver'
  if (model.authors.includes(who)) return 'self_approval'
  if (model.status !== 'pending') return 'already_decided'
  if (first && model.version > 1) return 'other_version'
  if (verb === 'reject') {
    model.status = 'rejected'
    model.approvals.push(who)
    return 'rejected'
  }
  model.approvals.push(who)
  if (model.approvals.length < needed) return 'waiting_for_second'
  model.status = 'approved'
  return 'approved'
}

/**
 * Walks an interleaving inside the database, by the functions that the server calls, each as the
 * person who acts; `+` after each event what the proposal is then. One call for many walks: a trip
 * to the database for each of 20,000 events would take minutes.
 */
const walker = `
create function walk(p_site text, p_id text, p_steps text[], p_now timestamptz) returns jsonb
language plpgsql as $$
declare
  step text; who text; verb text; word text; p proposal; first proposal; b proposal; trace jsonb := '[]';
begin
  perform set_config('jidoka.sites', 'suzhou,group', true), set_config('jidoka.user', 'operator@suzhou', true);
  perform jidoka_propose(jsonb_build_object('site_id', p_site, 'id', p_id, 'tool', 'open_maintenance_ticket',
    'title_zh', 't', 'title_en', 't', 'args', '{}', 'preconditions', '{}'::jsonb, 'diff', '{}'::jsonb,
    'prediction', null, 'evidence', '[]'::jsonb, 'tainted', false, 'channel', 'test',
    'idempotency_key', p_id), p_now);
  select * into strict first from proposal where site_id = p_site and id = p_id;
  foreach step in array p_steps loop
    verb := split_part(step, ' ', 1); who := reverse(split_part(reverse(step), ' ', 1)); word := null;
    select * into strict p from proposal where site_id = p_site and id = p_id;
    if step like '% first %' then p := first; end if;
    perform set_config('jidoka.user', who || '@suzhou', true);
    case verb
      when 'approve', 'reject' then word := jidoka_decide(p_site, p_id, p.version, p.args_sha256, verb,
        'unsafe', null, 'test', p_now);
      when 'edit' then word := jidoka_edit(jsonb_build_object('site_id', p_site, 'id', p_id, 'tool', p.tool,
        'title_zh', 't', 'title_en', 't', 'input', '{}'::jsonb, 'args', jsonb_build_object('n', p.version)::text,
        'preconditions', '{}'::jsonb, 'diff', '{}'::jsonb, 'prediction', null, 'evidence', '[]'::jsonb),
        p.version, p.args_sha256, 'because', 'test', p_now);
      when 'withdraw' then word := jidoka_withdraw(p_site, p_id, null, 'test', p_now);
      when 'claim' then word := jidoka_claim(p_site, p_id, 5, 'test', p_now);
      when 'expire' then perform jidoka_expire(p_now + interval '61 minutes');
      when 'execute' then
        select * into b from jidoka_begin_execution(p_site, p_id, p.args_sha256);
        if b.id is not null then
          perform set_config('role', 'jidoka_execute', true);
          insert into ticket (site_id, id, equipment_id, kind, status, priority, title, opened_at, origin,
            action_id) values (p_site, p_id, 'M', 'corrective', 'open', 'low', 't', p_now, 'action', p_id);
          perform jidoka_finish_execution(p_site, p_id, 'done', '{}', p_now);
          perform set_config('role', 'none', true);
        end if;
    end case;
    select trace || jsonb_build_object('word', word, 'status', status, 'version', version, 'effects',
      (select count(*) from ticket where action_id = p_id)) into trace
      from proposal where site_id = p_site and id = p_id;
  end loop;
  perform jidoka_expire(p_now + interval '61 minutes');
  return trace;
end $$`

type Seen = { word: string | null; status: ProposalStatus; version: number; effects: number }
let db: Db
let walks = 0

beforeAll(async () => {
  db = await openTestDb()
  await seedGate(db)
  await db.tx('owner', (tx) => tx.exec(walker))
  await setRule(db, { rule: 'one' })
})
afterAll(() => db.close())

/** Walks them all, and holds each against the model. */
async function expectLikeModel(all: string[][], needed: number): Promise<void> {
  for (let at = 0; at < all.length; at += 100) {
    const batch = all.slice(at, at + 100).map((steps) => ({ id: `act_${++walks}`, steps }))
    const rows = await db.tx('owner', (tx) =>
      tx.rows<{ id: string; trace: Seen[] }>(sql`select w->>'id' as id, walk('suzhou', w->>'id',
        array(select jsonb_array_elements_text(w->'steps')), ${gateClock()}) as trace
        from jsonb_array_elements(${JSON.stringify(batch)}::jsonb) w`),
    )
    for (const { id, steps } of batch) {
      expectTrace(steps, rows.find((row) => row.id === id)?.trace ?? [], needed)
    }
  }
}

function expectTrace(steps: string[], trace: Seen[], needed: number): void {
  const model: Model = {
    ...{ status: 'pending', version: 1, effects: 0 },
    ...{ authors: ['operator'], approvals: [] },
  }
  for (const [index, event] of steps.entries()) {
    const path = `${needed} needed: ${steps.slice(0, index + 1).join(' > ')}`
    const before = model.status
    const word = expected(model, event, needed)
    const { status, version, effects } = model
    expect(trace[index], path).toEqual({ word, status, version, effects })
    const known = transitions.some(({ from, to }) => from === before && to === status)
    expect(known || before === status, path).toBe(true)
  }
}

const pairs = events.flatMap((a) => events.map((b) => [a, b]))
function randomWalks(count: number, seed: number): string[][] {
  const random = seeded(seed)
  const any = () => events[Math.floor(random() * events.length)] ?? 'expire'
  return Array.from({ length: count }, () => Array.from({ length: 12 }, any))
}

test.each([1, 2])(
  'with %i approvals needed, every interleaving ends where the model does',
  async (needed) => {
    if (needed === 2) await setRule(db, { rule: 'two', risk: 'high', approvalsNeeded: 2 })
    await expectLikeModel([...pairs, ...randomWalks(60, 20_261_124 + needed)], needed)
    expect((await verifyAudit(db)).ok).toBe(true)
  },
  120_000,
)
