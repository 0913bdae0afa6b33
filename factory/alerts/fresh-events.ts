import { sql } from 'drizzle-orm'
import { minuteMs } from '../../base/milliseconds.ts'
import type { NewId } from '../../base/ports.ts'
import type { schema, Tx } from '../../store/index.ts'
import { type AlertSeverity, isGraver } from './event.ts'
import type { Finding } from './finding.ts'
import { causeOf, type Placed } from './fold.ts'
import { type KnownPlaces, type Places, placesAt } from './places.ts'
import type { Merged } from './reconcile.ts'
import { sayAlert } from './say.ts'

type NewEvent = typeof schema.alertEvent.$inferInsert
type News = { finding: Finding; fresh: Merged[] }
type Making = { newId: NewId; now: Date; places: KnownPlaces }
type Silence = { scopeId: string; fromAt: Date; untilAt: Date }

/** What was over and gone again longer ago than this is recorded, and nobody is told. */
const newsMs = 15 * minuteMs
const shownPoints = 30

/** Rows for what was found for the first time, each under its cause where it has one. */
export async function freshEvents(tx: Tx, news: News[], making: Making): Promise<NewEvent[]> {
  const found = news.flatMap(({ finding, fresh }) => fresh.map((one) => ({ finding, one })))
  const events: NewEvent[] = []
  for (const [siteId, own] of Map.groupBy(found, ({ finding }) => finding.watch.siteId)) {
    const ordered = own.toSorted((a, b) => a.one.raisedAt - b.one.raisedAt)
    const since = new Date((ordered[0]?.one.raisedAt ?? 0) - newsMs)
    const places = await placesAt(tx, making.places, siteId)
    const groups = await standingGroups(tx, { siteId, since, places })
    const silences = await readSilences(tx, siteId, since)
    for (const { finding, one } of ordered) {
      events.push(eventOf({ finding, one }, { ...making, places, groups, silences }))
    }
  }
  return events
}

type Site = Omit<Making, 'places'> & { places: Places; groups: Placed[]; silences: Silence[] }

function eventOf({ finding, one }: { finding: Finding; one: Merged }, site: Site): NewEvent {
  const { watch, rule } = finding
  const { now, places } = site
  const placed = placedAt(places, {
    ...{ id: site.newId('al'), severity: rule.severity, raisedAt: one.raisedAt },
    ...{ lastAt: one.raisedAt, scopeId: watch.scopeId },
  })
  const cause = joinGroup(placed, site)
  const said = sayAlert(rule, watch, one)
  const isOver = one.clearedAt !== null
  const silencedUntil = silenceOf(placed, site.silences)
  const isTold =
    rule.severity !== 'info' && (cause === null || isGraver(rule.severity, cause.severity))
  const isNews = !isOver || now.getTime() - one.raisedAt <= newsMs
  const startMs = Math.max(now.getTime(), silencedUntil?.getTime() ?? 0)
  return {
    ...{ siteId: watch.siteId, id: placed.id, ruleId: rule.ruleId, version: rule.version },
    ...{ subject: watch.subject, scopeId: watch.scopeId, severity: rule.severity, role: rule.role },
    ...{ titleZh: said.zh, titleEn: said.en, state: isOver ? 'closed' : 'open' },
    raisedAt: new Date(one.raisedAt),
    lastRaisedAt: new Date(one.raises.at(-1) ?? one.raisedAt),
    clearedAt: one.clearedAt === null ? null : new Date(one.clearedAt),
    ...{ recordedAt: now, closedAt: isOver ? now : null, unit: watch.unit, reason: one.reason },
    ...{ value: one.value, limitValue: one.limit, evidence: evidenceOf(finding, one) },
    ...{ causeId: cause?.id ?? null, level: 1, routedLevel: isTold && isNews ? 0 : 1 },
    escalateAt: isTold && !isOver ? new Date(startMs + rule.escalateMin * minuteMs) : null,
    ...{ silencedUntil, repeats: one.raises.length - 1 },
  }
}

/** What stood around the moment: points, the test, and how long it had to last. */
function evidenceOf({ rule, points, watch }: Finding, { raisedAt }: Merged) {
  const near = points.filter(({ at }) => at <= raisedAt + minuteMs).slice(-shownPoints)
  const { test, forS, watched, escalateMin } = rule
  return { feed: watch.feed, watched, test, forS, escalateMin, points: near }
}

function joinGroup(placed: Placed, { groups, places }: Site): Placed | null {
  const cause = causeOf(placed, groups, places.linesIn)
  if (cause === null) groups.push(placed)
  else cause.lastAt = Math.max(cause.lastAt, placed.raisedAt)
  return cause
}

type Unplaced = Omit<Placed, 'chain' | 'line' | 'area'> & { scopeId: string }

const placedAt = (places: Places, { scopeId, ...rest }: Unplaced): Placed => ({
  ...rest,
  chain: places.chainOf(scopeId),
  line: places.lineOf(scopeId),
  area: places.areaOf(scopeId),
})

async function standingGroups(
  tx: Tx,
  { siteId, since, places }: { siteId: string; since: Date; places: Places },
): Promise<Placed[]> {
  const rows = await tx.rows<{
    id: string
    scopeId: string
    severity: AlertSeverity
    raisedAt: Date
    lastAt: Date
  }>(sql`
    select id, scope_id as "scopeId", severity, raised_at as "raisedAt", greatest(raised_at, (
        select max(c.raised_at) from alert_event c where c.site_id = e.site_id and c.cause_id = e.id
          and c.raised_at >= ${since})) as "lastAt"
    from alert_event e where site_id = ${siteId} and cause_id is null and raised_at >= ${since}
    order by raised_at, id`)
  return rows.map(({ raisedAt, lastAt, ...row }) =>
    placedAt(places, { ...row, raisedAt: raisedAt.getTime(), lastAt: lastAt.getTime() }),
  )
}

const readSilences = (tx: Tx, siteId: string, since: Date): Promise<Silence[]> =>
  tx.rows<Silence>(sql`
    select scope_id as "scopeId", from_at as "fromAt", coalesce(ended_at, until_at) as "untilAt"
    from alert_silence where site_id = ${siteId} and coalesce(ended_at, until_at) > ${since}`)

function silenceOf({ chain, raisedAt }: Placed, silences: Silence[]): Date | null {
  const holding = silences.filter(
    ({ scopeId, fromAt, untilAt }) =>
      chain.includes(scopeId) && fromAt.getTime() <= raisedAt && untilAt.getTime() > raisedAt,
  )
  return holding.reduce<Date | null>(
    (last, { untilAt }) => (last === null || untilAt > last ? untilAt : last),
    null,
  )
}
