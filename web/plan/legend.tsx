import type { Plan } from '../../server/http/contract.ts'
import { closedSpans } from './bands.ts'
import type { Bar, BarKind } from './bars.ts'
import styles from './plan-page.module.css'
import { usePlanWords } from './words.ts'

const kinds: BarKind[] = ['onTime', 'late', 'unplaced', 'done']

/** What the colours mean, and how many operations have each. */
export function Legend({ bars, plan }: { bars: readonly Bar[]; plan: Plan }) {
  const words = usePlanWords()
  const counted = bars.filter(({ side }) => side !== 'before')
  const day = { fromMs: Date.parse(plan.now), toMs: Date.parse(plan.now) + 86_400_000 }
  const restsSometimes = closedSpans(plan.shifts, plan.zone, day).length > 0
  const count = (kind: BarKind) => counted.filter((bar) => bar.kind === kind).length
  return (
    <>
      <ul className={styles.legend} aria-label={words.legend}>
        {kinds.map((kind) => (
          <li key={kind} data-kind={kind}>
            {words.kinds[kind]} <strong>{count(kind)}</strong>
          </li>
        ))}
        <li data-kind="setup">{words.setup}</li>
        {plan.outages.length > 0 && <li data-kind="stop">{words.outage}</li>}
        {restsSometimes && <li data-kind="closed">{words.closed}</li>}
      </ul>
      {count('unplaced') > 0 && <p className={styles.quiet}>{words.noPlaceHint}</p>}
    </>
  )
}
