/** One sensor over the running hours of its machine; null where it sent nothing of good quality. */
export type SensorInput = {
  tag: string
  lowLimit: number | null
  highLimit: number | null
  values: (number | null)[]
}

export type MachineInput = {
  /** Beginnings of the hours in which it ran, ms, in their order: first those of the reference. */
  hours: number[]
  /** Where the window begins; everything before it is the reference. */
  windowFrom: number
  sensors: SensorInput[]
}

export type Course = { hours: number[]; values: number[] }

/** What a sensor sent, without the hours in which it did not, from index `from` up to `to`. */
export function courseOf(
  hours: number[],
  values: (number | null)[],
  [from, to]: [number, number],
): Course {
  const course: Course = { hours: [], values: [] }
  for (let at = from; at < to; at++) {
    const value = values[at]
    if (value === null || value === undefined) continue
    course.hours.push(hours[at] ?? 0)
    course.values.push(value)
  }
  return course
}
