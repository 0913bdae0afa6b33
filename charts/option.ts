import type { EChartsOption } from 'echarts'
import { barPicture } from './bars.ts'
import { bounded } from './bounded.ts'
import { controlPicture } from './control.ts'
import { type Drawn, narrow } from './frame.ts'
import { ganttPicture } from './gantt.ts'
import { heatPicture } from './heat.ts'
import { linePicture } from './lines.ts'
import type { Look } from './look.ts'
import { paretoPicture } from './pareto.ts'
import type { ChartSpec } from './spec.ts'

export type Picture = {
  option: EChartsOption
  height: number
  /** How many of its labels, rows or lines are drawn; the others are in the table only. */
  drawn: { shown: number; all: number }
}

/** A chart as ECharts draws it, in a page and on the server; null for what is read as a table. */
export function pictureOf(given: ChartSpec, look: Look): Picture | null {
  const spec = bounded(given)
  const picture = drawnOf(spec, look)
  if (picture === null) return null
  const all = given.kind === 'heat' || given.kind === 'line' ? given.series : given.labels
  return { ...picture, drawn: { shown: picture.shown, all: all.length } }
}

/** Whether it is drawn at all. */
export const isDrawn = ({ kind, labels }: ChartSpec): boolean =>
  kind !== 'table' && labels.length > 0

function drawnOf(spec: ChartSpec, look: Look): Drawn | null {
  const known = spec.series.some(({ values }) => values.some((value) => value !== null))
  if (!isDrawn(spec) || !known) return null
  switch (spec.kind) {
    case 'line':
      return linePicture(spec, look)
    case 'control':
      return controlPicture(spec, look)
    case 'pareto':
      return look.width < narrow ? barPicture(spec, look) : paretoPicture(spec, look)
    case 'bar':
      return barPicture(spec, look)
    case 'heat':
      return heatPicture(spec, look)
    case 'gantt':
      return ganttPicture(spec, look)
    case 'table':
      return null
  }
}
