import type { OutcomeView, ProposalView } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { useResultWords } from '../results/words.ts'
import { signed } from './diff-rows.ts'
import styles from './facts.module.css'
import { Section } from './section.tsx'

type Props = { proposal: ProposalView; outcome: OutcomeView | null }

/** What came of it beside what it promised, or when that will be measured. */
export function Outcome({ proposal, outcome }: Props) {
  const words = useResultWords()
  const { status, prediction, finishedAt, siteId } = proposal
  if (status !== 'done' || prediction === null || finishedAt === null) return null
  if (outcome !== null) return <Measured outcome={outcome} />
  const due = new Date(Date.parse(finishedAt) + prediction.horizonHours * 3_600_000).toISOString()
  return (
    <Section title={words.outcome}>
      <p className={styles.quiet}>
        {words.dueAt} <Moment at={due} siteId={siteId} />
      </p>
    </Section>
  )
}

function Measured({ outcome }: { outcome: OutcomeView }) {
  const { language } = useLanguage()
  const words = useResultWords()
  const { predicted, measured, unit, siteId, measuredAt, nullReason, hit, controls } = outcome
  if (measured === null) {
    return (
      <Section title={words.outcome}>
        <p>{words.unmeasured(words.reasons[nullReason ?? ''] ?? nullReason ?? '')}</p>
      </Section>
    )
  }
  const change = (value: number | null) => (value === null ? '–' : signed(value, unit, language))
  const bounds = measured.low !== null && measured.high !== null
  return (
    <Section title={words.outcome}>
      <p className={styles.effect}>
        <strong>{change(measured.delta)}</strong>
        {bounds && (
          <span className={styles.by}>
            {words.between(change(measured.low), change(measured.high))}
          </span>
        )}
      </p>
      <p>
        {words.promised(change(predicted.delta))} {hit === null ? '' : words.hits[`${hit}`]}
      </p>
      <p className={styles.quiet}>
        {controls.length === 0
          ? words.alone
          : words.beside(controls.map(({ machine }) => machine).join(', '))}{' '}
        <Moment at={measuredAt} siteId={siteId} />
      </p>
      <p className={styles.quiet}>
        {words.values(
          formatNumber(outcome.before, unit, language),
          formatNumber(outcome.after, unit, language),
        )}
      </p>
    </Section>
  )
}
