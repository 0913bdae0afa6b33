export { type JobDeps, startJobs } from './jobs.ts'
export { indexLease, underLease } from './lease.ts'
export { proposalWakes, type Wakes } from './wakes.ts'
