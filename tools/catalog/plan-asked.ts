import type { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import {
  findSite,
  type PlanFrame,
  type PlantRows,
  planSite,
  readPlantRows,
  type SitePlan,
  type SiteRow,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import type { ToolContext } from '../define-tool.ts'
import type { PlannedSite } from './planned-site.ts'
import { supposedWorld } from './scenario.ts'
import { readExclusions, readPlacements, type scheduleWorld } from './schedule-input.ts'
import { scheduleLessons } from './schedule-lessons.ts'

type Input = z.output<z.ZodObject<typeof scheduleWorld>> & {
  horizon_hours: number
  despite_lesson?: string | undefined
}

/** What is planned, and the world that it is planned in. */
export type Asked = { planned: PlannedSite; rows: PlantRows; frame: PlanFrame }

/**
 * The plan that is asked for, in the world that is supposed, with what lessons keep free.
 *
 * @throws AppError for names that nobody knows, and where nothing is left to plan
 */
export async function planAsked(ctx: ToolContext, given: Input): Promise<Asked> {
  const { principal, signal } = ctx
  const now = ctx.clock()
  const reading = { principal, signal }
  const { site, rows, frame, lessons, supposed } = await ctx.db.tx(
    'read',
    (tx) => lookAt(tx, given, now),
    reading,
  )
  const { objective, despite_lesson: despite } = given
  const plan = await planSite(rows, { ...frame, objective, signal })
  if (plan.operations === 0) throw nothingToPlan(site, plan)
  const { dataUntil } = rows
  return { planned: { site, objective, plan, supposed, dataUntil, lessons, despite }, rows, frame }
}

async function lookAt(tx: Tx, given: Input, now: Date) {
  const site = await findSite(tx, given.site)
  const exclusions = await readExclusions(tx, given, { site, now })
  const placements = await readPlacements(tx, given, { site })
  const recorded = await readPlantRows(tx, site.siteId, now)
  const { rows, changes, told } = supposedWorld(given.scenario, { site, now, rows: recorded })
  const machines = rows.machines.map(({ id }) => id)
  const taught = await scheduleLessons(tx, { site, now, machines, given })
  return {
    ...{ site, rows, lessons: taught.used, supposed: told },
    frame: {
      ...{ now, horizonHours: given.horizon_hours, changes, placements },
      exclusions: [...exclusions, ...taught.exclusions],
    },
  }
}

const nothingToPlan = ({ siteId }: SiteRow, { beyondHorizon }: SitePlan) =>
  new AppError('not_found', `Nothing is left to plan at ${siteId}.`, {
    field: 'site',
    hint:
      beyondHorizon > 0
        ? `${beyondHorizon} orders are released later: raise horizon_hours.`
        : 'It has no open order with operations; list_orders shows all of them.',
  })
