import { sql } from 'drizzle-orm'
import { describeError } from '../../base/app-error.ts'
import { minuteMs } from '../../base/milliseconds.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { advance, type Point } from './advance.ts'
import type { Finding, Note } from './finding.ts'
import { metricPoints } from './metric-points.ts'
import { type KnownPlaces, placesAt } from './places.ts'
import type { StandingRule } from './read-rules.ts'
import { recordFindings } from './record.ts'
import { readPoints, type Watch, watchKey } from './series.ts'
import { syncWatches } from './sync-watches.ts'

export type AlertDeps = {
  db: Db
  clock: Clock
  newId: NewId
  signal: AbortSignal
  /** What this process knows of the rules; a version never changes. */
  known: KnownRules
}

export type KnownRules = {
  rules: Map<string, StandingRule>
  /** Equipment changes seldom, and a watch of a new machine waits for the same minute. */
  places: KnownPlaces
  /** How many versions there were, and when they were read. */
  versions: number
  readMs: number
}

export const noRules = (): KnownRules => ({
  ...{ rules: new Map(), places: new Map(), versions: -1, readMs: 0 },
})

const atOnce = 400
/** Of these, at most so many for the clock's sake while data wait. */
const timed = 50
/**
 * Judges watches that data came for, then those whose time has come, as many as one round takes. What
 * is found, how far was read and which notes are done with are one transaction: a round that is
 * killed anywhere is as if it had not been, and of two processes one wins each watch.
 */
export async function evaluateDue(deps: AlertDeps, versions: number): Promise<Evaluated> {
  await knowRules(deps, versions)
  if (deps.known.rules.size === 0) return { judged: 0, more: false, broken: [] }
  const { watches, notes } = await takeDue(deps)
  if (watches.length === 0 && notes.length === 0) return { judged: 0, more: false, broken: [] }
  const broken: string[] = []
  const { findings, postponed } = await judgeAll(deps, watches, broken)
  const { places } = deps.known
  const won = await recordFindings(deps, { findings, postponed, notes, places })
  return { judged: findings.length, more: watches.length >= timed && won > 0, broken }
}

/** `more`: the round was full, and others wait. */
export type Evaluated = { judged: number; more: boolean; broken: string[] }

async function knowRules({ db, clock, known }: AlertDeps, versions: number): Promise<void> {
  const now = clock()
  if (versions === known.versions && Math.abs(now.getTime() - known.readMs) < minuteMs) return
  if (versions > 0) {
    const rules = await db.tx('ingest', (tx) => syncWatches(tx, now), { timeoutMs: 60_000 })
    known.rules = new Map(rules.map((rule) => [ruleKey(rule), rule]))
  }
  known.places.clear()
  known.versions = versions
  known.readMs = now.getTime()
}

const ruleKey = ({
  siteId,
  ruleId,
  version,
}: {
  siteId: string
  ruleId: string
  version: number
}) => JSON.stringify([siteId, ruleId, version])

async function takeDue({ db, clock }: AlertDeps): Promise<{ watches: Watch[]; notes: Note[] }> {
  const now = clock()
  return db.tx('read', async (tx) => {
    const notes =
      await tx.rows<Note>(sql`select site_id as "siteId", id, rule_id as "ruleId", subject
      from alert_due order by id limit 20000`)
    const noted = [...new Map(notes.map((note) => [watchKey(note), note])).values()].slice(
      0,
      atOnce,
    )
    const keys = new Set(noted.map(watchKey))
    const watches = await readWatches(tx, { noted, now })
    return { watches, notes: notes.filter((note) => keys.has(watchKey(note))) }
  })
}

const columns = sql`site_id as "siteId", rule_id as "ruleId", subject, version, feed,
  scope_id as "scopeId", label_zh as "labelZh", label_en as "labelEn", unit, checkpoint,
  checkpoint_at as "checkpointAt", turn`

/** What data came for goes before what only the clock asks for. */
async function readWatches(tx: Tx, { noted, now }: { noted: Note[]; now: Date }): Promise<Watch[]> {
  const first =
    noted.length === 0
      ? []
      : await tx.rows<Watch>(sql`
          select ${columns} from alert_watch where (site_id, rule_id, subject) in (
            select n."siteId", n."ruleId", n.subject
            from json_to_recordset(${JSON.stringify(noted)}::json)
              as n("siteId" text, "ruleId" text, subject text))
          order by site_id, rule_id, subject`)
  const room = (noted.length === 0 ? atOnce : timed) - first.length
  if (room <= 0) return first
  const known = new Set(first.map(watchKey))
  const timers = await tx.rows<Watch>(sql`select ${columns} from alert_watch
    where look_at <= ${now} order by look_at, site_id, rule_id, subject limit ${room}`)
  return [...first, ...timers.filter((watch) => !known.has(watchKey(watch)))]
}

async function judgeAll(
  deps: AlertDeps,
  watches: Watch[],
  broken: string[],
): Promise<{ findings: Finding[]; postponed: Watch[] }> {
  const now = deps.clock()
  const ours = watches.flatMap((watch) => {
    const rule = deps.known.rules.get(ruleKey(watch))
    return rule === undefined ? [] : [{ watch, rule }]
  })
  const read = await deps.db.tx('read', (tx) => readPoints(tx, watches, now), { timeoutMs: 60_000 })
  const findings: Finding[] = []
  const postponed: Watch[] = []
  for (const { watch, rule } of ours) {
    try {
      const points =
        watch.feed === 'metric'
          ? await readMetric(deps, watch, rule)
          : (read.get(watchKey(watch)) ?? [])
      const { checkpoint } = watch
      const found = advance(rule, checkpoint, { points, until: now.getTime() })
      findings.push({ watch, rule, found, points })
    } catch (error) {
      if (deps.signal.aborted) throw error
      postponed.push(watch)
      broken.push(
        `${watch.siteId}/${watch.ruleId}/${watch.subject}: ${describeError(error).message}`,
      )
    }
  }
  return { findings, postponed }
}

async function readMetric(deps: AlertDeps, watch: Watch, rule: StandingRule): Promise<Point[]> {
  const { siteId } = watch
  const { places, zone } = await deps.db.tx('read', async (tx) => {
    const [site] = await tx.rows<{ zone: string }>(
      sql`select zone from site where site_id = ${siteId}`,
    )
    return { places: await placesAt(tx, deps.known.places, siteId), zone: site?.zone ?? 'UTC' }
  })
  return metricPoints(deps, { watch, rule, places, zone })
}
