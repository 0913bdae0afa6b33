import type { Figure } from '../../../tools/index.ts'
import { farthest } from './moves.ts'
import type { ToolOutcome } from './plan.ts'
import type { Reading } from './reading.ts'

/** The row that a ranking named first, or that moved farthest where that was asked; rows without a value stand last. */
export function winnerAmong(
  figures: Figure[],
  { moved }: Reading,
  end?: Reading['winnerEnd'],
): Figure | undefined {
  const valued = figures.filter(({ value }) => value !== null)
  const sign = end === 'highest' ? -1 : 1
  if (end !== undefined)
    return valued.toSorted((a, b) => sign * ((a.value ?? 0) - (b.value ?? 0)))[0]
  return moved === undefined ? valued[0] : farthest(figures, moved)?.figure
}

/** The question about whichever a ranking named first, once its figures are there. */
export function withWinner(
  reading: Reading,
  ranking: { reading: Reading; outcomes: ToolOutcome[] } | undefined,
): Reading {
  const [outcome] = ranking?.outcomes ?? []
  const figures = outcome !== undefined && 'result' in outcome ? (outcome.result.figures ?? []) : []
  return ofFirst(reading, ranking && winnerAmong(figures, ranking.reading, reading.winnerEnd))
}

/** The same for a ranking of the turn before, whose figures the thread still holds. */
export function ofFirst(reading: Reading, first: Figure | undefined): Reading {
  const { ofWinner: dimension, winnerEnd: _, ...rest } = reading
  const id = dimension === undefined ? undefined : first?.dimensions[dimension]
  return first === undefined || id === undefined || id === ''
    ? rest
    : named(rest, { first, id, dimension })
}

type Winner = { first: Figure; id: string; dimension: Reading['ofWinner'] }

function named(reading: Reading, { first, id, dimension }: Winner): Reading {
  const siteId = first.dimensions.site
  switch (dimension) {
    case 'line':
    case 'machine':
      return { ...reading, equipment: [{ id, siteId: siteId ?? '', level: dimension }] }
    case 'site':
      return { ...reading, sites: [id] }
    case 'team':
      return { ...reading, teams: [id], ...(siteId ? { sites: [siteId] } : {}) }
    case 'shift':
      return { ...reading, shifts: [id] }
    case 'product':
      return { ...reading, products: [id] }
    case 'supplier':
      return { ...reading, suppliers: [id] }
    default:
      return reading
  }
}
