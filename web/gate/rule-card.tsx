import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { StandingRule } from '../../server/http/contract.ts'
import { formatNumber, formatSpan } from '../app/format.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Facts } from '../inbox/facts.tsx'
import { RiskMark } from '../inbox/marks.tsx'
import { useConditions, useRoleNames } from '../inbox/policy-facts.tsx'
import styles from './gate.module.css'
import { useGateWords } from './words.ts'

type Props = { rule: StandingRule; change: () => void }

/** One rule as it stands: its place, its version, and everything that it says. */
export function RuleCard({ rule, change }: Props) {
  const { policy: words } = useGateWords()
  const sites = useSites()
  const { siteId, version, createdAt, createdBy } = rule
  const site = sites.find(({ id }) => id === siteId)?.name ?? words.group
  const name = `${siteId}.${rule.rule}`
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // The browser looked for it before the rules had come.
    if (decodeURIComponent(window.location.hash) === `#${name}`) place.current?.scrollIntoView()
  }, [name])
  return (
    <article ref={place} className={styles.rule} id={name} aria-labelledby={`${name}-title`}>
      <div className={styles.top}>
        <h3 id={`${name}-title`}>{`${site} / ${rule.rule}`}</h3>
        <RiskMark risk={rule.risk} />
        {rule.retired && <strong>{words.retired}</strong>}
      </div>
      <p className={styles.quiet}>
        {`${words.version(version)} · ${words.since} `}
        <Moment at={createdAt} siteId={siteId === 'group' ? (sites[0]?.id ?? siteId) : siteId} />
        {` · ${words.by} ${createdBy}`}
      </p>
      <Facts facts={useFacts(rule)} />
      <div>
        <Button variant="default" onClick={change} aria-describedby={`${name}-title`}>
          {words.change}
        </Button>
      </div>
    </article>
  )
}

function useFacts(rule: StandingRule): [string, ReactNode][] {
  const { language } = useLanguage()
  const { policy: words } = useGateWords()
  const roles = useRoleNames()
  const conditions = useConditions()
  const span = (minutes: number) => formatSpan(minutes * 60_000, language)
  const { proposerRoles, escalation, limits, quietHours } = rule
  const all: [string, ReactNode][] = [
    [words.proposers, proposerRoles.length === 0 ? words.everybody : roles(proposerRoles)],
    [words.approvers, roles(rule.approverRoles)],
    [words.needs, words.needed(rule.approvalsNeeded)],
    [words.expires, span(rule.expiresMinutes)],
    [words.applies, conditions(rule)],
    [words.limits, limits.map((one) => limitText(one)).join('; ')],
    [
      words.escalation,
      escalation
        .map(({ afterMinutes, roles: next }) => `${span(afterMinutes)}: ${roles(next)}`)
        .join('; '),
    ],
    [words.quiet, quietHours === null ? '' : `${quietHours.from}–${quietHours.to}`],
    [words.delegable, rule.delegable ? words.counts : words.countsNot],
  ]
  return all.filter(([, value]) => value !== '')

  function limitText({ path, unit, min, max }: StandingRule['limits'][number]): string {
    const said = (value: number | undefined) =>
      value === undefined ? words.unlimited : formatNumber(value, unit, language)
    return words.limit(path, said(min), said(max))
  }
}
