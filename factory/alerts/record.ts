import { sql } from 'drizzle-orm'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { type Finding, floorMs, type Note, nextCheckpoint } from './finding.ts'
import { freshEvents } from './fresh-events.ts'
import type { KnownPlaces } from './places.ts'
import { type Reconciled, type Recorded, reconcile } from './reconcile.ts'
import { type Watch, watchKey } from './series.ts'

type Deps = { db: Db; clock: Clock; newId: NewId }
type Round = {
  findings: Finding[]
  postponed: Watch[]
  notes: Note[]
  places: KnownPlaces
}
type Change = Reconciled['changed'][number] & { siteId: string; act: string }

/**
 * Moves the watches on and writes what was found, in one transaction.
 *
 * @returns how many watches were ours to move: another process may have judged the same data
 */
export async function recordFindings(deps: Deps, round: Round): Promise<number> {
  const now = deps.clock()
  return deps.db.tx(
    'ingest',
    async (tx) => {
      const won = await moveWatches(tx, round, now)
      const ours = round.findings.filter(({ watch }) => won.has(watchKey(watch)))
      const recorded = await recordedEvents(tx, ours)
      const news = ours.map((finding) => {
        const known = recorded.get(watchKey(finding.watch)) ?? []
        return { finding, ...reconciled(finding, known) }
      })
      await writeChanges(tx, news.flatMap(changesOf), now)
      await writeFresh(tx, await freshEvents(tx, news, { ...deps, now, places: round.places }))
      await forgetNotes(tx, round.notes, won)
      return won.size
    },
    { timeoutMs: 60_000 },
  )
}

/** What was over before anybody asked for it is no alert. */
function reconciled({ rule, found }: Finding, known: Recorded[]): Reconciled {
  const since = rule.createdAt.getTime()
  const asked = found.excursions.filter(({ clearedAt }) => clearedAt === null || clearedAt > since)
  return reconcile(asked, known)
}

async function moveWatches(
  tx: Tx,
  { findings, postponed }: Round,
  now: Date,
): Promise<Set<string>> {
  const judged = findings.map((finding) => {
    const { siteId, ruleId, subject, version, turn } = finding.watch
    const { state, at, lookAt } = nextCheckpoint(finding, now)
    return { siteId, ruleId, subject, version, turn, state, at, look: lookAt }
  })
  const later = postponed.map(({ siteId, ruleId, subject, version, turn, checkpointAt }) => ({
    ...{ siteId, ruleId, subject, version, turn, state: null, at: checkpointAt },
    look: new Date(now.getTime() + floorMs),
  }))
  const moved = await tx.rows<Pick<Watch, 'siteId' | 'ruleId' | 'subject'>>(sql`
    update alert_watch w set checkpoint = coalesce(j.state, w.checkpoint), checkpoint_at = j.at,
      look_at = j.look, turn = w.turn + 1
    from json_to_recordset(${JSON.stringify([...judged, ...later])}::json) as j("siteId" text,
      "ruleId" text, subject text, version int, turn int, state jsonb, at timestamptz,
      look timestamptz)
    where w.site_id = j."siteId" and w.rule_id = j."ruleId" and w.subject = j.subject
      and w.version = j.version and w.turn = j.turn
    returning w.site_id as "siteId", w.rule_id as "ruleId", w.subject`)
  return new Set(moved.map(watchKey))
}

type Row = Pick<Watch, 'siteId' | 'ruleId' | 'subject'> & {
  id: string
  raisedAt: Date
  lastRaisedAt: Date
  clearedAt: Date | null
}

const rejoinS = 300

/** Events that the judged stretch may still change, oldest first. */
async function recordedEvents(tx: Tx, ours: Finding[]): Promise<Map<string, Recorded[]>> {
  const keys = ours.map(({ watch: { siteId, ruleId, subject, version, checkpointAt } }) => ({
    ...{ siteId, ruleId, subject, version, since: checkpointAt },
  }))
  const rows = await tx.rows<Row>(sql`
    select e.site_id as "siteId", e.rule_id as "ruleId", e.subject, e.id, e.raised_at as "raisedAt",
      e.last_raised_at as "lastRaisedAt", e.cleared_at as "clearedAt"
    from json_to_recordset(${JSON.stringify(keys)}::json) as k("siteId" text, "ruleId" text,
      subject text, version int, since timestamptz)
    join alert_event e on e.site_id = k."siteId" and e.rule_id = k."ruleId" and e.subject = k.subject
      and e.version = k.version and (e.cleared_at is null
        or e.cleared_at > k.since - ${rejoinS} * interval '1 second')
    order by e.raised_at`)
  return Map.groupBy(
    rows.map((row) => ({
      ...row,
      raisedAt: row.raisedAt.getTime(),
      lastRaisedAt: row.lastRaisedAt.getTime(),
      clearedAt: row.clearedAt?.getTime() ?? null,
    })),
    watchKey,
  )
}

