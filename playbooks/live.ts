import { sql } from 'drizzle-orm'
import { type Evidence, type ProposalDraft, propose } from '../actions/index.ts'
import { AppError, describeError } from '../base/app-error.ts'
import { inBoth } from '../base/language.ts'
import { dayMs } from '../base/milliseconds.ts'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { type Db, schema, type Tx } from '../store/index.ts'
import { type AnyTool, runTool, type ToolContext } from '../tools/index.ts'
import { type ArmedRow, armedPlaybooks } from './armed.ts'
import { filedAs } from './filed-as.ts'
import { fill } from './fill.ts'
import { parsePlaybook } from './parse.ts'
import type { Playbook } from './playbook.ts'
import { callsOf } from './rehearse.ts'
import { type Judged, judgeWindow } from './run.ts'

/** Data come late: what is younger than this is looked at again, by keys that are known. */
const lookBackMs = 2 * dayMs
const seriesEveryMs = 600_000

export type LiveDeps = {
  db: Db
  clock: Clock
  newId: NewId
  baseUrl: string
  tools: readonly AnyTool[]
  signal: AbortSignal
  /** When each series was looked at last, by this process: longer windows are read less often. */
  looked: Map<string, number>
}

/**
 * One round over all armed playbooks. Each event is judged once and proposes once: what it did is a
 * row under its key, and its proposals carry keys made of it, so a round that was killed anywhere is
 * completed by the next. A playbook that breaks keeps no other from running.
 *
 * @returns how many events were dealt with, and what broke
 */
export async function runArmed(deps: LiveDeps): Promise<{ events: number; broken: string[] }> {
  const armed = await deps.db.tx('read', armedPlaybooks)
  const round = { events: 0, broken: [] as string[] }
  for (const row of armed) {
    if (deps.signal.aborted) break
    try {
      round.events += await runOne(deps, row)
    } catch (error) {
      round.broken.push(`${row.siteId}/${row.name}: ${describeError(error).message}`)
    }
  }
  return round
}

async function runOne(deps: LiveDeps, armed: ArmedRow): Promise<number> {
  const { siteId, name, source } = armed
  const playbook = parsePlaybook({ text: source, fileName: name, tools: deps.tools })
  const principal = servicePrincipal({ siteId, name })
  const now = deps.clock()
  if (!isDue(deps, armed, playbook)) return 0
  const from = new Date(Math.max(armed.armedAt.getTime(), now.getTime() - lookBackMs))
  const { known, before } = await deps.db.tx('read', (tx) => pastOf(tx, { siteId, name }))
  const running = { ...deps, principal }
  const judged = await judgeWindow(running, playbook, { from, to: now, known, before })
  for (const event of judged) {
    if (deps.signal.aborted) break
    await dealWith(running, { armed, playbook, event })
  }
  return judged.length
}

/** Hours and days of a series end seldom: they are not read each minute. */
function isDue({ looked, clock }: LiveDeps, armed: ArmedRow, { trigger }: Playbook): boolean {
  if (trigger.kind !== 'signal' && trigger.kind !== 'metric') return true
  const key = `${armed.siteId}/${armed.name}/${armed.version}`
  const nowMs = clock().getTime()
  if (nowMs - (looked.get(key) ?? 0) < seriesEveryMs) return false
  looked.set(key, nowMs)
  return true
}

/** A name of its own that holds one role, which no rule lets decide: it asks and never approves. */
const servicePrincipal = ({ siteId, name }: Pick<ArmedRow, 'siteId' | 'name'>): Principal => ({
  userId: `playbook:${name}`,
  roles: [{ siteId, role: 'playbook' }],
  language: 'zh',
})

async function pastOf(tx: Tx, { siteId, name }: Pick<ArmedRow, 'siteId' | 'name'>) {
  const rows = await tx.rows<{ key: string; at: Date; outcome: string; subject: string }>(sql`
    select event_key as key, at, outcome, detail->>'subject' as subject from playbook_event
    where site_id = ${siteId} and name = ${name} order by at`)
  return {
    known: new Set(rows.map(({ key }) => key)),
    before: rows.filter(({ outcome }) => outcome === 'proposed'),
  }
}

