import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReportKind } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { windowText } from '../chat/window-text.ts'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { PlantTabs } from '../plant/plant-tabs.tsx'
import { kindOf, kinds } from './report-kind.ts'
import styles from './reports.module.css'
import { useReportList } from './reports.ts'
import { Subscribe } from './subscribe.tsx'
import { useReportWords } from './words.ts'

/** The last shifts, days or weeks of a site; each leads to its report. */
export function ReportsPage() {
  const words = useReportWords()
  const sites = useSites()
  const search = useSearch({ from: '/reports' })
  const navigate = useNavigate()
  const site = search.site ?? sites[0]?.id ?? ''
  const kind = kindOf(search.kind)
  useTitle(words.heading)
  return (
    <div className={gate.page}>
      <PlantTabs />
      <header>
        <h1 className={gate.heading}>{words.heading}</h1>
        <p className={gate.lead}>{words.lead}</p>
      </header>
      <SiteField
        label={words.site}
        siteId={site}
        change={(chosen) => void navigate({ to: '/reports', search: { kind, site: chosen } })}
        className={form.field}
      />
      <nav className={gate.pages} aria-label={words.heading}>
        {kinds.map((one) => (
          <Link
            key={one}
            to="/reports"
            search={{ site, kind: one }}
            className={gate.link}
            aria-current={one === kind ? 'page' : undefined}
          >
            {words.kinds[one]}
          </Link>
        ))}
      </nav>
      <Subscribe site={site} kind={kind} viewId={null} label={words.subscribe} />
      <Items site={site} kind={kind} />
    </div>
  )
}

function Items({ site, kind }: { site: string; kind: ReportKind }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const { data, error, refetch } = useReportList(site, kind)
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  }
  if (data.items.length === 0) return <Notice title={words.none} hint={words.noneHint} />
  return (
    <ul className={styles.items}>
      {data.items.map(({ siteId, key, title, from, to, zone }) => (
        <li key={key}>
          <Link
            to="/reports/$siteId/$kind/$key"
            params={{ siteId, kind, key }}
            className={styles.item}
          >
            <span className={styles.name}>{title[language]}</span>
            <span className={gate.quiet}>{windowText({ from, to, zone }, language)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
