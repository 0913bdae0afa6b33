import type { MachineWindows, ProcessWindows } from '../../factory/index.ts'
import type { Figure } from '../define-tool.ts'
import { inUnit, responseOf, settable, type Told } from './process-units.ts'

/** The usual response of each machine; of each setting that explains it its window and what it brings. */
export function processFigures(windows: ProcessWindows, { response, zone }: Told): Figure[] {
  const { from, to, machines, rowsRead, dataUntil, total } = windows
  const window = { from: from.toISOString(), to: to.toISOString(), zone: zone.id }
  const about = { version: 1, window, rows: rowsRead, freshness: dataUntil?.toISOString() ?? null }
  const truncated = machines.length < total
  const figure = (
    { machine }: MachineWindows,
    [metric, value, unit]: [string, number | null, string],
    more: Record<string, string> = {},
  ): Figure => ({
    ...{ ...about, metric, value, unit, truncated },
    ...(value === null ? { nullReason: 'no_hours' } : {}),
    dimensions: { site: machine.siteId, machine: machine.id, ...more },
  })
  const { unit } = responseOf[response]
  return machines.flatMap((one) => [
    figure(one, [response, one.usual === null ? null : inUnit(response, one.usual), unit]),
    ...one.settings.flatMap(({ setting, finding }) => {
      if (finding.verdict !== 'explains') return []
      const of = { parameter: setting.id }
      const edge = (value: number) => settable(value, setting)
      return [
        figure(one, ['window_from', edge(finding.window.from), setting.unit], of),
        figure(one, ['window_to', edge(finding.window.to), setting.unit], of),
        figure(one, [`${response}_gain`, inUnit(response, finding.gain.value), unit], of),
      ]
    }),
  ])
}
