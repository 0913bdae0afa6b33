import { deliverMessages, type SendToPerson } from './deliver-messages.ts'
import { escalateDueAlerts } from './escalate-due.ts'
import { type AlertDeps, evaluateDue } from './evaluate.ts'
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
    const done = await evaluateDue(deps)
    await escalateDueAlerts(deps)
    await routeDue(deps)
    await composeMessages(deps)
    round.sent += await deliverMessages(deps)
    round.judged += done.judged
    round.broken.push(...done.broken)
    more = done.more
  }
  return round
}
