import type { StreamDefinition } from './definition.ts'
import { type Checked, refuse, shown } from './parse-rows.ts'

/** A sender's clock may be a little ahead of ours; findings tell of it. */
const toleratedMs = 5 * 60_000

/** Nothing has happened yet in the future: such a row comes from a wrong clock or a wrong zone. */
export function refuseFuture(checked: Checked, { until }: StreamDefinition, now: Date): Checked {
  if (until === undefined) return checked
  const latest = now.getTime() + toleratedMs
  const isPast = ({ row }: Checked['good'][number]) => until(row).getTime() <= latest
  if (checked.good.every(isPast)) return checked
  const late = checked.good.filter((item) => !isPast(item))
  const refused = late.map((item) => {
    const at = until(item.row)
    const field = Object.keys(item.row).find((name) => item.row[name] === at) ?? 'at'
    const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
    const reason = `lies ${seconds} s in the future; is the clock or the zone of the sender wrong?`
    return refuse(item, [{ field, value: shown(at.toISOString()), reason }])
  })
  return { good: checked.good.filter(isPast), bad: [...checked.bad, ...refused] }
}
