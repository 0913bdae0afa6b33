import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { canonicalJson } from '../../base/canonical-json.ts'
import { inBoth } from '../../base/language.ts'
import type { NewId } from '../../base/ports.ts'
import type { Tx } from '../../store/index.ts'
import type { Actor, GateDeps } from '../act-on.ts'
import { propose } from '../propose.ts'
import type { DiffEntry, EffectDefinition, ProposalDraft, ProposalView } from '../types.ts'
import { policyRule, type StandingRule } from './rule.ts'
import { newestRule, rowOf, storeRule } from './store-rule.ts'

const policyTool = 'change_policy'

/** One rule as it should be; a site's own, or the group's. */
export const policyChange = z.strictObject({
  siteId: z.string().min(1).max(60),
  rule: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'Write it in small letters, digits and _.'),
  definition: policyRule,
})
export type PolicyChange = z.output<typeof policyChange>

const preconditions = z.strictObject({ version: z.int().nullable() })

/** A proposal that waits and would come under another rule when it is approved. */
export type AffectedProposal = {
  siteId: string
  id: string
  title: string
  from: string
  to: string
}

export type PolicyPreview = { before: StandingRule | null; affected: AffectedProposal[] }

/** What stands now, and which proposals that wait a change would put under another rule. */
export function previewPolicyChange(
  { db, clock }: GateDeps,
  { principal }: Actor,
  change: PolicyChange,
): Promise<PolicyPreview> {
  return db.tx(
    'read',
    async (tx) => {
      const before = await newestRule(tx, change)
      const affected = await affectedBy(tx, { change, before, now: clock() })
      return { before, affected }
    },
    { principal },
  )
}

type Looking = { change: PolicyChange; before: StandingRule | null; now: Date }

function affectedBy(tx: Tx, { change, before, now }: Looking): Promise<AffectedProposal[]> {
  const version = (before?.version ?? 0) + 1
  const as = { ...change, version, by: 'draft', at: now, actionId: null }
  const draft = JSON.stringify(rowOf(change.definition, as))
  return tx.rows<AffectedProposal>(sql`
    select p.site_id as "siteId", p.id, p.title_en as title,
      concat(p.policy_site, '/', p.policy_rule, ' v', p.policy_version) as "from",
      coalesce(concat(j.site_id, '/', j.rule, ' v', j.version), 'no rule') as "to"
    from proposal p left join lateral
      jidoka_judge(p.site_id, p.tool, p.args::jsonb, ${now}, ${draft}::jsonb) j on true
    where p.status = 'pending' and p.tool = ${change.definition.tool}
      and (p.site_id = ${change.siteId} or ${change.siteId} = 'group')
      and (p.policy_site, p.policy_rule, p.policy_version)
        is distinct from (j.site_id, j.rule, j.version)
    order by p.site_id, p.id limit 200`)
}

/**
 * Proposes another version of a rule, or a new rule. The policy's own rule says who may ask and who
 * approves: two people who manage, neither of them the one who asks.
 */
export async function proposePolicyChange(
  deps: GateDeps & { newId: NewId },
  requester: Actor & { idempotencyKey: string },
  change: PolicyChange,
): Promise<ProposalView> {
  const preview = await previewPolicyChange(deps, requester, change)
  return propose(deps, { ...requester, tainted: false }, draftOf(change, preview))
}

function draftOf(change: PolicyChange, { before, affected }: PolicyPreview): ProposalDraft {
  const { siteId, rule, definition } = change
  return {
    siteId,
    tool: policyTool,
    title: {
      zh: `修改审批规则：${rule}（${siteId}）`,
      en: `Change the policy: ${rule} (${siteId})`,
    },
    args: change,
    preconditions: { version: before?.version ?? null },
    diff: { entries: changedFields(before, definition) },
    prediction: null,
    evidence: affected.slice(0, 20).map(({ siteId: site, id, title, from, to }) => ({
      kind: 'note',
      label: { zh: `待审批的 ${site}/${id}`, en: `Waiting: ${site}/${id}` },
      value: inBoth(`${title}: ${from} → ${to}`),
      at: null,
    })),
  }
}

function changedFields(
  before: StandingRule | null,
  after: PolicyChange['definition'],
): DiffEntry[] {
  const said = (value: unknown) =>
    value === null || value === undefined
      ? null
      : typeof value === 'string' || typeof value === 'number'
        ? value
        : canonicalJson(value)
  return Object.keys(after).flatMap((key): DiffEntry[] => {
    const field = key as keyof typeof after
    const [was, is] = [said(before?.[field]), said(after[field])]
    return was === is ? [] : [{ label: inBoth(key), before: was, after: is }]
  })
}

/** Writes the version that was approved, as long as it follows the newest one. */
export const changePolicyEffect: EffectDefinition = {
  tool: policyTool,
  stale: async (tx, args, given) => {
    const { siteId, rule } = policyChange.parse(args)
    const { version } = preconditions.parse(given)
    const now = (await newestRule(tx, { siteId, rule }))?.version ?? null
    if (now === version) return null
    const [before, after] = [version, now].map((one) => (one === null ? null : `v${one}`))
    return {
      ...{ precondition: 'policy_newest', before: before ?? null, after: after ?? null },
      zh: `规则 ${rule} 已从 ${before ?? '无'} 变为 ${after ?? '无'}。`,
      en: `Rule ${rule} went from ${before ?? 'none'} to ${after ?? 'none'} since.`,
    }
  },
  apply: async (tx, args, { actionId, requestedBy: by, now: at }) => {
    const { siteId, rule, definition } = policyChange.parse(args)
    const version = ((await newestRule(tx, { siteId, rule }))?.version ?? 0) + 1
    await storeRule(tx, definition, { siteId, rule, version, by, at, actionId })
    return { rule, version }
  },
}
