import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ProposalDetail } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { BackIcon } from '../app/icons.tsx'
import { useKeys } from '../app/keys.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { useMe } from '../app/session.ts'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { Changes } from './changes.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { Delivery } from './delivery.tsx'
import { Effect, EvidenceList, RequestFacts } from './facts.tsx'
import { HandleRow } from './handle-row.tsx'
import { RiskMark } from './marks.tsx'
import { Outcome } from './outcome.tsx'
import { PolicyFacts } from './policy-facts.tsx'
import styles from './proposal-page.module.css'
import { useProposal } from './proposals.ts'
import { StateBand } from './state-band.tsx'
import { Timeline } from './timeline.tsx'
import { Undo } from './undo.tsx'
import { Versions } from './versions.tsx'
import { Warnings } from './warnings.tsx'

/** One proposal: everything that a person needs to decide it, and the decision. */
export function ProposalPage() {
  const { siteId, id } = useParams({ from: '/inbox/$siteId/$id' })
  const { tab } = useSearch({ from: '/inbox' })
  const { words } = useLanguage()
  const { data, error, refetch } = useProposal(siteId, id)
  return (
    <div className={styles.page}>
      <Link to="/inbox" search={tab === undefined ? {} : { tab }} className={styles.back}>
        <BackIcon />
        {words.app.back}
      </Link>
      {data !== undefined ? (
        <Shown key={`${siteId}/${id}`} detail={data} skewMs={data.skewMs} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiError && error.status === 404 ? (
        <Notice level="h1" title={words.proposal.notFound} hint={words.proposal.notFoundHint} />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

type ShownProps = { detail: ProposalDetail; skewMs: number }

function Shown({ detail, skewMs }: ShownProps) {
  const { proposal, timeline, outcome, delivery } = detail
  const { language, words } = useLanguage()
  const { data: me } = useMe()
  const site = useSite(proposal.siteId)
  const title = proposal.title[language]
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    // Alone on the screen it is a page of its own, and reading begins at its title.
    if (!matchMedia('(min-width: 1000px)').matches) heading.current?.focus()
  }, [])
  useKeys({ enter: () => heading.current?.focus() })
  return (
    <>
      <article className={styles.sheet} aria-labelledby="proposal-title">
        <header className={styles.top}>
          <p className={styles.kind}>
            <span>{words.tools[proposal.tool] ?? proposal.tool}</span>
            <span>{site.name}</span>
            <RiskMark risk={proposal.risk} />
          </p>
          <h1 id="proposal-title" ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
        </header>
        <StateBand proposal={proposal} />
        {me && <HandleRow proposal={proposal} me={me} skewMs={skewMs} />}
        <Warnings proposal={proposal} />
        {me && delivery !== null && (
          <Delivery proposal={proposal} delivery={delivery} me={me} skewMs={skewMs} />
        )}
        <Outcome proposal={proposal} outcome={outcome} />
        <Changes proposal={proposal} />
        <div className={styles.columns}>
          <Effect proposal={proposal} />
          <PolicyFacts proposal={proposal} />
        </div>
        <Undo {...detail} />
        <EvidenceList proposal={proposal} skewMs={skewMs} />
        <Versions proposal={proposal} />
        <RequestFacts proposal={proposal} />
        <Timeline events={timeline} proposal={proposal} />
      </article>
      {me && <DecisionBar proposal={proposal} me={me} skewMs={skewMs} />}
    </>
  )
}
