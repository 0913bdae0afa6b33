/** Ends its process when that takes too much memory or has lost its parent, however busy it is. */
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

const { mostBytes, parent } = workerData as { mostBytes: number; parent: number }
const everyMs = 100

setInterval(() => {
  const isLarge = process.memoryUsage.rss() > mostBytes
  if (isLarge) writeSync(2, 'out of memory')
  if (isLarge || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, everyMs)
