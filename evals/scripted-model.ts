/**
 * `node evals/scripted-model.ts [--mode NAME] [--script FILE | --tasks] [--port N]`: a model endpoint on
 * loopback that follows a script, for runs with `--model` and to try a configuration without a key. The
 * file is a JSON list of `{when, steps}`; with `--tasks` it knows the tasks of the suite, and without
 * either two questions on the demo factory.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AppError } from '../base/app-error.ts'
import { followCases, type ScriptedCase } from '../test/support/scripted-model/cases.ts'
import { type ModeName, modes } from '../test/support/scripted-model/modes.ts'
import type { Speaker } from '../test/support/scripted-model/reply.ts'
import { scriptedModel } from '../test/support/scripted-model.ts'
import demoCases from './questions/scripted-demo.json' with { type: 'json' }
import { tasksSpeaker } from './tasks/speaker.ts'
import { tasks } from './tasks/tasks.ts'

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'normal' },
    script: { type: 'string' },
    tasks: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
})

const isMode = (name: string): name is ModeName => Object.hasOwn(modes, name)
if (!isMode(values.mode)) {
  throw new AppError('invalid_input', `There is no mode "${values.mode}".`, {
    hint: `Known: ${Object.keys(modes).join(', ')}.`,
  })
}

const casesOf = (file: string | undefined): ScriptedCase[] =>
  file === undefined ? demoCases : JSON.parse(readFileSync(file, 'utf8'))
const speak: Speaker = values.tasks ? tasksSpeaker(tasks) : followCases(casesOf(values.script))
const { baseUrl, close } = await scriptedModel(modes[values.mode](speak), Number(values.port))
process.stdout.write(`ready ${baseUrl}\n`)
process.once('SIGTERM', close)
process.once('SIGINT', close)
