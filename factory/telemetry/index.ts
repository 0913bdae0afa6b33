export { hoursOf, makePartitions, noteDue } from './due.ts'
export { readHours } from './read-hours.ts'
export { readSeries, type Series, type SeriesPoint, type SeriesQuery } from './read-series.ts'
export {
  applyRetention,
  type Kept,
  type Removed,
  type RetainedStream,
  type RetentionRule,
  readKept,
  retainedStreams,
} from './retention.ts'
export { rollUpDue } from './roll-up.ts'
