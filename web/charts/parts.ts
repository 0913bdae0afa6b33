import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { LabelLayout } from 'echarts/features'

/** What of ECharts our pictures are drawn with; a page loads it with its first one. */
export const chartParts = [
  ...[BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart],
  ...[GridComponent, LegendComponent, TooltipComponent, VisualMapComponent],
  LabelLayout,
]
