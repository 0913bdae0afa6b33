import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { send } from '../app/api.ts'
import { formatTime } from '../app/format.ts'
import { useChosenSite, useLanguage, useSite } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import page from '../app/wide-page.module.css'
import button from '../charts/file-buttons.module.css'
import { FileButtons } from '../charts/file-buttons.tsx'
import type { Moved } from '../inbox/gantt.ts'
import { PlantTabs } from '../plant/plant-tabs.tsx'
import { type Bar, barsOf, isWanted, type Row, rowsOf } from './bars.ts'
import { Gantt } from './gantt.tsx'
import { type Held, isMovable } from './layout.ts'
import { Legend } from './legend.tsx'
import { LoadTable } from './load-table.tsx'
import { MoveForm } from './move-form.tsx'
import { planPath, usePlan } from './plan.ts'
import { PlanFields } from './plan-fields.tsx'
import styles from './plan-page.module.css'
import { PlanTable } from './plan-table.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { useTrial } from './use-trial.ts'
import { WithProposal } from './with-proposal.tsx'
import { usePlanWords } from './words.ts'

/** What is planned at the machines of a site; with `?proposal=`, what one would move. */
export function PlanPage() {
  const words = usePlanWords()
  const navigate = useNavigate()
  const { site, proposal } = useSearch({ from: '/plan' })
  const { id: siteId, name } = useChosenSite(site)
  const { data, error, refetch } = usePlan(siteId)
  useTitle(words.heading)
  return (
    <div className={`${page.page} ${styles.plan}`}>
      <PlantTabs />
      <header className={page.top}>
        <div className={page.titles}>
          <h1 className={page.heading}>{words.title(name)}</h1>
          {data !== undefined && <Published plan={data} />}
        </div>
        <SiteField
          label={words.site}
          siteId={siteId}
          change={(site) => void navigate({ to: '/plan', search: { site } })}
        />
      </header>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : proposal === undefined ? (
        <Shown key={siteId} plan={data} moved={null} />
      ) : (
        <WithProposal siteId={siteId} id={proposal}>
          {(moved) => <Shown plan={data} moved={moved} />}
        </WithProposal>
      )}
    </div>
  )
}

function Published({ plan }: { plan: Plan }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const shown = (iso: string) => formatTime(iso, plan.zone, language)
  const { current } = plan
  const parts = [
    ...(current === null ? [] : [words.published(current.id, shown(current.publishedAt))]),
    words.readAt(shown(plan.now)),
  ]
  return <p className={styles.quiet}>{parts.join(' · ')}</p>
}

const none: readonly Moved[] = []

/** Beside a proposal (`moved`) nothing is put elsewhere: one change at a time. */
function Shown({ plan, moved: proposed }: { plan: Plan; moved: readonly Moved[] | null }) {
  const words = usePlanWords()
  const { line = '', order = '' } = useSearch({ from: '/plan' })
  const [key, setKey] = useState<string | null>(null)
  const [form, setForm] = useState(false)
  const trial = useTrial(plan)
  const moved = proposed ?? trial.tried.data?.moved ?? none
  const bars = useMemo(() => barsOf(plan, moved), [plan, moved])
  const rows = useMemo(() => rowsOf(plan, bars, { line }), [plan, bars, line])
  const wanted = useMemo(() => (bar: (typeof bars)[number]) => isWanted(bar, { order }), [order])
  const seen = useMemo(() => rows.flatMap((row) => row.bars.filter(wanted)), [rows, wanted])
  const { name } = useSite(plan.siteId)
  if (plan.current === null && moved.length === 0) {
    return (
      <Notice title={words.none} hint={words.noneHint}>
        <Link to="/chat" search={{ ask: words.question(name) }}>
          {words.ask}
        </Link>
      </Notice>
    )
  }
  const chosen = chosenOf(rows, key)
  const choose = (bar: { key: string } | null) => {
    setKey(bar?.key ?? null)
    setForm(false)
  }
  const put = ({ bar, machineId, fromMs }: Held) => {
    setKey(bar.key)
    trial.put({
      ...{ order: bar.orderId, seq: bar.seq, machine: machineId },
      start: new Date(fromMs).toISOString(),
    })
  }
  const movable = proposed === null && chosen !== null && isMovable(chosen) ? chosen : null
  const dragging =
    proposed === null ? { put, openForm: () => setForm(movable !== null) } : { compared: true }
  return (
    <>
      {plan.truncated && <p className={styles.note}>{words.truncated(plan.slots.length)}</p>}
      <PlanFields plan={plan} />
      <Legend bars={seen} plan={plan} />
      <Gantt {...{ plan, rows, wanted, chosen, choose, compared: moved.length > 0, ...dragging }} />
      {movable !== null && !form && (
        <div>
          <button type="button" className={button.button} onClick={() => setForm(true)}>
            {words.move}
          </button>
        </div>
      )}
      {movable !== null && form && (
        <MoveForm
          key={movable.key}
          {...{ plan, bar: movable, put: trial.put }}
          close={() => setForm(false)}
        />
      )}
      {proposed === null && <TrialPanel {...{ plan, trial }} />}
      <LoadTable plan={plan} rows={rows} />
      <PlanTable plan={plan} bars={seen} chosen={key} choose={choose} />
      <Files plan={plan} />
    </>
  )
}

/** The bar of a key; once it is put elsewhere, the one that shows where. */
function chosenOf(rows: readonly Row[], key: string | null): Bar | null {
  const bars = rows.flatMap((row) => row.bars)
  const operation = key?.slice(0, key.lastIndexOf(' ') + 1)
  return (
    bars.find((bar) => bar.key === key && (bar.side !== 'before' || operation === undefined)) ??
    bars.find((bar) => bar.side !== 'before' && bar.key.startsWith(operation ?? '\n')) ??
    null
  )
}

function Files({ plan }: { plan: Plan }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  return (
    <div className={styles.files}>
      <FileButtons
        name={`jidoka-plan-${plan.siteId}-${plan.now.slice(0, 10)}`}
        workbook={() => send(`${planPath(plan.siteId)}/xlsx?language=${language}`, {})}
      >
        <button type="button" className={button.button} onClick={() => window.print()}>
          {words.print}
        </button>
      </FileButtons>
    </div>
  )
}
