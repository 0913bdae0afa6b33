/** One task in a thread of its own: it tells what it finds, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from './give-way.ts'
import { replay } from './replay.ts'
import { searchTask } from './search-task.ts'

giveWay()
if ('history' in workerData) parentPort?.postMessage(replay(workerData))
else searchTask(workerData, (news) => parentPort?.postMessage(news))
