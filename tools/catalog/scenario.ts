import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Localized } from '../../base/language.ts'
import { nearHint } from '../../base/near.ts'
import {
  type OrderChange,
  type PlantRows,
  parseInstant,
  type SiteRow,
  type Zone,
  zoneOf,
} from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'

/** What is supposed of orders and people; machines that are out stand in `exclude_machines`. */
export const scenario = z
  .array(
    z.strictObject({
      kind: z.enum(['rush_order', 'late_material', 'quality_hold', 'absent_operator']),
      order: z.string().min(1).optional(),
      worker: z.string().min(1).optional(),
      until: z
        .string()
        .optional()
        .describe(
          'Nothing begins before, a hold may be open; a rush is needed, an operator back by then.',
        ),
    }),
  )
  .max(20)
  .default([])
  .describe('What if.')

type Supposed = z.output<typeof scenario>[number]
type Known = { site: SiteRow; rows: PlantRows; now: Date }
type Absence = PlantRows['means']['absences'][number]

/**
 * The world that is supposed: its rows, and what becomes of its orders.
 *
 * @throws AppError that names the order or the person that is not there, or the time that is missing
 */
export function supposedWorld(
  supposed: Supposed[],
  known: Known,
): { rows: PlantRows; changes: OrderChange[]; told: Localized[] } {
  const { rows, site } = known
  const changes: OrderChange[] = []
  const absences: Absence[] = []
  for (const [index, one] of supposed.entries()) {
    const field = `scenario.${index}`
    if (one.kind === 'absent_operator') absences.push(absenceOf(one, field, known))
    else changes.push(orderChange(one, field, known))
  }
  const means = { ...rows.means, absences: [...rows.means.absences, ...absences] }
  const told = supposed.map((one) => supposedWords(one, zoneOf(site.zone)))
  return { rows: { ...rows, means }, changes, told }
}

function supposedWords({ kind, order, worker, until }: Supposed, zone: Zone): Localized {
  const at =
    until === undefined
      ? null
      : plantTime(parseInstant({ field: 'until', zone, typed: until }), zone)
  const words: Record<Supposed['kind'], Localized> = {
    rush_order: {
      zh: `${order} 加急${at === null ? '' : `，${at} 前要`}`,
      en: `${order} goes first${at === null ? '' : `, needed by ${at}`}`,
    },
    late_material: { zh: `${order} 的料 ${at} 才到`, en: `material of ${order} comes at ${at}` },
    quality_hold: {
      zh: `${order} 暂停${at === null ? '' : `到 ${at}`}`,
      en: `${order} is on hold${at === null ? '' : ` until ${at}`}`,
    },
    absent_operator: { zh: `${worker} 到 ${at} 不在`, en: `${worker} is away until ${at}` },
  }
  return words[kind]
}

function orderChange(supposed: Supposed, field: string, known: Known): OrderChange {
  const ids = known.rows.orders.map(({ id }) => id)
  const { kind } = supposed
  const orderId = idOf(supposed, 'order', { field, ids, known })
  const untilAt = untilOf(supposed, field, known)
  if (kind === 'rush_order') return { orderId, kind: 'rush', untilAt }
  if (kind === 'quality_hold' || untilAt !== null) return { orderId, kind: 'wait', untilAt }
  throw withoutEnd(`When the material of ${orderId} comes`, field)
}

function absenceOf(supposed: Supposed, field: string, known: Known): Absence {
  const ids = known.rows.means.workers.map(({ id }) => id)
  const workerId = idOf(supposed, 'worker', { field, ids, known })
  const untilAt = untilOf(supposed, field, known)
  if (untilAt === null) throw withoutEnd(`Until when ${workerId} is away`, field)
  return { workerId, fromAt: known.now, untilAt }
}

type Named = { field: string; ids: string[]; known: Known }

function idOf(supposed: Supposed, part: 'order' | 'worker', { field, ids, known }: Named): string {
  const typed = supposed[part]?.trim() ?? ''
  const id = ids.find((one) => one.toLowerCase() === typed.toLowerCase())
  if (id !== undefined) return id
  const what = part === 'order' ? `Order "${typed}" is not open` : `"${typed}" is no worker`
  throw new AppError('not_found', `${what} at ${known.site.siteId}.`, {
    field: `${field}.${part}`,
    hint: nearHint(typed, ids.slice(0, 20)),
  })
}

const untilOf = ({ until }: Supposed, field: string, { site }: Known): Date | null =>
  until === undefined
    ? null
    : parseInstant({ field: `${field}.until`, zone: zoneOf(site.zone), typed: until })

const withoutEnd = (what: string, field: string) =>
  new AppError('invalid_input', `${what} is not given.`, {
    field: `${field}.until`,
    hint: 'Give an instant such as 2026-03-02T08:00, in the time of the plant.',
  })
