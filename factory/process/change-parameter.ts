import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { refused, unknownValue } from '../refuse.ts'

/** What a parameter of a machine is set to; the unit is said again, so that nobody guesses it. */
export const parameterChange = z.strictObject({
  siteId: z.string(),
  machineId: z.string(),
  parameterId: z.string(),
  value: z.number(),
  unit: z.string(),
  reason: z.string(),
})
export type ParameterChange = z.infer<typeof parameterChange>

/** The parameter as people saw it. */
export const parameterPreconditions = z.strictObject({
  value: z.number(),
  unit: z.string(),
  lowerLimit: z.number().nullable(),
  upperLimit: z.number().nullable(),
})
export type ParameterPreconditions = z.infer<typeof parameterPreconditions>

export type ParameterNow = ParameterPreconditions & { id: string; nameZh: string; nameEn: string }

const columns = sql`id, name_zh as "nameZh", name_en as "nameEn", unit, value,
  lower_limit as "lowerLimit", upper_limit as "upperLimit"`

type Machine = { siteId: string; id: string }

/** A parameter of the machine by id or name. @throws AppError with those that it has */
export async function findParameter(
  tx: Tx,
  machine: Machine,
  typed: string,
): Promise<ParameterNow> {
  const rows = await tx.rows<ParameterNow>(sql`select ${columns} from machine_parameter
    where site_id = ${machine.siteId} and machine_id = ${machine.id} order by id`)
  const wanted = foldName(typed)
  const found = rows.find(({ id, nameZh, nameEn }) =>
    [id, nameZh, nameEn].some((name) => foldName(name) === wanted),
  )
  if (found) return found
  throw unknownValue(
    'parameter',
    typed,
    rows.flatMap(({ id, nameZh, nameEn }) => [id, nameZh, nameEn]),
  )
}

/** @throws AppError for another unit, and for a value outside of the engineering limits */
export function requireSettable(
  { unit, lowerLimit, upperLimit }: ParameterNow,
  wanted: { value: number; unit: string },
): void {
  if (wanted.unit !== unit) {
    throw refused('unit', `"${wanted.unit}" is not the unit of it`, `Say the value in ${unit}.`)
  }
  const { value } = wanted
  const low = lowerLimit !== null && value < lowerLimit
  const high = upperLimit !== null && value > upperLimit
  if (!low && !high) return
  const limits = `${lowerLimit ?? '−∞'} to ${upperLimit ?? '∞'} ${unit}`
  throw refused('value', `${value} ${unit} is outside of its limits`, `Stay within ${limits}.`)
}

/** Names what has changed of the parameter since; null while it is as it was shown. */
export async function parameterStale(
  tx: Tx,
  { siteId, machineId, parameterId }: ParameterChange,
  was: ParameterPreconditions,
): Promise<Outdated | null> {
  const [now] = await tx.rows<ParameterNow>(sql`select ${columns} from machine_parameter
    where site_id = ${siteId} and machine_id = ${machineId} and id = ${parameterId}`)
  const [before, after] = [said(was), now === undefined ? null : said(now)]
  if (before === after) return null
  return {
    ...{ precondition: 'parameter_unchanged', before, after },
    zh: `${machineId} 的 ${parameterId} 已从 ${before} 变为 ${after ?? '不存在'}。`,
    en: `${parameterId} of ${machineId} went from ${before} to ${after ?? 'gone'} since.`,
  }
}

const said = ({ value, unit, lowerLimit, upperLimit }: ParameterPreconditions): string =>
  `${value} ${unit} (${lowerLimit ?? ''}…${upperLimit ?? ''})`

/** Runs only inside the execution of the approved action. */
export async function changeParameter(
  tx: Tx,
  { siteId, machineId, parameterId, value, unit }: ParameterChange,
  { actionId }: { actionId: string },
): Promise<{ parameterId: string; value: number; unit: string }> {
  await tx.rows(sql`update machine_parameter set value = ${value}, action_id = ${actionId}
    where site_id = ${siteId} and machine_id = ${machineId} and id = ${parameterId}`)
  return { parameterId, value, unit }
}
