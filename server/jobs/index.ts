export { type JobDeps, startJobs } from './jobs.ts'
export { proposalWakes, type Wakes } from './wakes.ts'
