export type { Language } from '../base/language.ts'
export { axisLabels } from './axis-labels.ts'
export { chartSummary, chartTitle } from './chart-words.ts'
export { chartAs, chartOf } from './choose.ts'
export { formatNumber } from './format-number.ts'
export { type Look, type Scheme, type Tokens, tokensOf } from './look.ts'
export { isDrawn, type Picture, pictureOf } from './option.ts'
export { plainText } from './plain-text.ts'
export { readableScale, scaled, scaleOf } from './readable.ts'
export type { Result, ResultRow } from './result.ts'
export type {
  ChartKind,
  ChartSeries,
  ChartSpan,
  ChartSpec,
  ControlSignal,
} from './spec.ts'
