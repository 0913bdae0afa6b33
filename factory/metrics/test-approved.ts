/** A metric version as the gate lets it in: proposed, approved by somebody else, executed. */
import { sql } from 'drizzle-orm'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'
import { plantNow } from '../test-plant.ts'
import type { MetricDraft } from './definition.ts'
import {
  loadAllMetrics,
  type Metric,
  parseDefinition,
  refuseTakenNames,
  storeVersion,
} from './versions.ts'

const managers = ['manager@test', 'admin@test']
let count = 0

type Change = { siteId: string; draft: MetricDraft; status?: 'approved' | 'retired' }

export async function approveMetric(db: Db, change: Change): Promise<Metric> {
  const { siteId, draft, status = 'approved' } = change
  const definition = parseDefinition(draft)
  const standing = await db.tx('read', (tx) => loadAllMetrics(tx))
  refuseTakenNames(definition, { siteId, standing })
  const actionId = `act_test_${++count}`
  const args = canonicalJson({ siteId, metric: definition.id })
  await fileAndApprove(db, { siteId, actionId, args })
  return db.tx('execute', async (tx) => {
    await tx.rows(sql`select id from jidoka_begin_execution(${siteId}, ${actionId},
      encode(sha256(convert_to(${args}, 'UTF8')), 'hex'))`)
    const metric = await storeVersion(tx, { siteId, definition, status, actionId, at: plantNow })
    await tx.rows(
      sql`select jidoka_finish_execution(${siteId}, ${actionId}, 'done', '{}', ${plantNow})`,
    )
    return metric
  })
}

type Filing = { siteId: string; actionId: string; args: string }

async function fileAndApprove(db: Db, { siteId, actionId, args }: Filing): Promise<void> {
  await db.tx('app', (tx) =>
    tx.orm
      .insert(schema.userRole)
      .values(managers.map((userId) => ({ siteId, userId, role: 'manager' as const })))
      .onConflictDoNothing(),
  )
  const by = (userId: string): { principal: Principal } => ({
    principal: { userId, roles: [{ siteId, role: 'manager' }], language: 'en' },
  })
  const [requester = '', decider = ''] = managers
  const filing = {
    site_id: siteId,
    id: actionId,
    tool: 'propose_metric_change',
    title_zh: 't',
    title_en: 't',
    args,
    preconditions: {},
    diff: { entries: [] },
    prediction: null,
    evidence: [],
    tainted: false,
    channel: 'test',
    idempotency_key: actionId,
  }
  await db.tx(
    'propose',
    (tx) =>
      tx.rows(sql`select id from jidoka_propose(${JSON.stringify(filing)}::jsonb, ${plantNow})`),
    by(requester),
  )
  await db.tx(
    'decide',
    (tx) =>
      tx.rows(sql`select jidoka_decide(${siteId}, ${actionId}, 1,
        encode(sha256(convert_to(${args}, 'UTF8')), 'hex'), 'approve', null, null, 'test', ${plantNow})`),
    by(decider),
  )
}
