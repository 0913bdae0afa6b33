import { dayMs } from '../../base/milliseconds.ts'

/** What makes a finding. Whoever changes one measures anew how often it is wrong: docs/health.md. */
export const rules = {
  /** Share of normal hours that T² or Q may call odd. */
  falseAlarmRate: 0.01,
  /** The newest hours with values that a shift is told from. */
  recentHours: 24,
  /** A shift is at least so many robust deviations, and so many standard errors of what it is told from. */
  shiftSigmas: 1.5,
  shiftErrors: 4,
  /** T² or Q: at least so many times the stated rate of false alarms, on so many days. */
  oddTimesRate: 10,
  oddDays: 3,
  /** A drift: of this p at most, and over the window at least so many robust deviations. */
  driftP: 0.0001,
  driftSigmas: 1.5,
  /** A sensor beyond its alarm limit in so many of the newest hours. */
  hoursOverLimit: 3,
  /** A limit that is reached within so many days asks for something to be done. */
  actWithinDays: 7,
  /** How far a line is drawn on, in lengths of the stretch that it rests on. */
  reachOfTrend: 4,
  /** With less, nothing is said. */
  leastReferenceHours: 96,
  leastReferenceDays: 5,
  leastWindowHours: 12,
  leastTrendHours: 24,
  leastTrendDays: 3,
  /** A reference that changed in itself ends before the change, if it is as clear as this. */
  changeP: 0.001,
  /** A sensor that sent less than this share of what it used to send while the machine ran is silent. */
  silentShare: 0.25,
} as const

/** Days of UTC that instants fall on. */
export const daysOf = (hours: readonly number[]): number =>
  new Set(hours.map((hour) => Math.floor(hour / dayMs))).size
