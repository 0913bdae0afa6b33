/** One search in a thread of its own: told a problem, it tells each better plan, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { searchTask } from './search-task.ts'

searchTask(workerData, (news) => parentPort?.postMessage(news))
