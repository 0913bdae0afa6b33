import type { ModelUsage } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import list from '../sources/list.module.css'
import styles from './limits.module.css'
import { useModelWords } from './words.ts'

/** What of today's limits is used; only limits of what is seen here. */
export function Limits({ usage: { limits, today, of } }: { usage: ModelUsage }) {
  const { language } = useLanguage()
  const words = useModelWords()
  const tokens = (value: number) => words.tokens(formatNumber(value, '', language))
  const cost = (value: number) => formatNumber(value, limits.currency, language)
  const [mostTokens, mostCost] =
    of === 'everybody' ? [limits.allTokens, limits.allCost] : [limits.userTokens, limits.userCost]
  return (
    <section className={list.section} aria-labelledby="today">
      <h2 id="today" className={list.heading}>
        {words.today}
      </h2>
      <div className={styles.limits}>
        <Limit name={words.tokensToday} used={today.tokens} most={mostTokens} said={tokens} />
        <Limit name={words.costToday} used={today.cost} most={mostCost} said={cost} />
      </div>
      <p className={list.quiet}>
        {of === 'everybody' ? words.each(eachOf({ limits, tokens, cost })) : words.reset}
      </p>
    </section>
  )
}

type Said = (value: number) => string
type Each = { limits: ModelUsage['limits']; tokens: Said; cost: Said }

const eachOf = ({ limits, tokens, cost }: Each): string[] => [
  ...(limits.userTokens === undefined ? [] : [tokens(limits.userTokens)]),
  ...(limits.userCost === undefined ? [] : [cost(limits.userCost)]),
]

type LimitProps = { name: string; used: number; most: number | undefined; said: Said }

function Limit({ name, used, most, said }: LimitProps) {
  const words = useModelWords()
  return (
    <div className={`${list.card} ${styles.limit}`}>
      <p className={list.quiet}>{name}</p>
      <p className={styles.value}>{said(used)}</p>
      {most === undefined ? (
        <p className={list.quiet}>{words.noLimit}</p>
      ) : (
        <>
          <meter aria-label={name} min={0} max={most} high={most * 0.8} value={used} />
          <p className={used >= most ? list.bad : list.quiet}>{words.of(said(most))}</p>
        </>
      )}
    </div>
  )
}
