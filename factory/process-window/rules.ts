/** What history must show before it is listened to. Set before any data were looked at. */
export const rules = {
  /** Hours of which both the setting and the response are known, and days that they lie on. */
  leastHours: 120,
  leastDays: 18,
  /** Time is cut into so many stretches at most, of at least three days; fewer than six tell nothing. */
  mostStretches: 10,
  daysOfStretch: 3,
  leastStretches: 6,
  /** P10 to P90 of the setting as a share of its engineering limits; below it, it hardly moved. */
  leastMoved: 0.1,
  /** Share of its variance that product, team, shift, time and other settings leave; below it, confounded. */
  leastOwn: 0.2,
  /** Share of the variance of the response that all these leave; below it, there is nothing to explain. */
  leastVariation: 1e-9,
  /** Share of the pieces, seconds or hours that a window holds. */
  windowShare: 1 / 3,
  /** Hours inside and outside of the window for a stretch to count. */
  leastHoursOfSide: 4,
  /** Holm's adjusted p up to which a setting is said to explain. */
  level: 0.05,
} as const
