import { electronicsClasses } from './electronics-classes.ts'
import { foodClasses } from './food-classes.ts'
import { machiningClasses } from './machining-classes.ts'
import type { ClassPlan } from './plan-types.ts'

export const classes: readonly ClassPlan[] = [
  ...machiningClasses,
  ...electronicsClasses,
  ...foodClasses,
]
