import type { StandingLesson } from './read.ts'

const dayMinutes = 1440
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Minutes from a minute of the day until a lesson's hours are over; 0 outside of them. */
function minutesLeft({ hours }: Pick<StandingLesson, 'hours'>, minute: number): number {
  if (hours === null) return 0
  const length = (minuteOf(hours.to) - minuteOf(hours.from) + dayMinutes) % dayMinutes
  const since = (minute - minuteOf(hours.from) + dayMinutes) % dayMinutes
  return since < length ? length - since : 0
}

/**
 * Minutes until none of these hours is running, whichever follows which; null: they leave no minute
 * of the day free.
 */
export function minutesUntilFree(lessons: StandingLesson[], minute: number): number | null {
  let waited = 0
  while (waited < dayMinutes) {
    const left = Math.max(
      0,
      ...lessons.map((one) => minutesLeft(one, (minute + waited) % dayMinutes)),
    )
    if (left === 0) return waited
    waited += left
  }
  return null
}

/**
 * Lessons that cannot both be followed: two machines preferred for the same, or one preferred that
 * another forbids. Neither wins: people see both.
 */
export function conflictsIn(lessons: StandingLesson[]): [StandingLesson, StandingLesson][] {
  return lessons.flatMap((one, index) =>
    lessons
      .slice(index + 1)
      .filter((other) => contradict(one, other) || contradict(other, one))
      .map((other): [StandingLesson, StandingLesson] => [one, other]),
  )
}

function contradict({ rule, equipmentId }: StandingLesson, other: StandingLesson): boolean {
  if (rule.kind !== 'prefer_machine') return false
  const { machineId } = rule
  if (other.rule.kind === 'prefer_machine') {
    return other.equipmentId === equipmentId && other.rule.machineId !== machineId
  }
  return other.rule.kind === 'forbid' && (other.covers === null || other.covers.includes(machineId))
}
