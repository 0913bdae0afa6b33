import type { Localized } from '../../base/language.ts'
import type { FailurePlan, TagPlan } from './plan-types.ts'

export const names = (zh: string, en: string): Localized => ({ zh, en })

export function fails(
  reasonId: string,
  name: Localized,
  mode: Pick<FailurePlan, 'modeId' | 'component'>,
): FailurePlan {
  return { reasonId, name, ...mode }
}

export const airPressure: TagPlan = {
  key: 'air-pressure',
  name: names('气源压力', 'Air pressure'),
  unit: 'bar',
  usual: 6.1,
  spread: 0.05,
  low: 5.5,
}
