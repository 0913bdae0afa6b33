import { sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import { readHours } from '../telemetry/index.ts'

export type Setting = {
  machineId: string
  id: string
  nameZh: string
  nameEn: string
  unit: string
  lower: number | null
  upper: number | null
  /** What it is set to now, as far as it is recorded. */
  value: number
  tagId: string | null
}

type Site = { siteId: string; machineIds: readonly string[] }
type Span = { from: Date; to: Date }

/** What can be set at machines, in the order of their ids. */
export const readSettings = (tx: Tx, { siteId, machineIds }: Site): Promise<Setting[]> =>
  tx.rows<Setting>(sql`select machine_id as "machineId", id, name_zh as "nameZh", name_en as "nameEn",
      unit, lower_limit as lower, upper_limit as upper, value, tag_id as "tagId"
    from machine_parameter where site_id = ${siteId} and machine_id in
      (select json_array_elements_text(${JSON.stringify(machineIds)}::json)) order by machine_id, id`)

/** Of a setting by the beginning of the hour, ms; null: not known. */
export type SettingCourse = (at: number) => number | null

export type Courses = { rows: number; courseOf: (setting: Setting) => SettingCourse }

/**
 * What settings were run at, hour by hour: the mean of the tag that reports it, or without one the recorded value that
 * was in force for the whole hour. Nothing is carried on from before the first record.
 */
export async function readCourses(
  tx: Tx,
  { siteId, settings, from, to }: Span & { siteId: string; settings: readonly Setting[] },
): Promise<Courses> {
  const tagIds = [...new Set(settings.flatMap(({ tagId }) => tagId ?? []))]
  const reported = await readHours(tx, { siteId, tagIds, from, to })
  const means = new Map(
    reported.map(({ tagId, hoursS, means: own }) => [
      tagId,
      new Map(hoursS.map((hour, at) => [hour * 1000, own[at] ?? null])),
    ]),
  )
  const machineIds = [...new Set(settings.map(({ machineId }) => machineId))]
  const versions = await readVersions(tx, { siteId, machineIds, to })
  const byTag = (tagId: string): SettingCourse => {
    const own = means.get(tagId)
    return (at) => own?.get(at) ?? null
  }
  return {
    rows: versions.length + reported.reduce((sum, { hoursS }) => sum + hoursS.length, 0),
    courseOf: ({ machineId, id, tagId }) =>
      tagId === null
        ? inForce(versions.filter((one) => one.machineId === machineId && one.id === id))
        : byTag(tagId),
  }
}

type Version = { machineId: string; id: string; value: number; atMs: number }

const readVersions = (
  tx: Tx,
  { siteId, machineIds, to }: Site & { to: Date },
): Promise<Version[]> =>
  tx.rows<Version>(sql`select machine_id as "machineId", parameter_id as id, value,
      extract(epoch from at)::float8 * 1000 as "atMs"
    from machine_parameter_version where site_id = ${siteId} and at < ${to} and machine_id in
      (select json_array_elements_text(${JSON.stringify(machineIds)}::json)) order by version`)

/** An hour in which it was changed has no one value. */
function inForce(versions: readonly Version[]): SettingCourse {
  return (at) => {
    const last = versions.findLast(({ atMs }) => atMs < at + hourMs)
    return last !== undefined && last.atMs <= at ? last.value : null
  }
}
