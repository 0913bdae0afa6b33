import { listProposals } from '../actions/index.ts'
import { hourMs } from '../base/milliseconds.ts'
import type { Clock } from '../base/ports.ts'
import { randomId } from '../base/ports.ts'
import type { Db } from '../store/index.ts'
import { catalog, runTool } from '../tools/index.ts'
import { demoPrincipal } from './people.ts'

type Request = { by: string; tool: string; args: Record<string, unknown> }

/** What people of the demo ask for, so that a supervisor who signs in has something to decide. */
const requests: Request[] = [
  {
    by: 'operator@suzhou',
    tool: 'open_maintenance_ticket',
    args: {
      equipment: 'SZ-CNC-03',
      priority: 'high',
      title: '主轴轴承振动超限，更换前轴承',
      description: '振动三周内升高三倍以上，ALM-2103 反复出现，今天 ALM-2104 跳停，主轴异响。',
    },
  },
  { by: 'planner@suzhou', tool: 'propose_schedule', args: { site: 'suzhou' } },
  {
    by: 'operator@chengdu',
    tool: 'open_maintenance_ticket',
    args: {
      equipment: 'CD-FIL-02',
      priority: 'medium',
      title: 'Fill weight drifts to the upper limit: check the dosing valve',
      description: 'Weights rose over three weeks and scrap with them; set-up was not changed.',
    },
  },
]

/** Files the requests where nothing waits for a decision; again after the old ones have ended. */
export async function fileDemoRequests({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const manager = demoPrincipal('manager@group')
  const { total } = await listProposals(db, manager, { status: 'pending' })
  if (total > 0) return
  const round = Math.floor(clock().getTime() / hourMs)
  for (const { by, tool: name, args } of requests) {
    const tool = catalog.find((one) => one.name === name)
    if (tool === undefined) continue
    const principal = demoPrincipal(by)
    const context = {
      ...{ db, clock, principal, language: principal.language, newId: randomId },
      ...{ baseUrl: '', channel: 'web', tainted: false, signal: AbortSignal.timeout(60_000) },
      idempotencyKey: `demo/${round}/${by}`,
    }
    await runTool(tool, context, args)
  }
}
