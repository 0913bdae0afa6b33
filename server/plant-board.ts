import { AppError } from '../base/app-error.ts'
import type { Language } from '../base/language.ts'
import { dayMs } from '../base/milliseconds.ts'
import { type Principal, sitesOf } from '../base/principal.ts'
import {
  figuresOf,
  type KpiQuery,
  listOrders,
  loadMetrics,
  queryKpi,
  readMachineNow,
  readMachineStates,
  readSiteNow,
} from '../factory/index.ts'
import type { Deps } from './deps.ts'
import type { BoardMachine, PlantBoard } from './http/board-contract.ts'
import { sitesSeenBy } from './sites.ts'

/** Without the request's signal: an embedded store would lose its worker whenever a page is left. */
export type BoardAsking = { principal: Principal; language: Language }

const boardMetrics = ['oee', 'output', 'downtime']

/** Everything that a board shows: two statements of figures, one of machines, one of orders. */
export async function readPlantBoard(
  deps: Deps,
  asking: BoardAsking,
  siteId: string,
): Promise<PlantBoard> {
  const { db } = deps
  const { principal } = asking
  const site = await siteOf(deps, principal, siteId)
  const now = deps.clock()
  const shift = await shiftFigures(deps, asking, siteId)
  const order = { siteId, status: null, productId: null, now }
  const { tiles, late } = await db.tx(
    'read',
    async (tx) => ({
      tiles: await readSiteNow(tx, { siteId, now }),
      late: (await listOrders(tx, order, { lateOnly: true, limit: 1 })).late,
    }),
    { principal },
  )
  const board = { ...{ siteId, now, zone: site.zone }, ...shift, lateOrders: late, tiles }
  return sent<PlantBoard>(board)
}

/** Of the site and of each machine. A metric that the plant has retired is left out. */
async function shiftFigures(
  deps: Deps,
  asking: BoardAsking,
  siteId: string,
): Promise<Pick<PlantBoard, 'period' | 'figures' | 'targets'>> {
  const standing = await deps.db.tx('read', loadMetrics, { principal: asking.principal })
  const metrics = boardMetrics.filter((id) => standing.some((metric) => metric.id === id))
  if (metrics.length === 0) return { period: 'this_shift', figures: [], targets: [] }
  const read = async (window: KpiQuery['window']) => {
    const question = { metrics, window, filters: { site: [siteId] }, limit: 500 }
    const whole = await queryKpi({ ...deps, ...asking }, question)
    const split = await queryKpi(
      { ...deps, ...asking },
      { ...question, dimensions: ['machine' as const] },
    )
    return { targets: whole.targets, figures: [...figuresOf(whole), ...figuresOf(split)] }
  }
  try {
    return { period: 'this_shift', ...(await read({ period: 'this_shift' })) }
  } catch (error) {
    if (!(error instanceof AppError) || error.field !== 'window.period') throw error
    return { period: 'last_8_hours', ...(await read({ period: 'last_n_hours', n: 8 })) }
  }
}

/** One machine of a board: what it did for a day, and what is known of it now. */
export async function readBoardMachine(
  deps: Deps,
  { principal }: BoardAsking,
  { siteId, id }: { siteId: string; id: string },
): Promise<BoardMachine> {
  const { zone } = await siteOf(deps, principal, siteId)
  const now = deps.clock()
  const window = { from: new Date(now.getTime() - dayMs), to: now }
  return deps.db.tx(
    'read',
    async (tx) => {
      const { machine: found, ...known } = await readMachineNow(tx, {
        machine: id,
        site: siteId,
        now,
      })
      const tiles = await readSiteNow(tx, { siteId, now })
      const tile = tiles.find((one) => one.id === found.id)
      const states = await readMachineStates(tx, { siteId, machineId: found.id, ...window })
      return sent<BoardMachine>({ now, zone, tile, machine: known, window, states })
    },
    { principal },
  )
}

/** @throws AppError `not_found` that names the person's own */
export async function siteOf({ db }: Pick<Deps, 'db'>, principal: Principal, siteId: string) {
  const own = sitesOf(principal)
  const [site] = own.includes(siteId) ? await sitesSeenBy(db, [siteId]) : []
  if (site !== undefined) return site
  throw new AppError('not_found', `There is no site "${siteId.slice(0, 80)}" that you may see.`, {
    field: 'siteId',
    hint: `Yours: ${own.join(', ')}.`,
  })
}

/** As it goes over the wire: instants as text. */
export const sent = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T
