import { Link } from '@tanstack/react-router'
import type { Plan, PlanPlacement, PlanTrial } from '../../server/http/contract.ts'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import button from '../charts/file-buttons.module.css'
import { serverFault } from '../form/server-fault.ts'
import styles from './trial.module.css'
import type { Trial } from './use-trial.ts'
import { usePlanWords } from './words.ts'

/** What the changes come to: refused with the reason, or before and after, and the way to a proposal. */
export function TrialPanel({ plan, trial }: { plan: Plan; trial: Trial }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const { placements, tried, filing, takeBack, clear } = trial
  if (placements.length === 0) return null
  const fault = serverFault(filing.error ?? tried.error, language)
  const filed = filing.data
  const current = tried.isPlaceholderData || tried.error ? undefined : tried.data
  return (
    <section className={styles.panel} aria-label={words.trial}>
      <h2>{words.tried(placements.length)}</h2>
      <div aria-live="polite">
        {fault !== null && (
          <p role="alert" className={styles.refused}>
            {typeof fault.text === 'string' ? words.trialFailed : fault.text.said}
          </p>
        )}
        {current !== undefined && <Later {...{ plan, placements, trial: current }} />}
        {current !== undefined && <Outcome trial={current} />}
        {current === undefined && fault === null && <p>{words.checking}</p>}
      </div>
      {filed ? (
        <Filed filed={filed} />
      ) : (
        <p className={styles.buttons}>
          <button
            type="button"
            className={`${button.button} ${styles.main}`}
            disabled={current === undefined || current.moved.length === 0 || filing.isPending}
            onClick={() => filing.mutate()}
          >
            {words.propose}
          </button>
          <button type="button" className={button.button} onClick={takeBack}>
            {words.takeBack}
          </button>
          {placements.length > 1 && (
            <button type="button" className={button.button} onClick={clear}>
              {words.clear}
            </button>
          )}
        </p>
      )}
    </section>
  )
}

type LaterProps = { plan: Plan; placements: PlanPlacement[]; trial: PlanTrial }

/** What cannot begin when it was wished to: released later, or held up by what it follows. */
function Later({ plan, placements, trial }: LaterProps) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const laters = placements.flatMap(({ order, seq, start }) => {
    const isIt = (one: { orderId: string; seq: number }) => one.orderId === order && one.seq === seq
    const at = trial.moved.find(isIt)?.after?.startAt ?? plan.slots.find(isIt)?.startAt
    return at === undefined || Date.parse(at) <= Date.parse(start) ? [] : [{ order, seq, at }]
  })
  return laters.map(({ order, seq, at }) => (
    <p key={`${order} ${seq}`} className={styles.refused}>
      {words.notSooner(order, seq, formatTime(at, plan.zone, language))}
    </p>
  ))
}

function Outcome({ trial: { before, after, moved, resequenced } }: { trial: PlanTrial }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const hours = (value: number) => formatNumber(Math.round(value * 10) / 10, 'h', language)
  const rows: [string, string, string][] = [
    [words.lateOrders, String(before.lateOrders), String(after.lateOrders)],
    [words.tardiness, hours(before.tardinessH), hours(after.tardinessH)],
    [words.makespan, hours(before.makespanH), hours(after.makespanH)],
    [words.setup, hours(before.setupH), hours(after.setupH)],
  ]
  return (
    <>
      <p>{words.moves(moved.length, resequenced)}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.indicator}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, was, is]) => (
            <tr key={name} data-changed={was !== is}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td>{is}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Filed({ filed: { siteId, id } }: { filed: { siteId: string; id: string | null } }) {
  const words = usePlanWords()
  return (
    <p role="status">
      {words.filed}{' '}
      {id !== null && (
        <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {words.toProposal}
        </Link>
      )}
    </p>
  )
}
