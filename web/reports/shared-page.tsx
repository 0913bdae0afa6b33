import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { ReportBody } from './report-body.tsx'
import styles from './reports.module.css'
import { useSharedReport } from './reports.ts'
import { useReportWords } from './words.ts'

/** A report that somebody sent the link of: it stands alone, for readers without a site here. */
export function SharedPage({ token }: { token: string }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const { data, error, refetch } = useSharedReport(token, language)
  const title =
    data === undefined
      ? words.heading
      : `${data.report.site[language]} · ${data.report.period.title[language]}`
  useTitle(title)
  return (
    <article className={`${gate.page} ${styles.report}`}>
      {data !== undefined ? (
        <>
          <p className={gate.quiet}>
            {words.sharedUntil}{' '}
            <Moment
              at={data.expiresAt}
              siteId={data.report.period.siteId}
              zone={data.report.period.zone}
            />
          </p>
          <ReportBody report={data.report}>
            <button type="button" className={styles.print} onClick={() => window.print()}>
              {words.print}
            </button>
          </ReportBody>
        </>
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </article>
  )
}
