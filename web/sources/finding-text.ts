import type { SourceFinding } from '../../server/http/contract.ts'
import { formatNumber, formatSpan, type Language } from '../app/format.ts'
import { reasonText } from '../import/reason-text.ts'
import { streamName } from './stream-words.ts'
import type { SourceWords } from './words-en.ts'

type Told = { language: Language; told: SourceWords['told'] }
type Evidence = SourceFinding['evidence']

/** What was found, as a sentence with its figures; evidence of an unknown kind is listed as it is. */
export function findingText({ kind, evidence }: SourceFinding, told: Told): string[] {
  const text = texts[kind]?.(evidence, told) ?? []
  if (text.length > 0) return text
  return Object.entries(evidence).map(([name, value]) => `${name}: ${value ?? '–'}`)
}

type Teller = (evidence: Evidence, told: Told) => string[]

const texts: Partial<Record<string, Teller>> = {
  gap: ({ seconds, usual_seconds: usual }, { language, told }) => {
    if (!isNumber(seconds)) return []
    const span = spanOf(seconds, language)
    return [isNumber(usual) ? told.gapUsual(span, spanOf(usual, language)) : told.gap(span)]
  },
  frozen: ({ value, seconds }, { language, told }) =>
    isNumber(value) && isNumber(seconds)
      ? [told.frozen(formatNumber(value, '', language), spanOf(seconds, language))]
      : [],
  impossible: (evidence, told) => impossibleText(evidence, told),
  clock_skew: ({ ahead_seconds: ahead, zone_hours: hours }, { language, told }) => {
    if (!isNumber(ahead)) return []
    const span = spanOf(Math.abs(ahead), language)
    const text = ahead > 0 ? told.ahead(span) : told.behind(span)
    return isNumber(hours) ? [text, told.zone(formatNumber(Math.abs(hours), '', language))] : [text]
  },
  unqualified_downtime: ({ stops, seconds }, { language, told }) =>
    isNumber(stops) && isNumber(seconds) ? [told.stops(stops, spanOf(seconds, language))] : [],
  refused_rows: ({ rows, stream, reason }, { language, told }) => {
    if (!isNumber(rows) || typeof stream !== 'string') return []
    const text = told.refused(formatNumber(rows, '', language), streamName(stream, language))
    return typeof reason === 'string'
      ? [text, told.commonest(reasonText(reason, language))]
      : [text]
  },
}

function impossibleText(evidence: Evidence, { language, told }: Told): string[] {
  const { lowest, highest, low, high, unit } = evidence
  const { planned_seconds: planned, production_seconds: ran } = evidence
  if (isNumber(planned) && isNumber(ran)) {
    return [told.tooFast(spanOf(planned, language), spanOf(ran, language))]
  }
  if (!isNumber(lowest) || !isNumber(highest)) return []
  const show = (value: number) =>
    formatNumber(value, typeof unit === 'string' ? unit : '', language)
  const [from, to] = [show(lowest), show(highest)]
  if (isNumber(low) && isNumber(high)) {
    return [told.impossibleBounds(from, to, told.range(show(low), show(high)))]
  }
  if (isNumber(low)) return [told.impossibleBounds(from, to, told.atLeast(show(low)))]
  if (isNumber(high)) return [told.impossibleBounds(from, to, told.atMost(show(high)))]
  return [told.impossible(from, to)]
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

const spanOf = (seconds: number, language: Language) =>
  formatSpan(Math.max(1, Math.round(seconds)) * 1000, language)
