export { type JobDeps, startJobs } from './jobs.ts'
export { indexLease, underLease } from './lease.ts'
export { type Loop, startLoop } from './loop.ts'
export { localWakes, type Wakes, wakesOn } from './wakes.ts'
