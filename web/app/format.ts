import { formatNumber, type Language } from '../../charts/index.ts'

export { formatNumber, type Language }

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

/** An instant on the clock of a plant; the year only where it is not this one. */
export function formatTime(iso: string, zone: string, language: Language): string {
  const at = new Date(iso)
  const sameYear = yearOf(at, zone) === yearOf(new Date(), zone)
  return new Intl.DateTimeFormat(locales[language], {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at)
}

/** Date, time with seconds and zone: for a tooltip, and for the audit record. */
export function formatExactTime(iso: string, zone: string, language: Language): string {
  const shown = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(iso))
  return `${shown} (${zoneName(zone, language)})`
}

/** Only hours and minutes. */
export function formatClock(iso: string, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(iso))
}

/** A zone as people say it: "China Standard Time", 中国标准时间. */
export function zoneName(zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    timeZoneName: 'long',
  }).formatToParts(new Date())
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

const spanWords: Record<Language, Record<'d' | 'h' | 'min' | 's', string>> = {
  zh: { d: '天', h: '小时', min: '分', s: '秒' },
  en: { d: 'd', h: 'h', min: 'min', s: 's' },
}

/** A length of time by its two largest units: "2 d 3 h", "3 小时 20 分", "45 s". */
export function formatSpan(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const words = spanWords[language]
  if (seconds < 60) return `${seconds} ${words.s}`
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), words.d],
    [Math.floor(seconds / 3600) % 24, words.h],
    [Math.floor(seconds / 60) % 60, words.min],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(' ')
}

const yearOf = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(at)
