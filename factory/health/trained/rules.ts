/** What a training asks for and takes for granted; each model keeps the values that it was made with. */
export const lifeRules = {
  /** Runs that ended with a failure: the interval of 90 % needs nine runs, and one machine is held out. */
  leastLifetimes: 10,
  leastMachines: 4,
  /** Steps of a window, and of a run of the usual length. */
  windowSteps: 30,
  stepsOfRun: 120,
  /** Of the median run: nothing is told beyond so much remaining life. */
  capShare: 0.6,
  coverage: 0.9,
  /** How far back a training looks, days. */
  days: 1095,
} as const
