import type { ChartSpec } from '../../charts/index.ts'
import { type SitePlan, type SiteRow, zoneOf } from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'

const shownHours = 48
const mostSpans = 200
const unchanged = 0
const moved = 1

/** The next two days of a plan by machine; null where nothing is planned in them. */
export function scheduleChart(
  { siteId, zone: zoneId }: SiteRow,
  { slots, moves, plannedAt, method, operations }: SitePlan,
): ChartSpec | null {
  const until = new Date(plannedAt.getTime() + shownHours * 3_600_000)
  const soon = slots.filter(({ startAt }) => startAt < until).slice(0, mostSpans)
  if (soon.length === 0) return null
  const zone = zoneOf(zoneId)
  const changed = new Set(moves.map(({ orderId, seq }) => `${orderId} ${seq}`))
  const rows = [...new Set(soon.map(({ machineId }) => machineId))].toSorted()
  const spans = soon.map(({ orderId, seq, machineId, startAt, endAt }) => ({
    row: rows.indexOf(machineId),
    group: changed.has(`${orderId} ${seq}`) ? moved : unchanged,
    from: plantTime(startAt, zone),
    to: plantTime(endAt, zone),
    name: `${orderId} · ${seq}`,
  }))
  const span = `${plantTime(plannedAt, zone)} – ${plantTime(until, zone)}`
  return {
    kind: 'gantt',
    title: { zh: '建议排程（按设备）', en: 'Proposed schedule by machine' },
    unit: 'h',
    labels: spans.map(({ row, name }) => `${rows[row] ?? ''} · ${name}`),
    series: [
      {
        name: { zh: '时长', en: 'Length' },
        values: soon.map(({ startAt, endAt }) => (endAt.getTime() - startAt.getTime()) / 3_600_000),
      },
    ],
    rows,
    groups: [
      { zh: '不变', en: 'Unchanged' },
      { zh: '移动', en: 'Moved' },
    ],
    spans,
    caption: {
      zh: `${span}（${zone.id}）；${operations} 道工序中的 ${soon.length} 道；来源 Jidoka 排程 ${siteId}，${method}`,
      en: `${span} (${zone.id}); ${soon.length} of ${operations} operations; source Jidoka schedule of ${siteId}, ${method}`,
    },
  }
}
