import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type EffectDefinition,
  getProposal,
  type ProposalDraft,
  type ProposalView,
  propose,
} from '../actions/index.ts'
import { inBoth } from '../base/language.ts'
import { dayMs } from '../base/milliseconds.ts'
import type { NewId } from '../base/ports.ts'
import { schema, type Tx } from '../store/index.ts'
import type { AnyTool } from '../tools/index.ts'
import type { PlaybookDeps } from './deps.ts'
import { filedAs } from './filed-as.ts'
import { parsePlaybook } from './parse.ts'
import type { Playbook } from './playbook.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'

/** What a playbook is rehearsed over before anybody is asked to arm it. */
const rehearsedDays = 30

const arming = z.strictObject({
  siteId: z.string(),
  name: z.string(),
  /** The text itself: what runs is what was approved. */
  source: z.string().max(20_000),
  rehearsal: z.strictObject({
    ...{ from: z.string(), to: z.string(), sha256: z.string() },
    ...{ events: z.int(), proposed: z.int(), guarded: z.int(), cooling: z.int() },
    overBudget: z.int(),
  }),
})
const preconditions = z.strictObject({ version: z.int() })

type Asking = { channel: string; idempotencyKey: string; newId: NewId; tools: readonly AnyTool[] }

/**
 * Proposes to arm a playbook. It is rehearsed here and now, and what it would have done stands on
 * the card: nothing is armed unrehearsed.
 *
 * @throws AppError `invalid_input` for a playbook that is wrong, naming file, line, field and fix
 */
export async function proposeArming(
  deps: PlaybookDeps & Asking,
  { source, fileName }: { source: string; fileName: string },
): Promise<ProposalView> {
  const playbook = parsePlaybook({ text: source, fileName, tools: deps.tools })
  const standing = await standingOf(deps, playbook.site)
  if (standing !== null && Object(standing.args).source === source) return standing
  const to = deps.clock()
  const from = new Date(to.getTime() - rehearsedDays * dayMs)
  const rehearsed = await rehearse(deps, { playbook, source }, { from, to })
  const { version } = await newestOf(deps, playbook)
  const { principal, channel, idempotencyKey } = deps
  const requester = { principal, channel, tainted: false, idempotencyKey }
  return propose(deps, requester, draftOf({ playbook, source, rehearsed, version }))
}

/** What was asked for under this key before: a rehearsal at another moment would make it another. */
async function standingOf(
  deps: PlaybookDeps & Asking,
  siteId: string,
): Promise<ProposalView | null> {
  const id = await filedAs(deps, siteId, deps.idempotencyKey)
  return id === null ? null : getProposal(deps.db, deps.principal, siteId, id)
}

const newestOf = ({ db, principal }: PlaybookDeps, { site, name }: Playbook) =>
  db.tx('read', (tx) => newest(tx, { siteId: site, name }), { principal })

async function newest(tx: Tx, { siteId, name }: { siteId: string; name: string }) {
  const { playbook: table } = schema
  const [row] = await tx.orm
    .select({ version: table.version })
    .from(table)
    .where(sql`${eq(table.siteId, siteId)} and ${eq(table.name, name)}`)
    .orderBy(desc(table.version))
    .limit(1)
  return row ?? { version: 0 }
}

type Situation = { playbook: Playbook; source: string; rehearsed: Rehearsal; version: number }

function draftOf({ playbook, source, rehearsed, version }: Situation): ProposalDraft {
  const { site: siteId, name, title, trigger, proposals, cooldownHours, mostPerHour } = playbook
  const { items, playbook: _, site: __, ...rehearsal } = rehearsed
  const would = items.filter(({ outcome }) => outcome === 'proposed')
  const field = (zh: string, en: string, after: string | number) => ({
    ...{ label: { zh, en }, before: null, after },
  })
  return {
    siteId,
    tool: armTool,
    title: {
      zh: `启用预案：${title.zh}（${name}，${siteId}）`,
      en: `Arm the playbook: ${title.en} (${name}, ${siteId})`,
    },
    args: { siteId, name, source, rehearsal },
    preconditions: { version },
    diff: {
      entries: [
        field('触发', 'Trigger', trigger.kind),
        field('将提出', 'Would propose', proposals.map(({ tool }) => tool).join(', ')),
        field('负责', 'Looked after by', playbook.owner),
        field('同一对象间隔（小时）', 'Leaves a subject alone for (h)', cooldownHours),
        field('每小时至多', 'At most in an hour', mostPerHour),
      ],
    },
    prediction: null,
    evidence: [
      {
        kind: 'figure',
        label: {
          zh: `演练 ${rehearsedDays} 天：触发 ${rehearsal.events} 次，会提出`,
          en: `Rehearsed over ${rehearsedDays} days: ${rehearsal.events} events, would have proposed`,
        },
        value: inBoth(String(rehearsal.proposed)),
        at: rehearsal.to,
      },
      ...would.slice(-10).map(({ at, subject }) => ({
        ...{ kind: 'note' as const, label: { zh: '当时会提出', en: 'Would have proposed then' } },
        ...{ value: inBoth(subject), at },
      })),
    ],
  }
}

const armTool = 'arm_playbook'

/** Arms what was approved; from its next round the loop runs it. */
export const armPlaybookEffect: EffectDefinition = {
  tool: armTool,
  reach: 'internal',
  compensation: {
    kind: 'irreversible',
    says: {
      zh: '启用的版本从不改写；主管可随时停用该预案。',
      en: 'An armed version is never rewritten; a supervisor disarms the playbook at any time.',
    },
  },
  stale: async (tx, args, given) => {
    const { siteId, name } = arming.parse(args)
    const { version } = preconditions.parse(given)
    const now = (await newest(tx, { siteId, name })).version
    if (now === version) return null
    return {
      ...{ precondition: 'playbook_newest', before: `v${version}`, after: `v${now}` },
      zh: `预案 ${name} 已另有第 ${now} 版。`,
      en: `Playbook ${name} has since got version ${now}.`,
    }
  },
  apply: async (tx, args, { actionId, requestedBy, now }) => {
    const { siteId, name, source } = arming.parse(args)
    const version = (await newest(tx, { siteId, name })).version + 1
    await tx.orm.insert(schema.playbook).values({
      ...{ siteId, name, version, source, actionId, armedBy: requestedBy, armedAt: now },
    })
    return { playbook: name, version }
  },
}
