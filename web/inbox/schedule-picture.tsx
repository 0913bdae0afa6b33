import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { formatClock, formatTime } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { type Bar, type GanttRow, ganttOf, type Moved } from './gantt.ts'
import { MovedTable } from './moved-table.tsx'
import styles from './schedule-picture.module.css'
import { Section } from './section.tsx'

type Props = { moved: readonly Moved[]; siteId: string; id: string }

/** Both schedules of the operations that move, and below them the same as a table. */
export function SchedulePicture({ moved, siteId, id }: Props) {
  const { words } = useLanguage()
  const { zone } = useSite(siteId)
  const gantt = useMemo(() => ganttOf(moved, zone), [moved, zone])
  const [order, setOrder] = useState<string | null>(null)
  const { proposal } = words
  return (
    <Section title={proposal.schedule} aside={proposal.moved(moved.length)}>
      {gantt !== null && (
        <figure className={styles.figure}>
          <div className={styles.chart} role="img" aria-label={proposal.schedule}>
            <Axis ticks={gantt.ticks} zone={zone} />
            {gantt.rows.map((row) => (
              <Row key={row.machineId} row={row} order={order} />
            ))}
          </div>
          <figcaption className={styles.legend}>
            <span className={styles.keyBefore}>{proposal.before}</span>
            <span className={styles.keyAfter}>{proposal.after}</span>
            <span>{proposal.scheduleHint}</span>
          </figcaption>
        </figure>
      )}
      <Link to="/plan" search={{ site: siteId, proposal: id }} className={styles.plan}>
        {proposal.besidePlan}
      </Link>
      <MovedTable moved={moved} siteId={siteId} order={order} chooseOrder={setOrder} />
    </Section>
  )
}

type AxisProps = { ticks: { atMs: number; left: number }[]; zone: string }

function Axis({ ticks, zone }: AxisProps) {
  const { language } = useLanguage()
  const shown = (atMs: number) => {
    const iso = new Date(atMs).toISOString()
    const clock = formatClock(iso, zone, language)
    return clock === '00:00' ? formatTime(iso, zone, language).replace(/[\s,]*00:00/, '') : clock
  }
  return (
    <div className={styles.axis}>
      {ticks.map(({ atMs, left }) => (
        <span key={atMs} className={styles.tick} style={{ left: `${left * 100}%` }}>
          {shown(atMs)}
        </span>
      ))}
    </div>
  )
}

type RowProps = { row: GanttRow; order: string | null }

const width = 1000

function Row({ row: { machineId, before, after }, order }: RowProps) {
  const hatch = `hatch-${machineId}`
  return (
    <>
      <span className={styles.machine}>{machineId}</span>
      <svg
        className={styles.lane}
        viewBox={`0 0 ${width} 26`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="5" className={styles.hatch} />
          </pattern>
        </defs>
        {before.map((bar) => (
          <Block key={keyOf(bar)} bar={bar} order={order} side="before" fill={`url(#${hatch})`} />
        ))}
        {after.map((bar) => (
          <Block key={keyOf(bar)} bar={bar} order={order} side="after" />
        ))}
      </svg>
    </>
  )
}

type BlockProps = { bar: Bar; order: string | null; side: 'before' | 'after'; fill?: string }

function Block({ bar, order, side, fill }: BlockProps) {
  const dim = order !== null && order !== bar.orderId
  return (
    <rect
      x={bar.left * width}
      width={Math.max(2, bar.width * width)}
      y={side === 'before' ? 3 : 13}
      height={side === 'before' ? 8 : 10}
      className={side === 'before' ? styles.before : styles.after}
      data-dim={dim}
      {...(fill === undefined ? {} : { style: { fill } })}
    >
      <title>{`${bar.orderId} · ${bar.seq}`}</title>
    </rect>
  )
}

const keyOf = ({ orderId, seq }: Bar) => `${orderId} ${seq}`
