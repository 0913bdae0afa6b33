import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import {
  type Exclusion,
  findAsset,
  objectives,
  type PlanFrame,
  parseInstant,
  type SiteRow,
  zoneOf,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { scenario } from './scenario.ts'

const mostHours = 24 * 60

/** What is to be planned, and what is supposed: the same for a proposal and for a trial. */
export const scheduleInput = {
  site: z.string().min(1).describe('Site id or name.'),
  horizon_hours: z
    .int()
    .min(1)
    .max(mostHours)
    .default(168)
    .describe('Orders released within so many hours are planned.'),
  objective: z
    .enum(objectives)
    .default('due_dates')
    .describe('What counts most: short delays, an early finish, few set-ups, or few moves.'),
  exclude_machines: z
    .array(
      z.strictObject({
        machine: z.string().min(1),
        from: z.string().optional().describe('Omitted: from now on.'),
        hours: z.number().positive().max(mostHours),
      }),
    )
    .max(50)
    .default([])
    .describe('Machines to keep free for a while: maintenance, or what if.'),
  scenario,
  placements: z
    .array(
      z.strictObject({
        order: z.string().min(1),
        seq: z.int(),
        machine: z.string().min(1),
        start: z.string(),
      }),
    )
    .max(50)
    .default([])
    .describe('Operations put there by hand; the rest keeps its sequence, nothing is optimised.'),
}

type Given = {
  exclude_machines: z.output<typeof scheduleInput.exclude_machines>
  placements: z.output<typeof scheduleInput.placements>
}

/** @throws AppError that names a machine that is none, or an instant that cannot be read */
export async function readExclusions(
  tx: Tx,
  given: Given,
  { site, now }: { site: SiteRow; now: Date },
): Promise<Exclusion[]> {
  const exclusions: Exclusion[] = []
  for (const [index, { machine, from, hours }] of given.exclude_machines.entries()) {
    const machineId = await machineOf(tx, site, {
      field: `exclude_machines.${index}.machine`,
      typed: machine,
    })
    const typed = { field: `exclude_machines.${index}.from`, zone: zoneOf(site.zone) }
    const fromAt = from === undefined ? now : parseInstant({ ...typed, typed: from })
    exclusions.push({ machineId, fromAt, hours })
  }
  return exclusions
}

export async function readPlacements(
  tx: Tx,
  given: Given,
  { site }: { site: SiteRow },
): Promise<NonNullable<PlanFrame['placements']>> {
  const placements: NonNullable<PlanFrame['placements']> = []
  for (const [index, { order, seq, machine, start }] of given.placements.entries()) {
    const field = `placements.${index}`
    const machineId = await machineOf(tx, site, { field: `${field}.machine`, typed: machine })
    const zone = zoneOf(site.zone)
    const startAt = parseInstant({ field: `${field}.start`, zone, typed: start })
    placements.push({ orderId: order, seq, machineId, startAt })
  }
  return placements
}

async function machineOf(
  tx: Tx,
  { siteId }: SiteRow,
  { field, typed }: { field: string; typed: string },
): Promise<string> {
  const { id, level } = await findAsset(tx, { siteId, field, typed })
  if (level === 'machine') return id
  throw new AppError('invalid_input', `${field}: ${id} is a ${level}, not a machine.`, {
    field,
    hint: 'Name each machine by itself; find_equipment lists them.',
  })
}
