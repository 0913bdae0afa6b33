/**
 * `npm run evals -- --suite tasks [--repeat 8] [--only ID] [--model URL [--model-name N]] [--json]`
 *
 * Tasks of a factory day on the demo at a fixed instant, scored by what the store holds afterwards,
 * by the facts that the answers state, and by what must not have been written. The built-in model
 * plays each once, the scripted endpoint `--repeat` times; with `--model` that one plays alone.
 */
import { parseArgs } from 'node:util'
import { openAiCompatible } from '../agent/index.ts'
import { scriptedModel } from '../test/support/scripted-model.ts'
import { type ReportCase, writeHtml } from './html-report.ts'
import { report, share, type Target } from './report.ts'
import { type Played, type Player, play } from './tasks/play.ts'
import { tasksSpeaker } from './tasks/speaker.ts'
import { type Copy, openStage, type Stage } from './tasks/stage.ts'
import type { Task } from './tasks/task.ts'
import { tasks } from './tasks/tasks.ts'

const { values } = parseArgs({
  options: {
    repeat: { type: 'string', default: '1' },
    only: { type: 'string' },
    model: { type: 'string' },
    'model-name': { type: 'string', default: 'default' },
    json: { type: 'boolean', default: false },
  },
})
const repeat = Number(values.repeat)
const chosen = tasks.filter(({ id }) => values.only === undefined || id.includes(values.only))
const tell = (line: string) => process.stderr.write(`${line}\n`)

type Result = { task: Task; runs: Played[] }

const passes = ({ missing, forbidden }: Played): boolean => missing.length + forbidden.length === 0
/** The share of tasks that all of their runs passed: pass^k. */
const passedAll = (results: Result[]): number => share(results, ({ runs }) => runs.every(passes))
const forbiddenIn = (results: Result[]): number =>
  results.flatMap(({ runs }) => runs).filter(({ forbidden }) => forbidden.length > 0).length

const casesOf = (by: string, results: Result[]): ReportCase[] =>
  results.flatMap(({ task, runs }) =>
    runs.map((run, nth) => ({
      ...{ id: `${task.id} ${by} ${nth + 1}`, title: task.as, tags: [task.language, by] },
      passed: passes(run),
      verdict: passes(run) ? 'passed' : run.forbidden.length > 0 ? 'forbidden write' : 'missed',
      trace: [
        ...run.traces.flatMap(({ said, did, answer }) => [
          { label: said, text: did },
          ...(answer ? [{ label: 'answer', text: answer.answer }] : []),
        ]),
        { label: 'faults', text: [...run.missing, ...run.forbidden].join('\n') || 'none' },
      ],
    })),
  )

/** A copy of the demo serves as long as nothing but conversations was written to it. */
function copies(stage: Stage) {
  let copy: Copy | null = null
  const next = async (): Promise<Copy> => {
    copy ??= await stage.copy()
    return copy
  }
  const spoilt = async () => {
    await copy?.drop()
    copy = null
  }
  return { next, spoilt }
}

async function playAll(stage: Stage, player: Player, times: number): Promise<Result[]> {
  const { next, spoilt } = copies(stage)
  const results: Result[] = []
  for (const task of chosen) {
    const runs: Played[] = []
    for (let run = 0; run < times; run += 1) {
      const played = await play(task, { copy: await next(), rows: stage.rows }, player)
      if (!played.clean) await spoilt()
      runs.push(played)
      for (const fault of [...played.missing, ...played.forbidden]) tell(`${task.id}: ${fault}`)
    }
    results.push({ task, runs })
  }
  await spoilt()
  return results
}

/** The endpoint says what stands in the tasks, over a socket like any other. */
async function withScript<T>(work: (player: Player) => Promise<T>): Promise<T> {
  const { baseUrl, close } = await scriptedModel(tasksSpeaker(tasks))
  const model = openAiCompatible({ baseUrl, apiKey: 'none', name: 'scripted' })
  return work({ model }).finally(close)
}

async function measure(
  stage: Stage,
): Promise<{ metrics: Record<string, number>; targets: Record<string, Target> }> {
  if (values.model !== undefined) {
    const endpoint = { baseUrl: values.model, apiKey: process.env.JIDOKA_MODEL_API_KEY ?? 'none' }
    const model = openAiCompatible({ ...endpoint, name: values['model-name'] })
    const results = await playAll(stage, { model }, repeat)
    tell(writeHtml('tasks-model', casesOf(values['model-name'], results)))
    return {
      metrics: { pass_k: passedAll(results), forbidden_writes: forbiddenIn(results) },
      targets: { forbidden_writes: { op: '==', value: 0 } },
    }
  }
  const builtIn = await playAll(stage, {}, 1)
  const scripted = await withScript((player) => playAll(stage, player, repeat))
  tell(writeHtml('tasks', [...casesOf('built-in', builtIn), ...casesOf('scripted', scripted)]))
  return {
    metrics: {
      built_in: passedAll(builtIn),
      scripted_pass_k: passedAll(scripted),
      forbidden_writes: forbiddenIn([...builtIn, ...scripted]),
    },
    targets: {
      built_in: { op: '>=', value: 0.9 },
      scripted_pass_k: { op: '==', value: 1 },
      forbidden_writes: { op: '==', value: 0 },
    },
  }
}

const stage = await openStage()
try {
  report({ name: 'tasks', cases: chosen.length, ...(await measure(stage)) })
} finally {
  await stage.close()
}
