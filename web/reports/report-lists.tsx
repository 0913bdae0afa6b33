import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SiteReport } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import gate from '../gate/gate.module.css'
import { signed } from '../inbox/diff-rows.ts'
import styles from './reports.module.css'
import { useReportWords } from './words.ts'

/** What happened beside the figures, and what was decided. */
export function ReportLists({ report }: { report: SiteReport }) {
  return (
    <>
      <Tickets report={report} />
      <Alerts report={report} />
      <Gate report={report} />
    </>
  )
}

function Tickets({ report: { tickets, period } }: { report: SiteReport }) {
  const words = useReportWords()
  const { open, opened, closed, items, freshness } = tickets
  return (
    <List
      title={words.tickets}
      lead={
        <>
          {words.ticketCounts(open, opened, closed)}{' '}
          {freshness !== null && (
            <>
              {words.until} <Moment at={freshness} siteId={period.siteId} zone={period.zone} />
            </>
          )}
        </>
      }
      total={open}
    >
      {items.map(({ id, title, equipmentId, priority, openedAt }) => (
        <Line
          key={id}
          what={`${title} · ${equipmentId}`}
          more={
            <>
              {id} · {words.priorities[priority] ?? priority} ·{' '}
              <Moment at={openedAt} siteId={period.siteId} zone={period.zone} />
            </>
          }
        />
      ))}
    </List>
  )
}

function Alerts({ report: { alerts, period } }: { report: SiteReport }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const { raised, folded, standing, items } = alerts
  const { siteId } = period
  return (
    <List
      title={words.alerts}
      lead={words.alertCounts(raised, folded, standing)}
      total={raised - folded}
    >
      {items.map(({ id, severity, titleZh, titleEn, raisedAt }) => (
        <Line
          key={id}
          what={
            <Link to="/alerts/$siteId/$id" params={{ siteId, id }} className={styles.link}>
              {language === 'zh' ? titleZh : titleEn}
            </Link>
          }
          more={
            <>
              {words.severities[severity]} ·{' '}
              <Moment at={raisedAt} siteId={siteId} zone={period.zone} />
            </>
          }
        />
      ))}
    </List>
  )
}

function Gate({ report: { gate: gated, period } }: { report: SiteReport }) {
  const { words: shared, language } = useLanguage()
  const words = useReportWords()
  const { siteId } = period
  const reasons: Record<string, string> = shared.decide.reasons
  return (
    <>
      <List title={words.open} total={gated.openTotal}>
        {gated.open.map((one) => (
          <Line
            key={one.id}
            what={<Proposal {...one} siteId={siteId} />}
            more={
              <>
                {one.requestedBy} · <Moment at={one.createdAt} siteId={siteId} zone={period.zone} />
              </>
            }
          />
        ))}
      </List>
      <List title={words.decided} total={gated.decidedTotal}>
        {gated.decided.map((one) => (
          <Line
            key={`${one.id} ${one.decidedBy} ${one.at}`}
            what={<Proposal {...one} siteId={siteId} />}
            more={
              <>
                {words.verdicts[one.verdict]} · {one.decidedBy} ·{' '}
                <Moment at={one.at} siteId={siteId} zone={period.zone} />
                {one.reason !== null && ` · ${reasons[one.reason] ?? one.reason}`}
              </>
            }
          />
        ))}
      </List>
      <List title={words.measured} total={gated.measuredTotal}>
        {gated.measured.map((one) => (
          <Line
            key={one.id}
            what={<Proposal {...one} siteId={siteId} />}
            more={
              <>
                {one.metric}{' '}
                {one.measured === null
                  ? words.unmeasured
                  : signed(one.measured, one.unit, language)}
                {one.predicted !== null &&
                  ` · ${words.promised(signed(one.predicted, one.unit, language))}`}
              </>
            }
          />
        ))}
      </List>
    </>
  )
}

type ProposalProps = { siteId: string; id: string; titleZh: string; titleEn: string }

function Proposal({ siteId, id, titleZh, titleEn }: ProposalProps) {
  const { language } = useLanguage()
  return (
    <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
      {language === 'zh' ? titleZh : titleEn}
    </Link>
  )
}

type ListProps = { title: string; lead?: ReactNode; total: number; children: ReactNode[] }

function List({ title, lead, total, children }: ListProps) {
  const words = useReportWords()
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {lead !== undefined && <p className={gate.quiet}>{lead}</p>}
      {children.length === 0 && lead === undefined && <p className={gate.quiet}>{words.nothing}</p>}
      {children.length > 0 && <ul className={gate.list}>{children}</ul>}
      {total > children.length && (
        <p className={gate.quiet}>{words.more(children.length, total)}</p>
      )}
    </section>
  )
}

const Line = ({ what, more }: { what: ReactNode; more: ReactNode }) => (
  <li className={gate.item}>
    <span className={gate.about}>{what}</span>
    <span className={gate.quiet}>{more}</span>
  </li>
)
