import { type Answer, collectAnswer, runTurn } from '../../agent/index.ts'
import { randomId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { loadDemo } from '../../demo/index.ts'
import { seedMetrics } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog, runTool, type ToolResult } from '../../tools/index.ts'

/** A Tuesday, 10:17 at the plant: every relative time of the questions is relative to it. */
export const now = new Date('2026-11-24T02:17:00Z')
const clock = () => now
const baseUrl = 'http://plant.test'

export type Data = Record<string, unknown>
export type Called = { tool: string; args: Data; asker: string }

export type NlqPlant = {
  db: Db
  /** The answer to the last of them. */
  ask: (turns: string[], asker: string) => Promise<Answer>
  /** Every answer of one conversation. */
  converse: (turns: string[], asker: string) => Promise<Answer[]>
  /** The tool itself, past the agent. */
  read: (call: Called) => Promise<ToolResult<Data>>
}

/** The demo factory in memory, with the agent that answers there. */
export async function openPlant(): Promise<NlqPlant> {
  const db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, now))
  await loadDemo({ db, clock })
  return plantOn(db)
}

/** Whatever plant the store holds. */
export function plantOn(db: Db): NlqPlant {
  return {
    db,
    ask: async (turns, asker) => lastOf(await converse(db, turns, principalOf(asker))),
    converse: (turns, asker) => converse(db, turns, principalOf(asker)),
    read: (call) => read(db, call),
  }
}

/** `role@site`, or `role@group` for every site. */
export function principalOf(userId: string): Principal {
  const [role = '', site = ''] = userId.split('@')
  const sites = site === 'group' ? ['group', 'suzhou', 'dongguan', 'chengdu'] : [site]
  return { userId, language: 'en', roles: sites.map((siteId) => ({ siteId, role })) }
}

async function converse(db: Db, turns: string[], principal: Principal): Promise<Answer[]> {
  const threadId = randomId('thr')
  const answers: Answer[] = []
  for (const question of turns) {
    const signal = AbortSignal.timeout(60_000)
    const deps = { db, clock, newId: randomId, tools: catalog, baseUrl }
    const request = { principal, threadId, question, channel: 'test', signal }
    answers.push(await collectAnswer(runTurn(deps, request)))
  }
  return answers
}

function lastOf(answers: Answer[]): Answer {
  const last = answers.at(-1)
  if (last === undefined) throw new RangeError('a case without a question')
  return last
}

function read(db: Db, { tool: name, args, asker }: Called): Promise<ToolResult<Data>> {
  const tool = catalog.find((one) => one.name === name)
  if (tool === undefined || tool.effect !== 'read') throw new RangeError(`no reading tool ${name}`)
  const context = {
    ...{ db, clock, baseUrl, principal: principalOf(asker), language: 'en' as const },
    ...{ newId: randomId, signal: AbortSignal.timeout(60_000), channel: 'test' },
    ...{ idempotencyKey: 'reference', tainted: false },
  }
  return runTool(tool, context, args)
}

/** Null where the tool refuses the arguments. */
export async function tryRead(plant: NlqPlant, call: Called): Promise<Data | null> {
  try {
    return (await plant.read(call)).data
  } catch {
    return null
  }
}
