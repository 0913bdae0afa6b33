import type { Tx } from '../../../store/index.ts'
import { readHours } from '../../telemetry/index.ts'
import { type Failure, readFailures } from '../read-lifetimes.ts'
import { readRunningHours } from '../read-running.ts'
import type { ClassSensor, TagsOfMachine } from './class-sensors.ts'
import type { Sent, Span } from './run-of.ts'

type Asked = { siteId: string; classId: string; from: Date; until: Date }

/**
 * Runs of the machines of a class that began between the two: from the end of each repair to the next
 * failure, the last of each machine to `until`. When a machine without a failure began to age is not known.
 */
export async function readSpans(tx: Tx, { from, ...asked }: Asked) {
  const { source, rows } = await readFailures(tx, asked)
  const spans = rows.flatMap(({ machineId, failures }) =>
    spansOf(machineId, failures ?? [], asked.until.getTime() / 1000),
  )
  return { source, spans: spans.filter(({ startS }) => startS * 1000 >= from.getTime()) }
}

function spansOf(machineId: string, failures: Failure[], untilS: number): Span[] {
  return failures.flatMap(([atS, repairS], at) => {
    const next = failures[at + 1]?.[0]
    const span = { machineId, startS: atS + repairS, endS: next ?? untilS }
    return span.endS > span.startS ? [{ ...span, failed: next !== undefined }] : []
  })
}

/** What a machine sent and when it ran, since the beginning of the first of its spans. */
export type Heard = { ran: Set<number> | undefined; sent: (Sent | undefined)[] }

type OfMachine = {
  siteId: string
  spans: readonly Span[]
  sensors: readonly ClassSensor[]
  tags: TagsOfMachine
}

/** Hourly means of one machine, one course for each sensor of the class, up to the end of its last span. */
export async function readHeard(
  tx: Tx,
  { siteId, spans, sensors, tags }: OfMachine,
): Promise<Heard> {
  const machineIds = [...new Set(spans.map(({ machineId }) => machineId))]
  const window = {
    from: new Date(1000 * Math.min(...spans.map(({ startS }) => startS))),
    to: new Date(1000 * Math.max(...spans.map(({ endS }) => endS))),
  }
  const own = sensors.map(({ key }) => tags.get(key))
  const tagIds = own.filter((id) => id !== undefined)
  const hours = await readHours(tx, { siteId, tagIds, ...window })
  const courses = new Map(hours.map((one) => [one.tagId, one]))
  const running = await readRunningHours(tx, { siteId, machineIds, ...window })
  return {
    ran: running.get(machineIds[0] ?? ''),
    sent: own.map((id) => (id === undefined ? undefined : courses.get(id))),
  }
}
