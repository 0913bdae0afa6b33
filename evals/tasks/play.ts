import { decide, executeReady } from '../../actions/index.ts'
import { type Answer, collectAnswer, runTurn, type TurnDeps } from '../../agent/index.ts'
import { randomId } from '../../base/ports.ts'
import { type Db, schema } from '../../store/index.ts'
import { catalog, effects } from '../../tools/index.ts'
import { ofTurns, stateFaults } from './score.ts'
import { baseUrl, type Copy, clock, personOf, type Stage } from './stage.ts'
import { faultsOf } from './states.ts'
import type { Decided, Said, Task } from './task.ts'
import { markNow, writtenSince } from './written.ts'

/** What answers: absent is the built-in model. */
export type Player = { model?: TurnDeps['model'] }

export type Scene = { copy: Copy; rows: Stage['rows'] }

export type Trace = { said: string; did: string; answer?: Answer }
export type Played = {
  missing: string[]
  forbidden: string[]
  /** Whether nothing but the conversation was written, so that the next task may use the copy. */
  clean: boolean
  traces: Trace[]
}

/**
 * Plays a task on a copy of the demo, and looks at everything that it left. The server is restarted
 * before each step but the first: nothing but the store knows what was said and filed.
 */
export async function play(task: Task, { copy, rows }: Scene, player: Player): Promise<Played> {
  const mark = await onceOpen(copy, (db) => markNow(db, rows))
  const threadId = randomId('thr')
  const [missing, traces]: [string[], Trace[]] = [[], []]
  for (const step of task.steps) {
    await onceOpen(copy, async (db) => {
      const filed = await newestProposal(db)
      const played =
        'say' in step
          ? await speak(db, withAction(step, filed?.id), { task, threadId, player })
          : await judge(db, step, filed)
      missing.push(...played.faults)
      traces.push(played.trace)
    })
  }
  const changes = await onceOpen(copy, (db) => writtenSince(db, mark))
  const state = stateFaults(task, changes)
  const clean = changes.every(({ table }) => ofTurns.includes(table))
  return { ...state, missing: [...missing, ...state.missing], clean, traces }
}

/** A server of its own for one step, over the store as the one before left it. */
async function onceOpen<T>({ reopen }: Copy, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await reopen()
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

type Filed = { siteId: string; id: string; version: number; argsSha256: string }

async function newestProposal(db: Db): Promise<Filed | undefined> {
  const { proposal } = schema
  const rows = await db.tx('read', ({ orm }) => orm.select().from(proposal))
  return rows.at(-1)
}

const withAction = (step: Said, id = 'none'): Said =>
  JSON.parse(JSON.stringify(step).replaceAll('{{action}}', id))

type Speaking = { task: Task; threadId: string; player: Player }
type Step = { faults: string[]; trace: Trace }

async function speak(db: Db, step: Said, { task, threadId, player }: Speaking): Promise<Step> {
  const deps = { db, clock, newId: randomId, tools: catalog, baseUrl }
  const events = runTurn(player.model ? { ...deps, model: player.model } : deps, {
    ...{ principal: personOf(task.as, task.language), threadId, question: step.say },
    ...{ language: task.language, channel: 'web', signal: AbortSignal.timeout(120_000) },
  })
  try {
    const answer = await collectAnswer(events)
    const did = answer.calls.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`).join('\n')
    return { faults: await faultsOf(db, answer, step), trace: { said: step.say, did, answer } }
  } catch (error) {
    const why = `"${step.say}": ${(error as Error).message}`
    return { faults: [why], trace: { said: step.say, did: why } }
  }
}

/** Decides and carries out what is due, as the loops of the server do. */
async function judge(db: Db, step: Decided, filed: Filed | undefined): Promise<Step> {
  const said = `${step.as}: ${step.decide}`
  if (filed === undefined)
    return { faults: [`${said}: nothing was filed`], trace: { said, did: '' } }
  const { siteId, id, version, argsSha256 } = filed
  const { outcome } = await decide(
    { db, clock },
    { principal: personOf(step.as, 'en'), channel: 'web' },
    {
      ...{ siteId, id, version, argsSha256, verdict: step.decide },
      ...(step.decide === 'reject' ? { reasonCode: 'wrong_time' as const } : {}),
    },
  )
  const ended = await executeReady({ db, clock, effects })
  const faults = outcome === step.outcome ? [] : [`${said}: ${outcome}, wanted ${step.outcome}`]
  return { faults, trace: { said, did: `${outcome}, ${ended} executed` } }
}
