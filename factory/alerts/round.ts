import { deliverMessages, type SendToPerson } from './deliver-messages.ts'
import { escalateDueAlerts } from './escalate-due.ts'
import { type AlertDeps, evaluateDue } from './evaluate.ts'
import { lookForWork } from './look.ts'
import { composeMessages } from './messages.ts'
import { routeDue } from './route-due.ts'

/**
 * From data to people: judge, escalate, route, write, send, until nothing more is due. Each step
 * leaves what it did in the store.
 */
export async function runAlerts(
  deps: AlertDeps & { sendToPerson: SendToPerson },
): Promise<{ judged: number; sent: number; broken: string[] }> {
  const round = { judged: 0, sent: 0, broken: [] as string[] }
  for (let more = true; more && !deps.signal.aborted; ) {
    const look = await lookForWork(deps)
    const done = await evaluateDue(deps, look.versions)
    const found = done.judged > 0
    const moved = look.escalate ? await escalateDueAlerts(deps) : 0
    const routed = found || moved > 0 || look.route ? await routeDue(deps) : 0
    const made = routed > 0 || moved > 0 || look.tell ? await composeMessages(deps) : 0
    if (made > 0 || look.send) round.sent += await deliverMessages(deps)
    round.judged += done.judged
    round.broken.push(...done.broken)
    more = done.more
  }
  return round
}