function changesOf({ finding, changed, undone }: { finding: Finding } & Reconciled): Change[] {
  const { siteId } = finding.watch
  return [
    ...changed.map((one) => {
      const act = one.clearedAt === null ? 'returned' : 'cleared'
      return { ...one, siteId, act }
    }),
    ...undone.map((id) => ({ siteId, id, clearedAt: 0, raises: [], act: 'undone' })),
  ]
}

async function writeChanges(tx: Tx, changes: Change[], now: Date): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ clearedAt, act, raises, siteId, id }) => ({
    ...{ siteId, id, act, repeats: raises.length },
    last: raises.length === 0 ? null : new Date(Math.max(...raises)),
    at: clearedAt === null ? null : act === 'undone' ? now : new Date(clearedAt),
  }))
  await tx.rows(sql`
    with c as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json)
      as c("siteId" text, id text, at timestamptz, repeats int, act text, last timestamptz)),
    moved as (
      update alert_event e set cleared_at = c.at, repeats = e.repeats + c.repeats,
        last_raised_at = coalesce(c.last, e.last_raised_at),
        state = case when c.at is not null then 'closed' when e.state <> 'closed' then e.state
          when e.acknowledged_at is null then 'open' else 'acknowledged' end,
        closed_at = case when c.at is not null then coalesce(e.closed_at, ${now}::timestamptz) end,
        escalate_at = case when c.at is null and e.acknowledged_at is null and e.cause_id is null
          and e.severity <> 'info' then ${now}::timestamptz
          + (e.evidence->>'escalateMin')::float8 * interval '1 minute' end
      from c where e.site_id = c."siteId" and e.id = c.id returning 1)
    insert into alert_step (site_id, event_id, seq, at, done_by, act, detail)
    select c."siteId", c.id, 1 + coalesce((select max(seq) from alert_step s
      where s.site_id = c."siteId" and s.event_id = c.id), 0), ${now}::timestamptz, 'system', c.act,
      jsonb_strip_nulls(jsonb_build_object('at', c.at)) from c`)
}

async function writeFresh(
  tx: Tx,
  events: (typeof schema.alertEvent.$inferInsert)[],
): Promise<void> {
  for (let from = 0; from < events.length; from += 200) {
    const some = events.slice(from, from + 200)
    const written = await tx.orm
      .insert(schema.alertEvent)
      .values(some)
      .onConflictDoNothing()
      .returning({ siteId: schema.alertEvent.siteId, eventId: schema.alertEvent.id })
    const recordedAt = new Map(some.map(({ id, recordedAt: at }) => [id, at]))
    if (written.length === 0) continue
    await tx.orm.insert(schema.alertStep).values(
      written.map(({ siteId, eventId }) => ({
        ...{ siteId, eventId, seq: 1, doneBy: 'system', act: 'raised', detail: {} },
        at: recordedAt.get(eventId) ?? new Date(0),
      })),
    )
  }
}

/** Notes of watches that were judged, or that are no longer there. */
async function forgetNotes(tx: Tx, notes: Note[], won: Set<string>): Promise<void> {
  if (notes.length === 0) return
  const rows = notes.map((note) => ({ ...note, won: won.has(watchKey(note)) }))
  await tx.rows(sql`
    delete from alert_due d
    using json_to_recordset(${JSON.stringify(rows)}::json) as n("siteId" text, id bigint,
      "ruleId" text, subject text, won boolean)
    where d.site_id = n."siteId" and d.id = n.id and (n.won or not exists (
      select from alert_watch w where w.site_id = n."siteId" and w.rule_id = n."ruleId"
        and w.subject = n.subject))`)
}
