import type { Language } from '../base/language.ts'
import type { Figure } from '../tools/index.ts'
import { wallClock } from './wall-clock.ts'

const unitWords: Record<string, { zh: string; en: string }> = {
  pcs: { zh: '件', en: 'pcs' },
  pieces: { zh: '件', en: 'pcs' },
  count: { zh: '次', en: '' },
  h: { zh: '小时', en: 'h' },
  hours: { zh: '小时', en: 'h' },
  min: { zh: '分钟', en: 'min' },
  kwh: { zh: 'kWh', en: 'kWh' },
  days: { zh: '天', en: 'days' },
  turns: { zh: '次', en: 'turns' },
  index: { zh: '', en: '' },
}

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits })

/** A value with its unit as people say it: ratios in percent, long seconds in hours. */
export const formatValue = (value: number, unit: string, language: Language): string =>
  inWords({ value, unit, more: 0 }, language)

/** `more`: decimals beside the usual ones. */
type Shown = { value: number; unit: string; more: number }

function inWords({ value, unit, more }: Shown, language: Language): string {
  if (unit === 'ratio' || unit === '1') return `${(value * 100).toFixed(1 + more)}%`
  if (unit === '%') return `${value.toFixed(1 + more)}%`
  if (unit === 'min') return formatSeconds(value * 60, language)
  if (unit === 's' || unit === 'seconds') return formatSeconds(value, language)
  const word = unitWords[unit.toLowerCase()]?.[language] ?? unit
  const size = Math.abs(value)
  const digits = size >= 1000 ? 0 : unit === 'index' ? 2 : size >= 1 ? 1 : 3
  return `${grouped(value, digits + more)} ${word}`.trim()
}

function formatSeconds(value: number, language: Language): string {
  const zh = language === 'zh'
  const size = Math.abs(value)
  if (size >= 7200) return `${grouped(value / 3600, 1)} ${zh ? '小时' : 'h'}`
  if (size >= 120) return `${grouped(value / 60, 1)} ${zh ? '分钟' : 'min'}`
  return `${grouped(value, 1)} ${zh ? '秒' : 's'}`
}

export function formatFigure({ value, unit }: Figure, language: Language, more = 0): string {
  if (value !== null) return inWords({ value, unit, more }, language)
  return language === 'zh' ? '无数据' : 'no data'
}

const mostDecimals = 2

/** How many decimals more than usual it takes to tell the highest of them from the lowest. */
export function decimalsToTell(figures: Figure[], language: Language): number {
  const sorted = figures
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || low.value === high.value) return 0
  const isTold = (more: number) =>
    formatFigure(low, language, more) !== formatFigure(high, language, more)
  return [0, 1].find(isTold) ?? mostDecimals
}

/** Local date, or date and time where it is not midnight. */
export function formatInstant(iso: string, zone: string): string {
  const parts = Object.fromEntries(
    wallClock(zone)
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  )
  const day = `${parts.year}-${parts.month}-${parts.day}`
  const time = `${parts.hour}:${parts.minute}`
  return time === '00:00' ? day : `${day} ${time}`
}

/** A window in words; one that ends at midnight is spoken of by its last day. */
export function formatWindow(window: Figure['window'], language: Language): string {
  const from = formatInstant(window.from, window.zone)
  const end = formatInstant(window.to, window.zone)
  const to = end.length > 10 ? end : formatInstant(justBefore(window.to), window.zone).slice(0, 10)
  if (from === to) return from
  return language === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`
}

const justBefore = (iso: string): string => new Date(new Date(iso).getTime() - 1).toISOString()
