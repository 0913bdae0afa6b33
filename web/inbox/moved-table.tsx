import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatSpan, type Language } from '../app/format.ts'
import { Arrow } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import table from '../app/rows.module.css'
import type { Words } from '../app/words/en.ts'
import { type Moved, shiftOf } from './gantt.ts'
import styles from './moved-table.module.css'

const shownAtFirst = 8

type Props = {
  moved: readonly Moved[]
  siteId: string
  order: string | null
  chooseOrder: (order: string | null) => void
}

/** Every operation that moves; choosing an order points it out in the picture. */
export function MovedTable({ moved, siteId, order, chooseOrder }: Props) {
  const { language, words } = useLanguage()
  const { proposal } = words
  const [all, setAll] = useState(moved.length <= shownAtFirst)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className={table.box} tabIndex={0} aria-label={proposal.movedTable}>
        <table className={`${table.table} ${styles.rows}`}>
          <thead>
            <tr>
              <th scope="col">{proposal.order}</th>
              <th scope="col">{proposal.operation}</th>
              <th scope="col">{proposal.machine}</th>
              <th scope="col">{proposal.start}</th>
              <th scope="col">{proposal.shift}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? moved : moved.slice(0, shownAtFirst)).map((one) => (
              <tr key={`${one.orderId} ${one.seq}`} data-chosen={order === one.orderId}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.order}
                    aria-pressed={order === one.orderId}
                    onClick={() => chooseOrder(order === one.orderId ? null : one.orderId)}
                  >
                    {one.orderId}
                  </button>
                </th>
                <td>{one.seq}</td>
                <td>
                  <Machines moved={one} />
                </td>
                <td>{one.after && <Moment at={one.after.startAt} siteId={siteId} />}</td>
                <td>{shiftText(one, words, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!all && (
        <Button variant="default" onClick={() => setAll(true)} className={styles.more}>
          {proposal.showAll(moved.length)}
        </Button>
      )}
    </>
  )
}

function Machines({ moved: { before, after } }: { moved: Moved }) {
  const [from, to] = [before?.machineId, after?.machineId]
  if (from === undefined || to === undefined || from === to) return to ?? from
  return (
    <>
      {from}
      <Arrow />
      {to}
    </>
  )
}

function shiftText(moved: Moved, { proposal }: Words, language: Language): string {
  const shift = shiftOf(moved)
  if (shift.kind === 'added') return proposal.added
  if (shift.kind === 'removed') return proposal.removed
  if (shift.byMs === 0) return proposal.unmoved
  const span = formatSpan(Math.abs(shift.byMs), language)
  return shift.byMs > 0 ? proposal.later(span) : proposal.earlier(span)
}
