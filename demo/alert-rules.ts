import { sql } from 'drizzle-orm'
import { decide, getProposal } from '../actions/index.ts'
import type { Clock } from '../base/ports.ts'
import { randomId } from '../base/ports.ts'
import type { Db } from '../store/index.ts'
import { catalog, runTool } from '../tools/index.ts'
import { demoPrincipal } from './people.ts'

type Rule = { site: string; reason: string; change: Record<string, unknown> }

/** What the demo watches: a machine that stands, a spindle that shakes, a filler that drifts. */
const rules: Rule[] = [
  {
    site: 'suzhou',
    reason: '主轴振动超限前停机检查，避免主轴损坏',
    change: {
      ...{ rule: 'spindle_vibration', metric: 'tag:*.vibration' },
      ...{ comparison: 'above', threshold: 4.5, clear: 4, for_minutes: 10, critical: true },
    },
  },
  ...['suzhou', 'dongguan', 'chengdu'].map((site) => ({
    site,
    reason: '停机半小时无人处理时通知维修',
    change: { rule: 'machine_down', metric: 'state:down', for_minutes: 30 },
  })),
  {
    site: 'chengdu',
    reason: '灌装净重漂移时在超差之前通知质量',
    change: {
      ...{ rule: 'fill_weight', metric: 'characteristic:CD-P10.fill-weight', comparison: 'spc' },
    },
  },
]

/**
 * Sets the rules by the way that everybody takes: asked for by one person, approved by another. The
 * server executes them once it runs. A store that has rules is left alone.
 */
export async function armDemoAlerts({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const held = await db.tx('read', (tx) =>
    tx.rows(sql`select 1 from alert_rule
    union all select 1 from proposal where tool = 'set_alert_rule' limit 1`),
  )
  const tool = catalog.find(({ name }) => name === 'propose_change')
  if (held.length > 0 || tool === undefined) return
  for (const { site, reason, change } of rules) {
    const principal = demoPrincipal('manager@group')
    const context = {
      ...{ db, clock, principal, language: principal.language, newId: randomId },
      ...{ baseUrl: '', channel: 'web', tainted: false, signal: AbortSignal.timeout(60_000) },
      idempotencyKey: `demo/alerts/${site}/${change.rule}`,
    }
    const { proposal } = await runTool(tool, context, {
      ...{ change: { kind: 'alert_rule', ...change }, site, reason },
    })
    if (proposal !== undefined) await approve({ db, clock }, site, proposal.action_id)
  }
}

async function approve(deps: { db: Db; clock: Clock }, siteId: string, id: string): Promise<void> {
  const principal = demoPrincipal(`supervisor@${siteId}`)
  const seen = await getProposal(deps.db, principal, siteId, id)
  if (seen === null) return
  const { version, argsSha256 } = seen
  const shown = { siteId, id, version, argsSha256 }
  await decide(deps, { principal, channel: 'web' }, { ...shown, verdict: 'approve' })
}
