import { sql } from 'drizzle-orm'
import type { Actor, GateDeps } from '../act-on.ts'
import type { LessonInput, RetireOutcome, TeachOutcome } from './lesson.ts'

export type Taught = { outcome: TeachOutcome; lesson?: number; version?: number }

/**
 * Makes a lesson, or another version of one. Whoever leads at the site may, and whoever rejected or
 * edited the proposal that it comes from. The database decides that; no tool can call this.
 */
export function teach(
  { db, clock }: GateDeps,
  teacher: Actor,
  { siteId, equipmentId, hours, ...given }: LessonInput,
): Promise<Taught> {
  const record = {
    ...{ ...given, site_id: siteId, equipment_id: equipmentId },
    ...{ hours_from: hours?.from ?? null, hours_to: hours?.to ?? null },
    reason_code: null,
  }
  const named = [equipmentId, given.rule.kind === 'prefer_machine' ? given.rule.machineId : null]
  return db.tx(
    'decide',
    async (tx) => {
      for (const id of named.filter((one) => one !== null)) {
        const known = await tx.rows(sql`select 1 from equipment where site_id = ${siteId}
          and (id = ${id} or class_id = ${id}) limit 1`)
        if (known.length === 0) return { outcome: 'unknown_equipment' as const }
      }
      const [row] = await tx.rows<{ taught: Taught }>(
        sql`select jidoka_put_lesson(${JSON.stringify(record)}::jsonb, ${teacher.channel},
          ${clock()}) as taught`,
      )
      return row?.taught ?? { outcome: 'not_found' as const }
    },
    { principal: teacher.principal },
  )
}

/** Ends a lesson: what it kept from being proposed may be proposed again. */
export async function retireLesson(
  { db, clock }: GateDeps,
  by: Actor,
  { siteId, lesson, reason }: { siteId: string; lesson: number; reason: string | null },
): Promise<RetireOutcome> {
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: RetireOutcome }>(
        sql`select jidoka_retire_lesson(${siteId}, ${lesson}, ${reason}, ${by.channel}, ${clock()})
          as outcome`,
      ),
    { principal: by.principal },
  )
  return row?.outcome ?? 'not_found'
}
