/** A shop of its own for each test, at one site of a shared store, with people and a way to approve. */
import { decide, executeReady, getProposal, type ProposalView } from '../../actions/index.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import type { ToolContext } from '../define-tool.ts'
import { effects } from './effects.ts'
import { testContext } from './test-context.ts'

export type Shop = { siteId: string; ctx: ToolContext; machine: (n: number) => string }

export const personAt = (siteId: string, role: string): Principal => ({
  userId: `${role}@${siteId}`,
  roles: [{ siteId, role }],
  language: 'en',
})

/** One line with three machines, `1号机` to `3号机`; the context is that of its operator. */
export async function openShop(db: Db, siteId: string): Promise<Shop> {
  const machine = (n: number) => `${siteId}-M${n}`
  await db.tx('ingest', async (tx) => {
    const names = { nameZh: siteId, nameEn: siteId }
    await tx.orm.insert(schema.site).values({ siteId, ...names, zone: 'Asia/Shanghai' })
    await tx.orm.insert(schema.equipment).values([
      { siteId, id: `${siteId}-L1`, level: 'line', nameZh: '1号线', nameEn: 'Line 1' },
      ...[1, 2, 3].map((n) => ({
        siteId,
        id: machine(n),
        level: 'machine' as const,
        nameZh: `${n}号机`,
        nameEn: `Machine ${n}`,
        lineId: `${siteId}-L1`,
      })),
    ])
  })
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.userRole).values(
      (['operator', 'supervisor'] as const).map((role) => ({
        siteId,
        userId: personAt(siteId, role).userId,
        role,
      })),
    ),
  )
  return { siteId, machine, ctx: testContext(db, { principal: personAt(siteId, 'operator') }) }
}

export async function proposalOf({ ctx, siteId }: Shop, id: string): Promise<ProposalView> {
  const proposal = await getProposal(ctx.db, ctx.principal, siteId, id)
  if (!proposal) throw new Error(`no proposal ${id}`)
  return proposal
}

export async function approve(shop: Shop, id: string): Promise<void> {
  const { version, argsSha256 } = await proposalOf(shop, id)
  const decider = { principal: personAt(shop.siteId, 'supervisor'), channel: 'web' }
  const { outcome } = await decide(shop.ctx, decider, {
    siteId: shop.siteId,
    id,
    version,
    argsSha256,
    verdict: 'approve',
  })
  if (outcome !== 'approved') throw new Error(`not approved: ${outcome}`)
}

/** The supervisor approves, the executor runs; what became of it. */
export async function approveAndExecute(shop: Shop, id: string): Promise<ProposalView> {
  await approve(shop, id)
  await executeReady({ db: shop.ctx.db, clock: shop.ctx.clock, effects })
  return proposalOf(shop, id)
}
