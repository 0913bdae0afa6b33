import { dayMs, hourMs } from '../../base/milliseconds.ts'
import { localMidnight } from '../demo-time.ts'
import { alarmOfMode, spindleWarning } from '../plant/alarms.ts'
import type { Machine } from '../plant/plant.ts'
import { stories } from '../stories.ts'
import type { MachineShift, Span } from './machine-events.ts'
import type { StreamRow } from './rows.ts'
import { isMaintenanceDay, type Stretch } from './stretches.ts'

const ticketFromS = 3600

/** What is known of a stop's cause, from the class of the machine or from the spindle story. */
function causeOf(machine: Machine, reasonId: string | null) {
  const { spindle } = stories
  if (reasonId === spindle.reasonId) {
    const name = { zh: '主轴轴承', en: 'Spindle bearing' }
    return { modeId: spindle.failureModeId, component: spindle.component, name }
  }
  return machine.class.failures.find((failure) => failure.reasonId === reasonId)
}

/** Unplanned stops that begin in the span. */
function stopsOf({ stretches }: MachineShift, { fromMs, toMs }: Span): Stretch[] {
  return stretches.filter(
    ({ category, startMs }) => category === 'down' && startMs >= fromMs && startMs < toMs,
  )
}

export function failureRows(shift: MachineShift, span: Span): StreamRow<'failure_event'>[] {
  return stopsOf(shift, span).flatMap(({ startMs, endMs, reasonId }) => {
    const cause = causeOf(shift.machine, reasonId)
    if (cause === undefined) return []
    return {
      machineId: shift.machine.id,
      at: new Date(startMs),
      repairS: endMs < span.toMs ? (endMs - startMs) / 1000 : null,
      failureModeId: cause.modeId,
      component: cause.component,
    }
  })
}

export function alarmRows(shift: MachineShift, span: Span): StreamRow<'machine_alarm'>[] {
  const { machine, stretches } = shift
  const trips = stopsOf(shift, span).flatMap(({ startMs, reasonId }) => {
    const alarm = alarmOfMode[causeOf(machine, reasonId)?.modeId ?? '']
    return alarm ? [{ machineId: machine.id, at: new Date(startMs), ...alarm }] : []
  })
  const warnings = stretches
    .filter(({ reasonId }) => reasonId === stories.spindle.shortStopReasonId)
    .filter(({ startMs }) => startMs >= span.fromMs && startMs < span.toMs)
    .map(({ startMs }) => ({ machineId: machine.id, at: new Date(startMs), ...spindleWarning }))
  return [...trips, ...warnings]
}

type TicketRow = StreamRow<'ticket'>

/** Work orders of the maintenance system: long repairs of the past, and the fortnightly plan. */
export function ticketRows(shift: MachineShift, span: Span): TicketRow[] {
  return [...correctiveTickets(shift, span), ...preventiveTickets(shift, span)]
}

function correctiveTickets(shift: MachineShift, span: Span): TicketRow[] {
  const { machine } = shift
  return stopsOf(shift, span).flatMap(({ startMs, endMs, reasonId, note }) => {
    const cause = causeOf(machine, reasonId)
    if (cause === undefined || endMs >= span.toMs || endMs - startMs < ticketFromS * 1000) return []
    return {
      id: ticketId('CM', machine, startMs),
      equipmentId: machine.id,
      kind: 'corrective' as const,
      status: 'closed' as const,
      priority: machine.plan.criticality === 'A' ? ('high' as const) : ('medium' as const),
      title: `${machine.plan.name.zh} ${cause.name.zh} / ${cause.name.en}`,
      description: note ?? '',
      failureCode: cause.modeId,
      component: cause.component,
      openedAt: new Date(startMs),
      closedAt: new Date(endMs),
    }
  })
}

function preventiveTickets({ machine, block }: MachineShift, { fromMs, toMs }: Span): TicketRow[] {
  if (block.shiftId !== 'day' || !isMaintenanceDay(machine.position, block.day)) return []
  const openedMs = block.startMs
  if (openedMs < fromMs || block.endMs > toMs) return []
  return [
    {
      id: ticketId('PM', machine, openedMs),
      equipmentId: machine.id,
      kind: 'preventive',
      status: 'closed',
      priority: 'low',
      title: `${machine.plan.name.zh} 两周保养 / Fortnightly service`,
      openedAt: new Date(openedMs),
      closedAt: new Date(block.endMs),
    },
  ]
}

const ticketId = (kind: string, machine: Machine, atMs: number): string =>
  `${kind}-${machine.id}-${Math.floor(atMs / hourMs)}`

/** Still open when the demo begins; none of them is for the spindle that stands now. */
const openTickets = [
  ['SZ-CNC-05', 'corrective', 'medium', 3, '切削液泵轻微渗漏 / Coolant pump weeps', 'ELU'],
  ['SZ-GRD-02', 'inspection', 'low', 2, '砂轮主轴噪声复查 / Check wheel spindle noise', 'NOI'],
  [
    'DG-AOI-01',
    'inspection',
    'medium',
    4,
    '相机标定漂移，检测变慢 / Camera calibration drifts, inspection slows',
    'AIR',
  ],
  ['DG-RFL-02', 'preventive', 'low', 1, '链条润滑到期 / Chain lubrication due', null],
  ['CD-CAP-01', 'corrective', 'medium', 2, '旋盖头磨损 / Capping chuck worn', 'PDE'],
] as const

export function openTicketRows(anchorMs: number, siteMachines: Machine[]): TicketRow[] {
  const ids = new Set(siteMachines.map(({ id }) => id))
  const open: TicketRow[] = openTickets
    .filter(([machineId]) => ids.has(machineId))
    .map(([equipmentId, kind, priority, daysAgo, title, failureCode]) => ({
      id: `OPEN-${equipmentId}`,
      equipmentId,
      kind,
      status: daysAgo > 2 ? 'in_progress' : 'open',
      priority,
      title,
      failureCode,
      openedAt: new Date(anchorMs - daysAgo * dayMs),
    }))
  return ids.has(stories.spindle.machineId) ? [...open, spindleInspection(anchorMs)] : open
}

/** Somebody heard it coming. */
function spindleInspection(anchorMs: number): TicketRow {
  const openedMs = localMidnight(anchorMs, -6) + 10 * hourMs
  return {
    id: `INSP-${stories.spindle.machineId}`,
    equipmentId: stories.spindle.machineId,
    kind: 'inspection',
    status: 'closed',
    priority: 'medium',
    title: '3号机主轴振动偏高点检 / Spindle vibration high, inspected',
    description:
      '振动 4.9 mm/s，超过 4.5 mm/s 报警线。已补润滑脂，一周内复测；如继续上升，按 SOP 更换主轴轴承 7014C/P4。',
    failureCode: 'VIB',
    component: stories.spindle.component,
    openedAt: new Date(openedMs),
    closedAt: new Date(openedMs + 2 * hourMs),
  }
}
