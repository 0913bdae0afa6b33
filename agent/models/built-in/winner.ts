import type { Figure } from '../../../tools/index.ts'
import type { ToolOutcome } from './plan.ts'
import type { Reading } from './reading.ts'

/** The question about whichever a ranking named first, once its figures are there. */
export function withWinner(reading: Reading, [outcome]: ToolOutcome[]): Reading {
  const figures = outcome !== undefined && 'result' in outcome ? (outcome.result.figures ?? []) : []
  // Rows come in the order that was asked for; what has no value stands at their end.
  return ofFirst(
    reading,
    figures.find(({ value }) => value !== null),
  )
}

/** The same for a ranking of the turn before, whose first row the thread still holds. */
export function ofFirst(reading: Reading, first: Figure | undefined): Reading {
  const { ofWinner: dimension, ...rest } = reading
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
