import type { Rehearsal } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import styles from './rehearsal-view.module.css'
import { usePlaybookWords } from './words.ts'

type Item = Rehearsal['items'][number]

const lanes = ['proposed', 'guarded', 'cooling', 'over_budget'] as const
const shown = 50

/** What a playbook would have done: a time line with a lane for each outcome, and the list. */
export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  const { rehearsal: told } = usePlaybookWords()
  const { items, events, proposed, site } = rehearsal
  const own = items.filter(({ outcome }) => outcome === 'proposed')
  const others = items.filter(({ outcome }) => outcome !== 'proposed')
  return (
    <section aria-label={told.heading} className={styles.rehearsal}>
      <p className={styles.heading}>{told.heading}</p>
      <p role="status">{told.summary(events, proposed)}</p>
      {events > 0 && <TimeLine rehearsal={rehearsal} />}
      {own.length > 0 && <Events items={own} siteId={site} />}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{told.others(others.length)}</summary>
          <Events items={others} siteId={site} />
        </details>
      )}
      <p className={styles.quiet}>{told.filed}</p>
    </section>
  )
}

function TimeLine({ rehearsal: { items, from, to, site } }: { rehearsal: Rehearsal }) {
  const { rehearsal: told, count } = usePlaybookWords()
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)]
  const place = (at: string) => `${(100 * (Date.parse(at) - fromMs)) / (toMs - fromMs)}%`
  return (
    <div className={styles.line}>
      {lanes.map((outcome) => {
        const own = items.filter((item) => item.outcome === outcome)
        if (own.length === 0 && outcome !== 'proposed') return null
        return (
          <div key={outcome} className={styles.lane} data-outcome={outcome}>
            <p className={styles.name}>{count(told[outcome], own.length)}</p>
            <div className={styles.track} aria-hidden>
              {own.map(({ at, subject }) => (
                <span key={`${at} ${subject}`} style={{ left: place(at) }} />
              ))}
            </div>
          </div>
        )
      })}
      <p className={styles.ends}>
        <Moment at={from} siteId={site} /> <Moment at={to} siteId={site} />
      </p>
    </div>
  )
}

/** The newest first, so that what one may remember is on top. */
function Events({ items, siteId }: { items: Item[]; siteId: string }) {
  const { language, words } = useLanguage()
  const { rehearsal: told, outcomes, given } = usePlaybookWords()
  const newest = items.toReversed().slice(0, shown)
  return (
    <>
      <ol className={styles.events}>
        {newest.map(({ at, subject, outcome, why, fields, calls }) => (
          <li key={`${at} ${subject} ${outcome}`}>
            <Moment at={at} siteId={siteId} className={styles.time} />
            <div>
              <p>
                <strong>{subject}</strong>{' '}
                {outcome === 'proposed'
                  ? calls.map(({ tool }) => words.tools[tool] ?? tool).join(words.app.comma)
                  : [outcomes[outcome] ?? outcome, why].filter(Boolean).join(' · ')}
              </p>
              <p className={styles.quiet}>
                {Object.entries(fields)
                  .map(([name, value]) => `${given[name] ?? name} ${said(value)}`)
                  .join(words.app.comma)}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {items.length > shown && <p className={styles.quiet}>{told.more(items.length - shown)}</p>}
    </>
  )

  function said(value: string | number): string {
    return typeof value === 'number' ? formatNumber(value, '', language) : value
  }
}
