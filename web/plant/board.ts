import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BoardMachine, BoardTile, Figure, PlantBoard } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

/** States are sent as they change; figures are of whole hours and the running one. */
export const boardEveryS = 15
/** As the server judges it: see `factory/equipment/site-now.ts`. */
export const silentMin = 15
export const quietRunMin = 60

export const boardPath = (siteId: string) => `/api/plant-board/${encodeURIComponent(siteId)}`
export const machinePath = (siteId: string, id: string) =>
  `${boardPath(siteId)}/machines/${encodeURIComponent(id)}`

export const useBoard = (siteId: string) =>
  useQuery({
    queryKey: ['board', siteId],
    queryFn: ({ signal }) => getJson<PlantBoard>(boardPath(siteId), { signal }),
    enabled: siteId !== '',
    refetchInterval: boardEveryS * 1000,
    refetchIntervalInBackground: true,
  })

export const useBoardMachine = (siteId: string, id: string) =>
  useQuery({
    queryKey: ['board', siteId, id],
    queryFn: ({ signal }) => getJson<BoardMachine>(machinePath(siteId, id), { signal }),
    refetchInterval: boardEveryS * 1000,
    placeholderData: keepPreviousData,
  })

export type TileKind = 'run' | 'setup' | 'wait' | 'down' | 'planned' | 'stale' | 'never'

const kinds: Record<string, TileKind> = {
  production: 'run',
  setup: 'setup',
  delay: 'wait',
  down: 'down',
  planned_stop: 'planned',
}

export const kindOfCategory = (category: string): Exclude<TileKind, 'stale' | 'never'> =>
  (kinds[category] ?? 'wait') as Exclude<TileKind, 'stale' | 'never'>

/** What is old is never shown as what goes on. */
export function kindOf({ freshness, state }: BoardTile): TileKind {
  if (freshness === 'never' || state === null) return 'never'
  return freshness === 'stale' ? 'stale' : kindOfCategory(state.category)
}

/** The figure of a metric for the site, or for one machine. */
export const figureOf = (figures: Figure[], metric: string, machine?: string): Figure | undefined =>
  figures.find((one) => one.metric === metric && one.dimensions.machine === machine)

export const targetOf = (
  { targets }: PlantBoard,
  { metric, scope }: { metric: string; scope: string },
): number | null =>
  targets.find((one) => one.metric === metric && one.scope === scope)?.target ?? null

export type LineOfTiles = { id: string; nameZh: string; nameEn: string; tiles: BoardTile[] }

/** Tiles under their lines, in the order of the server. */
export function linesOf(tiles: BoardTile[]): LineOfTiles[] {
  const byLine = Map.groupBy(tiles, ({ lineId }) => lineId ?? '')
  return [...byLine].map(([id, own]) => ({
    ...{ id, nameZh: own[0]?.lineZh ?? id, nameEn: own[0]?.lineEn ?? id },
    tiles: own,
  }))
}
