import { randomFrom } from '../base/random.ts'
import type { Assignment } from './check.ts'
import { dispatch } from './dispatch.ts'
import type { Instance } from './instance.ts'
import { scheduleOf } from './schedule-of.ts'

export const dispatchRules = ['most_work_left', 'shortest_time'] as const

/** What a dispatching rule alone comes to, for comparison. */
export const dispatchSchedule = (
  instance: Instance,
  rule: (typeof dispatchRules)[number],
): Assignment[] => scheduleOf(instance, dispatch(instance, rule, randomFrom(1)))
