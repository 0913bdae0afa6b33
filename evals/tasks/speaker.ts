import { followCases, type ScriptedStep } from '../../test/support/scripted-model/cases.ts'
import { isQuestion } from '../../test/support/scripted-model/conversation.ts'
import type { ScriptedRequest, Speaker } from '../../test/support/scripted-model/reply.ts'
import type { Task } from './task.ts'

/**
 * Says what stands in the tasks. Which step is meant stands in the request itself (who asks, in which
 * language, what was said before), so that the endpoint may be another process and outlive restarts.
 *
 * @throws where two tasks would be told apart by nothing
 */
export function tasksSpeaker(tasks: Task[]): Speaker {
  const scripts = scriptsOf(tasks)
  return (request) => {
    const steps = scripts.get(keyOf(request))
    if (steps === undefined) return { text: '[[abstain:outside]] No task says that.' }
    return followCases([{ when: '', steps: withAction(steps, request) }])(request)
  }
}

function scriptsOf(tasks: Task[]): Map<string, ScriptedStep[]> {
  const scripts = new Map<string, ScriptedStep[]>()
  for (const { id, as, language, steps } of tasks) {
    const said: string[] = []
    for (const step of steps) {
      if (!('say' in step)) continue
      said.push(step.say)
      const key = JSON.stringify([as, language, ...said])
      const known = scripts.get(key)
      if (known && JSON.stringify(known) !== JSON.stringify(step.script))
        throw new Error(`${id}: another task says the same and has another script: ${step.say}`)
      scripts.set(key, step.script)
    }
  }
  return scripts
}

const actionId = /act_\w+/g

function keyOf({ messages }: ScriptedRequest): string {
  const told = JSON.stringify(messages[0]?.content)
  const [, as] = /Asking: (\S+) \(/.exec(told) ?? []
  const language = told.includes('Answer in Chinese') ? 'zh' : 'en'
  const said = messages.filter(isQuestion).map(({ content }) => String(content))
  return JSON.stringify([as, language, ...said.map((one) => one.replace(actionId, '{{action}}'))])
}

/** `{{action}}` is the proposal that the conversation spoke of last. */
function withAction(steps: ScriptedStep[], { messages }: ScriptedRequest): ScriptedStep[] {
  const spoken = messages.filter(({ role }) => role === 'user' || role === 'assistant')
  const id = JSON.stringify(spoken).match(actionId)?.at(-1) ?? 'latest'
  return JSON.parse(JSON.stringify(steps).replaceAll('{{action}}', id))
}
