export { type JobDeps, startJobs } from './jobs.ts'
export { indexLease, underLease } from './lease.ts'
export { type Wakes, wakesOn } from './wakes.ts'
