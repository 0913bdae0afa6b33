import type { ReactNode } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { formatNumber, formatSpan } from '../app/format.ts'
import { Arrow } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { LessonLink } from '../lessons/lesson-link.tsx'
import { signed } from './diff-rows.ts'
import styles from './facts.module.css'
import { useNow } from './now.ts'
import { Section } from './section.tsx'

type Props = { proposal: ProposalView }

/** What it should move, by how much and by when. */
export function Effect({ proposal: { prediction } }: Props) {
  const { language, words } = useLanguage()
  if (prediction === null) {
    return (
      <Section title={words.proposal.effect}>
        <p className={styles.quiet}>{words.proposal.noEffect}</p>
      </Section>
    )
  }
  const { label, before, after, unit, horizonHours } = prediction
  return (
    <Section title={words.proposal.effect}>
      <p>{label[language]}</p>
      <p className={styles.effect}>
        <span className={styles.from}>{formatNumber(before, unit, language)}</span>
        <Arrow />
        <strong>{formatNumber(after, unit, language)}</strong>
        {before !== null && after !== null && (
          <span className={styles.by}>{signed(after - before, unit, language)}</span>
        )}
      </p>
      <p className={styles.quiet}>
        {words.proposal.within(formatSpan(horizonHours * 3_600_000, language))}
      </p>
    </Section>
  )
}

type EvidenceProps = Props & { skewMs: number }

export function EvidenceList({ proposal: { evidence, siteId }, skewMs }: EvidenceProps) {
  const { language, words } = useLanguage()
  const now = useNow(skewMs, 30_000)
  return (
    <Section title={words.proposal.evidence}>
      {evidence.length === 0 && <p>{words.proposal.noEvidence}</p>}
      <ul className={styles.evidence}>
        {evidence.map(({ kind, label, value, at, lesson }) => (
          <li key={`${label.en} ${value.en}`} className={styles.item}>
            <span className={styles.kind}>{words.kinds[kind] ?? kind}</span>
            <div>
              <p className={styles.label}>{label[language]}</p>
              <p className={styles.value}>{value[language]}</p>
              {lesson && <LessonLink of={lesson} />}
              {at !== null && (
                <p className={styles.quiet}>
                  {words.proposal.asOf} <Moment at={at} siteId={siteId} />
                  {` · ${words.proposal.old(formatSpan(now - Date.parse(at), language))}`}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Who asked, by which way, and what exactly stands under the hash. */
export function RequestFacts({ proposal }: Props) {
  const { words } = useLanguage()
  const { siteId, id, version, channel, requestedBy, createdAt, expiresAt, argsSha256 } = proposal
  const told = words.proposal
  return (
    <Section title={told.request}>
      <Facts
        facts={[
          [told.requestedBy, requestedBy],
          [told.via, words.channels[channel] ?? channel],
          [told.asked, <Moment key="asked" at={createdAt} siteId={siteId} />],
          [told.expires, <Moment key="expires" at={expiresAt} siteId={siteId} />],
          [told.version, String(version)],
          [told.id, <code key="id">{id}</code>],
        ]}
      />
      <details className={styles.exact}>
        <summary>{told.exact}</summary>
        <p className={styles.quiet}>{told.hashHint}</p>
        <p>
          {told.hash} <code className={styles.hash}>{argsSha256}</code>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
        <pre className={styles.args} tabIndex={0}>
          {JSON.stringify(proposal.args, null, 2)}
        </pre>
      </details>
    </Section>
  )
}

export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
