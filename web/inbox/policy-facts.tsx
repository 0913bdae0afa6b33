import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PolicyPage, ProposalView, StandingRule } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { formatNumber, formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './facts.module.css'
import { Facts } from './facts.tsx'
import { Section } from './section.tsx'
import { useInboxWords } from './words.ts'

type Props = { proposal: ProposalView }

export const usePolicy = () =>
  useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => getJson<PolicyPage>('/api/policy', { signal }),
  })

/** Risk by policy, the rule that set it and why, and who may approve. */
export function PolicyFacts({ proposal }: Props) {
  const { words } = useLanguage()
  const told = useInboxWords().policy
  const roleNames = useRoleNames()
  const { data } = usePolicy()
  const { risk, approverRoles, approvalsNeeded, policySite, policyRule, policyVersion } = proposal
  const rule = data?.rules.find((one) => one.siteId === policySite && one.rule === policyRule)
  const name = told.ruleName(policySite, policyRule, policyVersion)
  const facts: [string, ReactNode][] = [
    [words.proposal.riskLevel, words.risks[risk] ?? risk],
    [words.proposal.approvers, roleNames(approverRoles)],
    [words.proposal.approvals, words.proposal.needs(approvalsNeeded)],
    [
      told.rule,
      <Link key="rule" to="/policy" hash={`${policySite}.${policyRule}`} className={styles.rule}>
        {name}
      </Link>,
    ],
  ]
  return (
    <Section title={words.proposal.risk}>
      <Facts facts={[...facts, ...useReasons(rule, proposal)]} />
      <p className={styles.quiet}>{words.proposal.riskBy}</p>
    </Section>
  )
}

/** Why the rule applies, and what it says of waiting; only as long as it is the newest version. */
function useReasons(
  rule: StandingRule | undefined,
  { policyVersion, escalation }: ProposalView,
): [string, ReactNode][] {
  const { language } = useLanguage()
  const told = useInboxWords().policy
  const roleNames = useRoleNames()
  const conditions = useConditions()
  if (rule === undefined) return []
  const why = rule.version === policyVersion ? conditions(rule) : told.older
  const next = escalation.map(({ afterMinutes, roles }) =>
    told.escalates(roleNames(roles), formatSpan(afterMinutes * 60_000, language)),
  )
  const { quietHours } = rule
  return [
    [told.why, why],
    ...(next.length === 0 ? [] : [[told.next, next.join('; ')] satisfies [string, string]]),
    ...(quietHours === null
      ? []
      : [[told.quietName, told.quiet(quietHours.from, quietHours.to)] satisfies [string, string]]),
  ]
}

/** `operator, manager`: roles by their names. */
export function useRoleNames(): (roles: readonly string[]) => string {
  const { app, roles: names } = useLanguage().words
  return (roles) => roles.map((role) => names[role] ?? role).join(app.comma)
}

/** What a rule applies to, in words. */
export function useConditions(): (rule: StandingRule) => string {
  const { language } = useLanguage()
  const told = useInboxWords().policy
  return ({ hours, assets, amount }) => {
    const sum = (value: number) => formatNumber(value, amount?.unit ?? '', language)
    const said = [
      hours === null ? null : told.hours(hours.from, hours.to),
      assets === null ? null : told.assets(assets.criticality.join(', ')),
      amount?.from === undefined ? null : told.from(sum(amount.from)),
      amount?.below === undefined ? null : told.below(sum(amount.below)),
    ].filter((one) => one !== null)
    return said.length === 0 ? told.all : said.join(' ')
  }
}
