/** Does one task after the other in a thread of its own, and tells what it finds. */
import { parentPort } from 'node:worker_threads'
import { giveWay } from './give-way.ts'
import { type ReplayTask, replay } from './replay.ts'
import { type PlantTask, searchTask } from './search-task.ts'

giveWay()
parentPort?.on('message', (task: PlantTask | ReplayTask) => {
  if ('history' in task) parentPort?.postMessage(replay(task))
  else searchTask(task, (news) => parentPort?.postMessage(news))
})
