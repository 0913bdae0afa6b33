import { sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import type { Lesson } from './lesson.ts'

/** The newest version of every lesson of one's sites, newest lessons first; the retired ones too. */
export function listLessons(db: Db, principal: Principal): Promise<Lesson[]> {
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.rows<LessonRow>(
        sql`select * from (${newest}) l order by "siteId", lesson desc`,
      )
      return rows.map(lessonOf)
    },
    { principal },
  )
}

/** A lesson that holds for a tool, with the equipment that it speaks of; null: all of the site. */
export type StandingLesson = Lesson & { covers: string[] | null }

/** What a tool has to respect at a site now: active, not over; hours are for the tool to weigh. */
export async function standingLessons(
  tx: Tx,
  { siteId, tool, now }: { siteId: string; tool: string; now: Date },
): Promise<StandingLesson[]> {
  const rows = await tx.rows<LessonRow & { covers: string[] | null }>(sql`
    select l.*, case when l."equipmentId" is not null then (
      select array_agg(e.id) from equipment e where e.site_id = l."siteId"
        and l."equipmentId" in (e.id, e.line_id, e.area_id, e.class_id)) end as covers
    from (${newest}) l
    where l."siteId" = ${siteId} and l.tool = ${tool} and l.status = 'active'
      and (l.until is null or l.until > ${now}) order by l.lesson`)
  return rows.map(({ covers, ...row }) => ({
    ...lessonOf(row),
    covers: row.equipmentId === null ? null : (covers ?? []),
  }))
}

type LessonRow = Omit<Lesson, 'hours' | 'until' | 'at'> & {
  hoursFrom: string | null
  hoursTo: string | null
  until: Date | null
  at: Date
}

const newest = sql`select distinct on (site_id, lesson) site_id as "siteId", lesson, version, status,
  tool, equipment_id as "equipmentId", hours_from as "hoursFrom", hours_to as "hoursTo", until, rule,
  reason_code as "reasonCode", note, sources, origin, author, at
  from lesson order by site_id, lesson, version desc`

function lessonOf({ hoursFrom, hoursTo, until, at, ...row }: LessonRow): Lesson {
  return {
    ...row,
    hours: hoursFrom === null || hoursTo === null ? null : { from: hoursFrom, to: hoursTo },
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
  }
}
