import type { ChartSpec } from '../../charts/index.ts'
import type { ProcessWindows } from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'
import { bySureness, inUnit, responseOf, settable, type Told } from './process-units.ts'

/** The response by the setting that says most, with its window; null where none was judged. */
export function processChart(
  { machines, from, to }: ProcessWindows,
  { response, zone }: Told,
): ChartSpec | null {
  const [best] = machines
    .flatMap(({ machine, settings }) => settings.map((one) => ({ ...one, machine })))
    .toSorted((a, b) => bySureness(a.finding, b.finding))
  const isWorthIt = machines.length === 1 || best?.finding.verdict === 'explains'
  if (best === undefined || best.finding.verdict === 'cannot_tell' || !isWorthIt) return null
  const { machine, setting, finding } = best
  const { name, unit } = responseOf[response]
  const middles = finding.curve.map((part) => settable((part.from + part.to) / 2, setting))
  const values = finding.curve.map(({ value }) => inUnit(response, value))
  const { window } = finding
  const isIn = (at: number) => (middles[at] ?? 0) >= window.from && (middles[at] ?? 0) <= window.to
  const days = `${plantTime(from, zone)} – ${plantTime(to, zone)}`
  const limits = `${setting.lower ?? '−∞'} … ${setting.upper ?? '∞'} ${setting.unit}`
  const edges = `${settable(window.from, setting)} – ${settable(window.to, setting)} ${setting.unit}`
  return {
    ...{ kind: 'line', unit, labels: middles.map(String) },
    title: {
      zh: `${machine.nameZh}：${name.zh}与${setting.nameZh}（${setting.unit}）`,
      en: `${machine.nameEn}: ${name.en} by ${setting.nameEn} (${setting.unit})`,
    },
    series: [
      { name: { zh: `${name.zh}（校正后）`, en: `${name.en}, adjusted` }, values },
      ...(finding.verdict === 'explains'
        ? [
            {
              name: { zh: `建议窗口 ${edges}`, en: `window ${edges}` },
              values: values.map((value, at) => (isIn(at) ? value : null)),
            },
          ]
        : []),
      {
        name: { zh: '平时', en: 'usual' },
        values: values.map(() => inUnit(response, finding.usual)),
        role: 'centre',
      },
    ],
    caption: {
      zh: `${days}（${zone.id}）；${finding.hours} 小时；工程限值 ${limits}；相关，不是因果`,
      en: `${days} (${zone.id}); ${finding.hours} hours; engineering limits ${limits}; an association, not a cause`,
    },
  }
}
