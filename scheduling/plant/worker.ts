/** Does one task after the other in a thread of its own, and tells what it finds. */
import { enableCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { ReplayTask } from './replay.ts'
import type { PlantTask } from './search-task.ts'

// Each thread has to say so itself; without it, stripping types takes a fifth of a search of one second.
enableCompileCache()
const { giveWay } = await import('./give-way.ts')
const { replay } = await import('./replay.ts')
const { searchTask } = await import('./search-task.ts')

giveWay()
parentPort?.on('message', (task: PlantTask | ReplayTask) => {
  if ('history' in task) parentPort?.postMessage(replay(task))
  else searchTask(task, (news) => parentPort?.postMessage(news))
})
