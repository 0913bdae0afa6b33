import type { ChartSeries, ChartSpec } from '../../charts/index.ts'
import type { HealthReading, SensorHealth, Zone } from '../../factory/index.ts'
import { plantTime } from './plant-time.ts'

/** As many hours as a picture shows apart. */
const mostPoints = 240

/** The sensor of a machine that says most: hourly means, their moving average and its limits. */
export function healthChart(
  { machine, health, tags }: HealthReading,
  zone: Zone,
): ChartSpec | null {
  const sensor = mostTelling(health.sensors)
  const tag = tags.get(sensor?.tag ?? '')
  if (sensor === undefined || tag === undefined) return null
  const hours = sensor.chart.hours.slice(-mostPoints)
  const ewma = sensor.chart.ewma.slice(-mostPoints)
  const labels = hours.map((hour) => plantTime(new Date(hour), zone))
  const { centre, n } = sensor.usual
  const limit = (zh: string, en: string, value: number | null): ChartSeries[] =>
    value === null ? [] : [{ name: { zh, en }, values: labels.map(() => value), role: 'limit' }]
  const width = ewma.at(-1)?.width ?? 0
  const span = `${labels[0] ?? ''} – ${labels.at(-1) ?? ''}`
  return {
    ...{ kind: 'line', unit: tag.unit, labels },
    title: {
      zh: `${machine.nameZh} ${tag.nameZh} EWMA 控制图`,
      en: `EWMA chart of ${tag.nameEn}, ${machine.nameEn}`,
    },
    series: [
      {
        name: { zh: '小时均值', en: 'hourly mean' },
        values: sensor.chart.values.slice(-mostPoints),
      },
      {
        name: { zh: 'EWMA（λ = 0.2）', en: 'EWMA (λ = 0.2)' },
        values: ewma.map(({ value }) => value),
      },
      {
        name: { zh: '中心线 CL', en: 'Centre line CL' },
        values: labels.map(() => centre),
        role: 'centre',
      },
      ...limit('控制上限 UCL', 'Upper limit UCL', centre + width),
      ...limit('控制下限 LCL', 'Lower limit LCL', centre - width),
      ...limit('报警 上限', 'Alarm max.', tag.highLimit),
      ...limit('报警 下限', 'Alarm min.', tag.lowLimit),
    ],
    caption: {
      zh: `${span}（${zone.id}）；仅运行小时；单位 ${tag.unit}；中心线与限值取自 ${n} 个参考小时；来源 Jidoka ${tag.tag}`,
      en: `${span} (${zone.id}); running hours only; unit ${tag.unit}; centre line and limits of ${n} hours of reference; source Jidoka ${tag.tag}`,
    },
  }
}

const mostTelling = (sensors: SensorHealth[]): SensorHealth | undefined =>
  sensors.toSorted(
    (a, b) => b.findings.length - a.findings.length || Math.abs(b.z) - Math.abs(a.z),
  )[0]
