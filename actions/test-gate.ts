/** A plant with its people, one effect, and proposals to decide on. */
import { sql } from 'drizzle-orm'
import type { Clock, NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { type Db, schema } from '../store/index.ts'
import type { Actor } from './act-on.ts'
import { propose } from './propose.ts'
import type { EffectDefinition, ProposalDraft, ProposalView } from './types.ts'

const gateNow = new Date('2026-11-03T02:00:00Z')
export const gateClock: Clock = () => gateNow

export const person = (userId: string, role: string, siteId = 'suzhou'): Principal => ({
  userId,
  roles: [{ siteId, role }],
  language: 'en',
})

export const operator = person('operator@suzhou', 'operator')
export const supervisor = person('supervisor@suzhou', 'supervisor')
export const manager = person('manager@suzhou', 'manager')
export const stranger = person('supervisor@dongguan', 'supervisor', 'dongguan')

export const by = (principal: Principal): Actor => ({ principal, channel: 'test' })

export const approval = ({ siteId, id, version, argsSha256 }: ProposalView) => ({
  ...{ siteId, id, version, argsSha256 },
  verdict: 'approve' as const,
})

export async function seedGate(db: Db, others: Principal[] = []): Promise<void> {
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.site).values([
      { siteId: 'suzhou', nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' },
      { siteId: 'dongguan', nameZh: '东莞', nameEn: 'Dongguan', zone: 'Asia/Shanghai' },
    ])
  })
  await db.tx('app', async (tx) => {
    for (const { userId, roles } of [operator, supervisor, manager, stranger, ...others]) {
      for (const { siteId, role } of roles) {
        await tx.rows(sql`insert into user_role values (${siteId}, ${userId}, ${role})`)
      }
    }
  })
}

/** A rule as if its change had been approved long ago: by the owner, underneath the guard. */
export async function setRule(
  db: Db,
  rule: Partial<typeof schema.policyRule.$inferInsert> = {},
): Promise<void> {
  await db.tx('owner', async (tx) => {
    await tx.exec('alter table policy_rule disable trigger guard_effect')
    await tx.orm.insert(schema.policyRule).values({
      siteId: 'suzhou',
      rule: 'tickets',
      version: 1,
      tool: 'open_maintenance_ticket',
      risk: 'low',
      approverRoles: ['supervisor', 'manager'],
      approvalsNeeded: 1,
      expiresMinutes: 60,
      ...rule,
    })
    await tx.exec('alter table policy_rule enable always trigger guard_effect')
  })
}

export const ticketDraft = (title: string): ProposalDraft => ({
  siteId: 'suzhou',
  tool: 'open_maintenance_ticket',
  title: { zh: title, en: title },
  args: { title },
  preconditions: {},
  diff: { entries: [] },
  prediction: null,
  evidence: [],
})

const serial = (): NewId => {
  let last = 0
  return (prefix) => {
    last += 1
    return `${prefix}_${String(last).padStart(6, '0')}`
  }
}

/** Files tickets one after another, as the operator. */
export function requestsOf(
  db: Db,
  newId: NewId = serial(),
): (title: string, by?: Principal) => Promise<ProposalView> {
  return (title, by = operator) =>
    propose(
      { db, clock: gateClock, newId },
      { principal: by, channel: 'test', tainted: false, idempotencyKey: title },
      ticketDraft(title),
    )
}

/** Opens the ticket that was shown; a title that ends in `!` fails after it was written. */
export const ticketEffect: EffectDefinition = {
  tool: 'open_maintenance_ticket',
  reach: 'connectable',
  compensation: { kind: 'irreversible', says: { zh: '测试', en: 'a test' } },
  stale: async () => null,
  apply: async (tx, args, { siteId, actionId, now }) => {
    const { title } = args as { title: string }
    await tx.orm.insert(schema.ticket).values({
      siteId,
      id: `MT-${actionId}`,
      equipmentId: 'SZ-CNC-03',
      kind: 'corrective',
      status: 'open',
      priority: 'high',
      title,
      openedAt: now,
      origin: 'action',
      actionId,
    })
    if (title.endsWith('!')) throw new Error('the effect broke')
    return { ticket: `MT-${actionId}` }
  },
}

export async function ticketsOf(db: Db): Promise<{ id: string; actionId: string }[]> {
  return db.tx('read', (tx) => tx.rows(sql`select id, action_id as "actionId" from ticket`))
}