type Running = LiveDeps & { principal: Principal }
type Case = { armed: ArmedRow; playbook: Playbook; event: Judged }

async function dealWith(deps: Running, { armed, playbook, event }: Case): Promise<void> {
  const { subject, fields, why } = event
  const detail = { subject, fields, why }
  if (event.outcome !== 'proposed') return note(deps, armed, { ...event, ids: [], detail })
  try {
    const ids = await proposeAll(deps, { armed, playbook, event })
    await note(deps, armed, { ...event, ids, detail })
  } catch (error) {
    // What may pass by itself is tried again in the next round; a refusal is an outcome.
    const passing = !(error instanceof AppError) || ['unavailable', 'timeout'].includes(error.code)
    if (passing) throw error
    const refusal = { ...detail, why: error.safeMessage }
    await note(deps, armed, { ...event, outcome: 'refused', ids: [], detail: refusal })
  }
}

async function proposeAll(deps: Running, { armed, playbook, event }: Case): Promise<string[]> {
  const readings = await readAll(deps, playbook, event)
  const ids: string[] = []
  for (const [index, { tool: name, args }] of callsOf(playbook, event).entries()) {
    const idempotencyKey = `${event.key}#${index}`
    // A killed round may have filed it already; asking its tool again could word it otherwise.
    const standing = await filedAs(deps, armed.siteId, idempotencyKey)
    if (standing !== null) {
      ids.push(standing)
      continue
    }
    const tool = toolNamed(deps.tools, name)
    const context = { ...contextOf(deps, idempotencyKey), tainted: readings.tainted }
    const file = async (draft: ProposalDraft) => {
      const evidence = [...evidenceOf(playbook, event), ...readings.evidence, ...draft.evidence]
      const filed = await propose(deps, context, { ...draft, evidence })
      ids.push(filed.id)
      return filed
    }
    await runTool(tool, { ...context, file }, args)
  }
  return ids
}

async function readAll(deps: Running, { read }: Playbook, event: Judged) {
  const evidence: Evidence[] = []
  let tainted = false
  for (const { tool: name, args } of read) {
    const tool = toolNamed(deps.tools, name)
    const fields = { ...event.fields, subject: event.subject, at: event.at.toISOString() }
    const { data } = await runTool(tool, contextOf(deps, event.key), fill(args, fields))
    tainted ||= tool.readsUntrusted
    evidence.push({
      kind: 'note',
      label: { zh: `读数：${tool.title.zh}`, en: `Reading: ${tool.title.en}` },
      value: inBoth(JSON.stringify(data).slice(0, 300)),
      at: deps.clock().toISOString(),
    })
  }
  return { evidence, tainted }
}

function toolNamed(tools: readonly AnyTool[], name: string): AnyTool {
  const tool = tools.find((one) => one.name === name)
  if (tool === undefined) throw new AppError('not_found', `There is no tool ${name}.`)
  return tool
}

const contextOf = (deps: Running, idempotencyKey: string): ToolContext => ({
  ...{ ...deps, language: 'zh', channel: 'playbook', idempotencyKey, tainted: false },
})

function evidenceOf({ name, title, owner }: Playbook, { at, subject, fields }: Judged): Evidence[] {
  const told = Object.entries(fields).map(([key, value]) => `${key} ${value}`)
  return [
    {
      kind: 'note',
      label: {
        zh: `预案 ${name}（${title.zh}，负责：${owner}）`,
        en: `Playbook ${name} (${title.en}, owner: ${owner})`,
      },
      value: inBoth([subject, ...told].join(', ')),
      at: at.toISOString(),
    },
  ]
}

type Noted = Omit<Judged, 'outcome'> & {
  outcome: (typeof schema.playbookOutcomes)[number]
  ids: string[]
  detail: object
}

/** The first note of an event stays. */
async function note(
  { db, clock }: Running,
  { siteId, name, version }: ArmedRow,
  { key: eventKey, at, outcome, ids: actionIds, detail }: Noted,
): Promise<void> {
  await db.tx('execute', (tx) =>
    tx.orm
      .insert(schema.playbookEvent)
      .values({ siteId, name, version, eventKey, at, seenAt: clock(), outcome, actionIds, detail })
      .onConflictDoNothing(),
  )
}
