import { Link } from '@tanstack/react-router'
import type { ProposalRef, ProposalView } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { StatusMark } from '../inbox/marks.tsx'
import { useProposal } from '../inbox/proposals.ts'
import styles from './proposal-card.module.css'
import { useChatWords } from './words.ts'

/** A proposal that this turn filed, with its state as of now: live changes reach it too. */
export function ProposalCard({ proposal }: { proposal: ProposalRef }) {
  const words = useChatWords()
  const { language, words: shared } = useLanguage()
  const id = proposal.action_id
  const siteId = siteIn(proposal.inbox_url)
  const { data } = useProposal(siteId, id)
  const kind = shared.tools[proposal.tool] ?? proposal.tool
  const status = (data?.proposal.status ?? proposal.status) as ProposalView['status']
  return (
    <article className={styles.card} aria-label={words.proposals}>
      <p className={styles.top}>
        <span className={styles.kind}>{kind}</span>
        <StatusMark status={status} />
      </p>
      <p className={styles.title}>{data?.proposal.title[language] ?? kind}</p>
      <p className={styles.bottom}>
        <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {words.openProposal}
        </Link>
        {status === 'pending' && (
          <span className={styles.until}>
            {words.until}
            <Moment at={proposal.expires_at} siteId={siteId} />
          </span>
        )}
      </p>
    </article>
  )
}

/** `http://plant/inbox/SITE/ID`: the site is the last part but one. */
function siteIn(inboxUrl: string): string {
  return decodeURIComponent(inboxUrl.split('/').at(-2) ?? '')
}
