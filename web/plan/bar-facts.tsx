import type { Plan } from '../../server/http/contract.ts'
import { formatNumber, formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import type { Bar } from './bars.ts'
import styles from './gantt.module.css'
import { usePlanWords } from './words.ts'

type Props = { plan: Plan; bar: Bar | null }

/** What one operation is: read out when it changes, and in sight while the chart is. */
export function BarFacts({ plan, bar }: Props) {
  const words = usePlanWords()
  return (
    <div className={styles.facts} data-kind={bar?.kind} aria-live="polite" aria-atomic>
      {bar === null ? <p>{words.choose}</p> : <Facts plan={plan} bar={bar} />}
    </div>
  )
}

function Facts({ plan, bar }: { plan: Plan; bar: Bar }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const { siteId } = plan
  const order = plan.orders.find(({ id }) => id === bar.orderId)
  const product = language === 'zh' ? order?.productZh : order?.productEn
  const pieces = order && words.pieces(formatNumber(order.quantity, '', language))
  const side = words.sides[bar.side]
  return (
    <dl className={styles.rows}>
      <Fact name={words.orderColumn}>
        {[bar.orderId, product, pieces].filter(Boolean).join(' · ')}
      </Fact>
      <Fact name={words.operation}>
        {[bar.seq, side || words.statuses[bar.status]].join(' · ')}
      </Fact>
      <Fact name={words.machine}>{bar.machineId === '' ? words.noPlace : bar.machineId}</Fact>
      {bar.machineId !== '' && (
        <>
          <Fact name={words.start}>
            <Moment at={new Date(bar.fromMs).toISOString()} siteId={siteId} />
          </Fact>
          <Fact name={words.end}>
            <Moment at={new Date(bar.toMs).toISOString()} siteId={siteId} />
          </Fact>
        </>
      )}
      {bar.dueMs !== null && (
        <Fact name={words.due}>
          <Moment at={new Date(bar.dueMs).toISOString()} siteId={siteId} />
        </Fact>
      )}
      {bar.lateMs !== null && (
        <Fact name={words.lateBy}>
          {bar.lateMs > 0 ? (
            <span className={styles.late}>{formatSpan(bar.lateMs, language)}</span>
          ) : (
            words.inTime
          )}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
