import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'
import type { AlertDefinition, AlertTest } from './rule.ts'

export type GivenRule = Omit<Partial<AlertDefinition>, 'test'> & {
  siteId: string
  ruleId: string
  scopeId?: string
  version?: number
  retired?: boolean
  createdAt?: Date
  test?: AlertTest
}

/** A rule as if it had been approved long ago: by the owner, underneath the guard. */
export async function giveRule(db: Db, given: GivenRule): Promise<void> {
  const { siteId, ruleId, scopeId = siteId, version = 1, retired = false, ...rest } = given
  const { createdAt = new Date('2026-01-01T00:00:00Z'), ...definition } = rest
  await db.tx('owner', async (tx) => {
    await tx.exec('alter table alert_rule disable trigger guard_effect')
    await tx.rows(sql`insert into alert_rule (site_id, id, version, scope_id, retired, origin,
        action_id, created_at, definition)
      values (${siteId}, ${ruleId}, ${version}, ${scopeId}, ${retired}, 'action', 'act_test',
        ${createdAt}, ${JSON.stringify(definition)}::jsonb)`)
    await tx.exec('alter table alert_rule enable always trigger guard_effect')
  })
}

export const overLimit = (threshold: number, clear?: number): AlertTest => ({
  ...{ kind: 'limit', comparison: 'above', threshold },
  ...(clear === undefined ? {} : { clear }),
})
