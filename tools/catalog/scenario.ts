import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Localized } from '../../base/language.ts'
import { nearHint } from '../../base/near.ts'
import {
  type OrderChange,
  type PlantRows,
  parseInstant,
  type SiteRow,
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
  const { rows, now, site } = known
  const zone = zoneOf(site.zone)
  const changes: OrderChange[] = []
  const absences: Absence[] = []
  const told: Localized[] = []
  for (const [index, one] of supposed.entries()) {
    const field = `scenario.${index}`
    const id = idOf(one, field, known)
    const typed = { field: `${field}.until`, zone }
    const untilAt = one.until === undefined ? null : parseInstant({ ...typed, typed: one.until })
    if (one.kind !== 'absent_operator') changes.push(orderChange(one.kind, id, { untilAt, field }))
    else if (untilAt === null) throw withoutEnd(`Until when ${id} is away`, field)
    else absences.push({ workerId: id, fromAt: now, untilAt })
    told.push(supposedWords(one, untilAt && plantTime(untilAt, zone)))
  }
  const means = { ...rows.means, absences: [...rows.means.absences, ...absences] }
  return { rows: { ...rows, means }, changes, told }
}

function supposedWords({ kind, order, worker }: Supposed, at: string | null): Localized {
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

function orderChange(
  kind: Exclude<Supposed['kind'], 'absent_operator'>,
  orderId: string,
  { untilAt, field }: { untilAt: Date | null; field: string },
): OrderChange {
  if (kind === 'rush_order') return { orderId, kind: 'rush', untilAt }
  if (kind === 'quality_hold' || untilAt !== null) return { orderId, kind: 'wait', untilAt }
  throw withoutEnd(`When the material of ${orderId} comes`, field)
}

/** Of the worker who is away, or of the order. */
function idOf(supposed: Supposed, field: string, { rows, site }: Known): string {
  const part = supposed.kind === 'absent_operator' ? 'worker' : 'order'
  const ids = (part === 'worker' ? rows.means.workers : rows.orders).map(({ id }) => id)
  const typed = supposed[part]?.trim() ?? ''
  const id = ids.find((one) => one.toLowerCase() === typed.toLowerCase())
  if (id !== undefined) return id
  const what = part === 'order' ? `Order "${typed}" is not open` : `"${typed}" is no worker`
  throw new AppError('not_found', `${what} at ${site.siteId}.`, {
    field: `${field}.${part}`,
    hint: nearHint(typed, ids.slice(0, 20)),
  })
}

const withoutEnd = (what: string, field: string) =>
  new AppError('invalid_input', `${what} is not given.`, {
    field: `${field}.until`,
    hint: 'Give an instant such as 2026-03-02T08:00, in the time of the plant.',
  })
