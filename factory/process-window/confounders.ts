import type { HistoryHour } from './history.ts'
import { type Basis, basisOf, levelsOf, shareLeft } from './partial-out.ts'

export type ConfounderKind = 'product' | 'team' | 'shift' | 'time' | 'settings'

/** Columns of each thing that may stand behind an association. */
export type Confounders = Record<ConfounderKind, number[][]>

type Given = {
  hours: readonly HistoryHour[]
  stretches: readonly number[]
  /** Values of the other settings that are known in every one of the hours. */
  others: readonly number[][]
}

/**
 * Product, team and shift by level; time by a mean and a slope of each stretch, so that what drifts slowly
 * (tools, seasons, materials) is compared within days of each other; other settings straight and squared.
 */
export function confoundersOf({ hours, stretches, others }: Given): Confounders {
  const levels = (of: (hour: HistoryHour) => string) => levelsOf(hours.map(of))
  return {
    product: levels(({ product }) => product),
    team: levels(({ team }) => team),
    shift: levels(({ shift }) => shift),
    time: [...levelsOf(stretches.map(String)), ...slopesOf(hours, stretches)],
    settings: others.flatMap((values) => squared(values)),
  }
}

export const basisOfAll = (of: Confounders, weights: readonly number[]): Basis =>
  basisOf([weights.map(() => 1), ...Object.values(of).flat()], weights)

/** What explains most of a setting by itself: it moved with it. */
export function movedWith(
  of: Confounders,
  values: readonly number[],
  weights: readonly number[],
): ConfounderKind {
  const kinds = Object.keys(of) as ConfounderKind[]
  const left = (kind: ConfounderKind) =>
    shareLeft(basisOf([weights.map(() => 1), ...of[kind]], weights), values)
  return kinds.reduce((best, kind) => (left(kind) < left(best) ? kind : best))
}

function slopesOf(hours: readonly HistoryHour[], stretches: readonly number[]): number[][] {
  const [first, last] = [hours[0]?.at ?? 0, hours.at(-1)?.at ?? 1]
  const places = hours.map(({ at }) => (at - first) / Math.max(1, last - first))
  return [...new Set(stretches)].map((stretch) =>
    places.map((place, at) => (stretches[at] === stretch ? place : 0)),
  )
}

/** Straight and squared, about the mean and in deviations, so that the two are not one. */
export function squared(values: readonly number[]): [number[], number[]] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread =
    Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  const straight = values.map((value) => (value - mean) / spread)
  return [straight, straight.map((value) => value ** 2)]
}
