import { Link } from '@tanstack/react-router'
import type { SiteReport } from '../../server/http/contract.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import button from '../charts/file-buttons.module.css'
import { FileButtons } from '../charts/file-buttons.tsx'
import { windowText, zoneText } from '../chat/window-text.ts'
import gate from '../gate/gate.module.css'
import { ReportLists } from './report-lists.tsx'
import { Section } from './report-section.tsx'
import styles from './reports.module.css'
import { type ReportAddress, reportFile, useReport } from './reports.ts'
import { useReportWords } from './words.ts'

/** One report as a page; printed, it is a document. */
export function ReportPage(address: ReportAddress) {
  const words = useReportWords()
  const { language } = useLanguage()
  const { siteId, kind } = address
  const { data, error, refetch } = useReport(address, language)
  return (
    <article className={`${gate.page} ${styles.report}`}>
      <Link to="/reports" search={{ site: siteId, kind }} className={styles.back}>
        <BackIcon />
        {words.back}
      </Link>
      {data !== undefined ? (
        <Shown report={data} address={address} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </article>
  )
}

function Shown({ report, address }: { report: SiteReport; address: ReportAddress }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const { site, period, sections } = report
  useTitle(`${site[language]} · ${period.title[language]}`)
  return (
    <>
      <header className={styles.head}>
        <h1 className={gate.heading}>
          {site[language]} · {period.title[language]}
        </h1>
        <Spans report={report} />
        <div className={styles.tools}>
          <FileButtons
            name={`report-${period.siteId}-${period.key}`}
            workbook={() => reportFile(address, language)}
          >
            <button type="button" className={button.button} onClick={() => window.print()}>
              {words.print}
            </button>
          </FileButtons>
        </div>
      </header>
      {sections.map((section) => (
        <Section key={section.id} section={section} siteId={period.siteId} />
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
          <Moment at={readAt} siteId={period.siteId} />
        </dd>
      </div>
    </dl>
  )
}
