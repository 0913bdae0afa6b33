import type { ReactNode } from 'react'
import type { SiteReport } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { windowText, zoneText } from '../chat/window-text.ts'
import gate from '../gate/gate.module.css'
import { ReportLists } from './report-lists.tsx'
import { Section } from './report-section.tsx'
import styles from './reports.module.css'
import { useReportWords } from './words.ts'

/** The report itself; `children` is what can be done with it. */
export function ReportBody({ report, children }: { report: SiteReport; children: ReactNode }) {
  const { language } = useLanguage()
  const { site, period, sections } = report
  return (
    <>
      <header className={styles.head}>
        <h1 className={gate.heading}>
          {site[language]} · {period.title[language]}
        </h1>
        <Spans report={report} />
        <div className={styles.tools}>{children}</div>
      </header>
      {sections.map((section) => (
        <Section key={section.id} section={section} period={period} />
      ))}
      <ReportLists report={report} />
    </>
  )
}

function Spans({ report: { period, sections, readAt } }: { report: SiteReport }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const before = sections.flatMap(({ reply }) => reply?.figures[1]?.window ?? [])[0]
  return (
    <dl className={styles.spans}>
      <div>
        <dt>{words.window}</dt>
        <dd>
          {windowText(period, language)} ({zoneText(period.zone, language)})
        </dd>
      </div>
      {before !== undefined && (
        <div>
          <dt>{words.compared}</dt>
          <dd>{windowText(before, language)}</dd>
        </div>
      )}
      <div>
        <dt>{words.readAt}</dt>
        <dd>
          <Moment at={readAt} siteId={period.siteId} zone={period.zone} />
        </dd>
      </div>
    </dl>
  )
}
