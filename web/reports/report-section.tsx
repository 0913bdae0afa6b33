import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { isDrawn } from '../../charts/index.ts'
import type { KpiReply, ReportSection, SiteReport } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { CatchChart } from '../chat/catch-chart.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import { FigureValue } from '../chat/figure-value.tsx'
import { useChatWords } from '../chat/words.ts'
import { type KpiCell, kpiRows } from '../explorer/kpi-rows.ts'
import gate from '../gate/gate.module.css'
import styles from './reports.module.css'
import { useReportWords } from './words.ts'

const ChartDrawing = lazy(async () => {
  const { ChartDrawing } = await import('../charts/chart-drawing.tsx')
  return { default: ChartDrawing }
})

type Period = SiteReport['period']
type Props = { section: ReportSection; period: Period }

/** What the metric centre said, with what traces it below. */
export function Section({ section: { id, reply, problem }, period }: Props) {
  const words = useReportWords()
  const title = words.sections[id]
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {problem !== null && <p className={gate.quiet}>{words.problem(problem)}</p>}
      {reply !== null && (
        <>
          {reply.keys.length === 0 ? (
            <Numbers reply={reply} siteId={period.siteId} />
          ) : (
            <>
              {id === 'downtime' && <Picture reply={reply} />}
              <Rows reply={reply} title={title} />
            </>
          )}
          <Provenance reply={reply} period={period} />
        </>
      )}
    </section>
  )
}

/** The whole site: each number with the one before it, and a way to what it was made of. */
function Numbers({ reply, siteId }: { reply: KpiReply; siteId: string }) {
  const words = useReportWords()
  const { language } = useLanguage()
  const [row] = kpiRows(reply, language)
  return (
    <div className={styles.numbers}>
      {row?.cells.map((cell, at) => {
        const { metric: id, window } = cell.now
        const name = reply.metrics[at]?.name ?? id
        const { from, to } = window
        const search = { metrics: id, site: siteId, from, to, grain: 'none', by: 'line' }
        return (
          <div key={id} className={styles.number}>
            <p className={gate.quiet}>{name}</p>
            <p className={styles.value}>
              <Link to="/metrics/explore" search={search} title={words.explore(name)}>
                <Value cell={cell} />
              </Link>
            </p>
            <Before cell={cell} />
          </div>
        )
      })}
    </div>
  )
}

/** One row per line, reason or product; what was before stands below, so that it fits on paper. */
function Rows({ reply, title }: { reply: KpiReply; title: string }) {
  const { language } = useLanguage()
  const words = useReportWords()
  return (
    <table className={styles.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{reply.keys.map((key) => dimensionWord(key, language)).join(' · ')}</th>
          {reply.metrics.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kpiRows(reply, language).map(({ ids, names, cells }) => (
          <tr key={ids.join(' ')}>
            <th scope="row">{names.filter(Boolean).join(' · ') || words.unassigned}</th>
            {cells.map((cell) => (
              <td key={cell.now.metric}>
                <Value cell={cell} />
                <Before cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const likeOf = ({ now, before }: KpiCell) => (before === null ? [now] : [now, before])

function Value({ cell }: { cell: KpiCell }) {
  const { language } = useLanguage()
  return <FigureValue figure={cell.now} like={likeOf(cell)} language={language} />
}

function Before({ cell }: { cell: KpiCell }) {
  const { beforeWord } = useReportWords()
  const { language } = useLanguage()
  if (cell.before === null) return null
  return (
    <p className={gate.quiet}>
      {beforeWord} <FigureValue figure={cell.before} like={likeOf(cell)} language={language} />
    </p>
  )
}

/** The window stands at the top of the report: here the versions, the rows read, the age. */
function Provenance({
  reply: { metrics, figures },
  period: { siteId, zone },
}: {
  reply: KpiReply
  period: Period
}) {
  const { figure: words } = useChatWords()
  const { language } = useLanguage()
  const until = figures
    .flatMap(({ freshness }) => freshness ?? [])
    .sort()
    .at(-1)
  const rows = Math.max(0, ...figures.map((one) => one.rows))
  return (
    <p className={gate.quiet}>
      {metrics.map(({ id, version }) => `${id} v${version}`).join(', ')} · {words.rows}{' '}
      {formatNumber(rows, 'count', language)} · {words.freshness}{' '}
      {until === undefined ? words.noFreshness : <Moment at={until} siteId={siteId} zone={zone} />}
    </p>
  )
}

function Picture({ reply: { chart } }: { reply: KpiReply }) {
  const chat = useChatWords()
  const { language } = useLanguage()
  if (chart === null || !isDrawn(chart)) return null
  return (
    <div className={styles.picture}>
      <CatchChart fallback={<p className={gate.quiet}>{chat.chartFailed}</p>}>
        <Suspense fallback={<p className={gate.quiet}>{chat.loadingChart}</p>}>
          <ChartDrawing spec={chart} language={language} omitted={chat.omitted} />
        </Suspense>
      </CatchChart>
    </div>
  )
}
