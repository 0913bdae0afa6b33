import { Link, useParams } from '@tanstack/react-router'
import type { ProposalView } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { claimOf } from './decision-rules.ts'
import { Countdown, RiskMark, StatusMark } from './marks.tsx'
import styles from './proposal-item.module.css'
import type { InboxTab } from './tab.ts'
import { useInboxWords } from './words.ts'

type Props = { proposal: ProposalView; nowMs: number; tab: InboxTab }

/** One line of the list: enough to know whether to open it now. */
export function ProposalItem({ proposal, nowMs, tab }: Props) {
  const { language, words } = useLanguage()
  const { siteId, id, tool, title, risk, requestedBy, createdAt, expiresAt, decidedAt } = proposal
  const site = useSite(siteId)
  const ageMs = nowMs - Date.parse(createdAt)
  const { id: chosen } = useParams({ strict: false })
  return (
    <Link
      to="/inbox/$siteId/$id"
      params={{ siteId, id }}
      search={tab === 'decided' ? { tab } : {}}
      className={styles.item}
      aria-current={chosen === id ? 'true' : undefined}
    >
      <span className={styles.line}>
        <span>{`${words.tools[tool] ?? tool} · ${site.name}`}</span>
        {tab === 'pending' ? (
          <Countdown expiresAt={expiresAt} nowMs={nowMs} />
        ) : (
          <StatusMark status={proposal.status} />
        )}
      </span>
      <span className={styles.title}>{title[language]}</span>
      <span className={styles.line}>
        <span className={styles.facts}>
          <RiskMark risk={risk} />
          <span className={styles.who}>{requestedBy}</span>
        </span>
        {tab === 'pending' ? (
          <span>
            {ageMs < 60_000 ? words.inbox.justNow : words.inbox.age(formatSpan(ageMs, language))}
          </span>
        ) : (
          <Moment at={decidedAt ?? createdAt} siteId={siteId} />
        )}
      </span>
      <Progress proposal={proposal} nowMs={nowMs} />
    </Link>
  )
}

/** Who looks at it already, and how many have approved. */
function Progress({ proposal, nowMs }: Pick<Props, 'proposal' | 'nowMs'>) {
  const words = useInboxWords()
  const { status, decisions, approvalsNeeded } = proposal
  const claimed = claimOf(proposal, nowMs)
  const given = status === 'pending' ? decisions.length : 0
  if (claimed === null && given === 0) return null
  return (
    <span className={styles.progress}>
      {given > 0 && <span>{words.given(given, approvalsNeeded)}</span>}
      {claimed !== null && <span>{words.claimedShort(claimed.by)}</span>}
    </span>
  )
}
