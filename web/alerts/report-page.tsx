import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { AlertReport } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading } from '../app/states.tsx'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { AlertsHead } from './alert-pages.tsx'
import styles from './alerts.module.css'
import { useReport } from './alerts.ts'
import { useAlertWords } from './words.ts'

const spans = [1, 7, 30, 90]

/** How alerts load people, as EEMUA 191 counts it. */
export function ReportPage() {
  const { site: siteWord, report: words } = useAlertWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const [days, setDays] = useState('7')
  const { data, error, refetch } = useReport(siteId, Number(days))
  return (
    <div className={gate.page}>
      <AlertsHead heading={words.heading} lead={words.lead} />
      <div className={gate.pair}>
        <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
        <SelectField
          className={form.field}
          label={words.days}
          value={days}
          choices={spans.map((one) => ({ value: String(one), label: words.dayCount(one) }))}
          change={setDays}
        />
      </div>
      {data !== undefined ? (
        <Shown report={data} siteId={siteId} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

function Shown({ report, siteId }: { report: AlertReport; siteId: string }) {
  const { language } = useLanguage()
  const { report: words } = useAlertWords()
  const { raised, folded, acknowledged, medianAcknowledgeS, people } = report
  const median = medianAcknowledgeS === null ? '–' : formatSpan(medianAcknowledgeS * 1000, language)
  const numbers: [string, string | number][] = [
    [words.raised, raised],
    [words.folded, folded],
    [words.acknowledged, acknowledged],
    [words.median, median],
  ]
  return (
    <>
      <div className={styles.numbers}>
        {numbers.map(([name, value]) => (
          <div key={name} className={styles.number}>
            <strong>{value}</strong>
            {name}
          </div>
        ))}
      </div>
      <Section title={words.people} none={words.noPeople}>
        {people.map(({ userId, messages, mostInTenMinutes }) => (
          <Line key={userId} what={userId} count={words.messages(messages, mostInTenMinutes)} />
        ))}
      </Section>
      <Section title={words.topTen} none={words.nothing}>
        {report.topTen.map(({ ruleId, subject, raised: times, share }) => (
          <Line
            key={`${ruleId} ${subject}`}
            what={`${subject} · ${ruleId}`}
            count={`${words.times(times)} · ${Math.round(share * 100)}%`}
          />
        ))}
      </Section>
      <Section title={words.chattering} none={words.nothing}>
        {report.chattering.map(({ ruleId, subject, repeats }) => (
          <Line
            key={`${ruleId} ${subject}`}
            what={`${subject} · ${ruleId}`}
            count={words.times(repeats)}
          />
        ))}
      </Section>
      <Section title={words.stale} none={words.nothing}>
        {report.stale.map(({ id, titleZh, titleEn, hours }) => (
          <Line
            key={id}
            what={
              <Link to="/alerts/$siteId/$id" params={{ siteId, id }} className={styles.link}>
                {language === 'zh' ? titleZh : titleEn}
              </Link>
            }
            count={words.hours(hours)}
          />
        ))}
      </Section>
    </>
  )
}

type SectionProps = { title: string; none: string; children: ReactNode[] }

function Section({ title, none, children }: SectionProps) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? (
        <p className={gate.quiet}>{none}</p>
      ) : (
        <ol className={gate.list}>{children}</ol>
      )}
    </section>
  )
}

function Line({ what, count }: { what: ReactNode; count: string }) {
  return (
    <li className={gate.item}>
      <span className={gate.about}>{what}</span>
      <span className={styles.quiet}>{count}</span>
    </li>
  )
}
