import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import type { Moved } from '../inbox/gantt.ts'
import { useProposal } from '../inbox/proposals.ts'
import styles from './plan-page.module.css'
import { usePlanWords } from './words.ts'

type Props = { siteId: string; id: string; children: (moved: readonly Moved[]) => ReactNode }

const none: readonly Moved[] = []

/** The proposal that a plan is compared with, read as the person may read it. */
export function WithProposal({ siteId, id, children }: Props) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const { data, error, refetch } = useProposal(siteId, id)
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  }
  const { proposal } = data
  const moved = proposal.diff.moved ?? none
  return (
    <>
      <section className={styles.proposal} aria-label={words.proposal}>
        <h2>{proposal.title[language]}</h2>
        <p>{moved.length === 0 ? words.noMoves : words.proposalHint}</p>
        {proposal.status !== 'pending' && <p>{words.decided}</p>}
        <p className={styles.links}>
          <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
            {words.toProposal}
          </Link>
          <Link to="/plan" search={{ site: siteId }} className={styles.link}>
            {words.alone}
          </Link>
        </p>
      </section>
      {children(moved)}
    </>
  )
}
