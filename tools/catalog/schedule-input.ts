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
export const usualHorizonHours = 168

/** What is supposed, without words: `propose_schedule` has them, a trial points to it. */
export const scheduleWorld = {
  site: z.string().min(1),
  objective: z.enum(objectives).default('due_dates'),
  exclude_machines: z
    .array(
      z.strictObject({
        machine: z.string().min(1),
        from: z.string().optional().describe('Omitted: now.'),
        hours: z.number().positive().max(mostHours),
      }),
    )
    .max(50)
    .default([]),
  scenario,
  placements: z
    .array(z.string())
    .max(50)
    .default([])
    .describe('By hand, "order | seq | machine | start": the rest keeps its sequence.'),
}

export const scheduleInput = {
  ...scheduleWorld,
  site: scheduleWorld.site,
  horizon_hours: z
    .int()
    .min(1)
    .max(mostHours)
    .default(usualHorizonHours)
    .describe('Orders released within so many hours are planned.'),
  objective: scheduleWorld.objective.describe('What counts most; energy: its cost.'),
  exclude_machines: scheduleWorld.exclude_machines.describe(
    'To keep free: maintenance, or what if.',
  ),
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
  for (const [index, text] of given.placements.entries()) {
    const field = `placements.${index}`
    const [orderId = '', seq, machine, start] = text.split('|').map((part) => part.trim())
    if (!machine || !start || !/^\d+$/.test(seq ?? '')) throw notAPlacement(field, text)
    const machineId = await machineOf(tx, site, { field, typed: machine })
    const startAt = parseInstant({ field, zone: zoneOf(site.zone), typed: start })
    placements.push({ orderId, seq: Number(seq), machineId, startAt })
  }
  return placements
}

const notAPlacement = (field: string, text: string) =>
  new AppError('invalid_input', `${field}: "${text}" is no placement.`, {
    field,
    hint: 'Write order | seq | machine | start, such as WO-1 | 20 | CNC-07 | 2026-03-02T08:00.',
  })

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
