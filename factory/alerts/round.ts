import { deliverMessages, type SendToPerson } from './deliver-messages.ts'
import { escalateDueAlerts } from './escalate-due.ts'
import { type AlertDeps, evaluateDue } from './evaluate.ts'
import { composeMessages } from './messages.ts'
import { routeDue } from './route-due.ts'

/** From data to people: judge, escalate, route, write, send. Each step leaves what it did in the store. */
export async function runAlerts(
  deps: AlertDeps & { sendToPerson: SendToPerson },
): Promise<{ judged: number; sent: number; broken: string[] }> {
  const { judged, broken } = await evaluateDue(deps)
  await escalateDueAlerts(deps)
  await routeDue(deps)
  await composeMessages(deps)
  return { judged, broken, sent: await deliverMessages(deps) }
}
