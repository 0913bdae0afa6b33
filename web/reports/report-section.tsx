import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { isDrawn } from '../../charts/index.ts'
import type { KpiReply, ReportSection } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { CatchChart } from '../chat/catch-chart.tsx'
import { FactLine } from '../chat/fact-line.tsx'
import { figureTable } from '../chat/figure-table.ts'
import { FigureValue } from '../chat/figure-value.tsx'
import { useNaming } from '../chat/names.ts'
import { useChatWords } from '../chat/words.ts'
import { kpiRows } from '../explorer/kpi-rows.ts'
import { KpiTable } from '../explorer/kpi-table.tsx'
import gate from '../gate/gate.module.css'
import headline from '../plant/headline.module.css'
import styles from './reports.module.css'
import { useReportWords } from './words.ts'

const ChartDrawing = lazy(async () => {
  const { ChartDrawing } = await import('../charts/chart-drawing.tsx')
  return { default: ChartDrawing }
})

type Props = { section: ReportSection; siteId: string }

/** What the metric centre said, with what traces it below. */
export function Section({ section: { id, reply, problem }, siteId }: Props) {
  const words = useReportWords()
  const { language } = useLanguage()
  const naming = useNaming(language)
  const title = words.sections[id]
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {problem !== null && <p className={gate.quiet}>{words.problem(problem)}</p>}
      {reply !== null && (
        <>
          {reply.keys.length === 0 ? (
            <Numbers reply={reply} siteId={siteId} />
          ) : (
            <>
              {id === 'downtime' && <Picture reply={reply} />}
              <KpiTable reply={reply} title={title} />
            </>
          )}
          <FactLine table={figureTable(reply.figures)} naming={naming} language={language} />
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
    <div className={headline.row}>
      {row?.cells.map(({ now, before }, at) => {
        const { id, name, version } = reply.metrics[at] ?? { id: now.metric, name: now.metric }
        const { from, to } = now.window
        const search = { metrics: id, site: siteId, from, to, grain: 'none', by: 'line' }
        const like = before === null ? [now] : [now, before]
        return (
          <div key={id} className={headline.number}>
            <p className={headline.name} title={`${id} v${version}`}>
              {name}
            </p>
            <p className={headline.value}>
              <Link
                to="/metrics/explore"
                search={search}
                className={headline.link}
                title={words.explore(name)}
              >
                <FigureValue figure={now} like={like} language={language} />
              </Link>
            </p>
            {before !== null && (
              <p className={headline.more}>
                <Before figure={before} like={like} />
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}

type Before = { figure: KpiReply['figures'][number]; like: KpiReply['figures'] }

function Before({ figure, like }: Before) {
  const { beforeWord } = useReportWords()
  const { language } = useLanguage()
  return (
    <span>
      {beforeWord} <FigureValue figure={figure} like={like} language={language} />
    </span>
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
