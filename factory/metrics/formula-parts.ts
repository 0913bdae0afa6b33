import type { Localized } from '../../base/language.ts'
import { formulaText, isCapability, type MetricDefinition, sourcesOf } from './definition.ts'
import { measureNames } from './measure-names.ts'
import type { Measure, SourceId } from './measures.ts'

/** A measure under its name. */
export type FormulaTerm = { id: Measure; names: Localized }

/** A formula taken apart, for pages that write it in words. */
export type FormulaParts = {
  text: string
  factors: { numerator: FormulaTerm[]; denominator: FormulaTerm[] | null }[]
  scale: number
  /** No number is made where one of these is zero. */
  needs: FormulaTerm[]
  /** No number is made where one of these is not zero. */
  without: FormulaTerm[]
  /** Set instead of factors where the process capability is meant. */
  capability: { deviation: 'overall' | 'moving_range'; centred: boolean } | null
  /** Facts that it reads. */
  sources: SourceId[]
}

export function formulaParts(definition: MetricDefinition): FormulaParts {
  const { formula } = definition
  const shared = { text: formulaText(definition), sources: sourcesOf(definition) }
  if (isCapability(formula)) {
    const none = { factors: [], scale: 1, needs: [], without: [] }
    return { ...shared, ...none, capability: formula.capability }
  }
  return {
    ...shared,
    factors: formula.factors.map(({ numerator, denominator }) => ({
      numerator: numerator.map(termOf),
      denominator: denominator?.map(termOf) ?? null,
    })),
    scale: formula.scale,
    needs: formula.needs.map(termOf),
    without: formula.without.map(termOf),
    capability: null,
  }
}

const termOf = (id: Measure): FormulaTerm => ({ id, names: measureNames[id] })
