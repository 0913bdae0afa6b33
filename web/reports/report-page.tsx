import { Link } from '@tanstack/react-router'
import type { SiteReport } from '../../server/http/contract.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import button from '../charts/file-buttons.module.css'
import { FileButtons } from '../charts/file-buttons.tsx'
import gate from '../gate/gate.module.css'
import { ReportBody } from './report-body.tsx'
import styles from './reports.module.css'
import { type ReportAddress, reportFile, useReport } from './reports.ts'
import { ShareBox } from './share-box.tsx'
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
  const { site, period } = report
  useTitle(`${site[language]} · ${period.title[language]}`)
  return (
    <ReportBody report={report}>
      <FileButtons
        name={`report-${period.siteId}-${period.key}`}
        workbook={() => reportFile(address, language)}
      >
        <button type="button" className={button.button} onClick={() => window.print()}>
          {words.print}
        </button>
      </FileButtons>
      <ShareBox address={address} />
    </ReportBody>
  )
}
