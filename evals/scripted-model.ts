/**
 * `node evals/scripted-model.ts [--mode NAME] [--script FILE] [--port N]`: a model endpoint on loopback
 * that follows a script, for runs with `--model` and to try a configuration without a key. The file is
 * a JSON list of `{when, steps}`; without one, two questions on the demo factory are known.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AppError } from '../base/app-error.ts'
import type { ScriptedCase } from '../test/support/scripted-model/cases.ts'
import { type ModeName, modes } from '../test/support/scripted-model/modes.ts'
import { scriptedModel } from '../test/support/scripted-model.ts'
import demoCases from './questions/scripted-demo.json' with { type: 'json' }

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'normal' },
    script: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
})

const isMode = (name: string): name is ModeName => Object.hasOwn(modes, name)
if (!isMode(values.mode)) {
  throw new AppError('invalid_input', `There is no mode "${values.mode}".`, {
    hint: `Known: ${Object.keys(modes).join(', ')}.`,
  })
}

const cases: ScriptedCase[] =
  values.script === undefined ? demoCases : JSON.parse(readFileSync(values.script, 'utf8'))
const { baseUrl, close } = await scriptedModel(modes[values.mode](cases), Number(values.port))
process.stdout.write(`ready ${baseUrl}\n`)
process.once('SIGTERM', close)
process.once('SIGINT', close)
