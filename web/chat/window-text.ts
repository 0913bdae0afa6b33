import type { Figure } from '../../server/http/contract.ts'
import { type Language, zoneName } from '../app/format.ts'

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

/** A window on the plant's clock; one of whole days is spoken of by its first and last day. */
export function windowText({ from, to, zone }: Figure['window'], language: Language): string {
  const wholeDays = isMidnight(from, zone) && isMidnight(to, zone)
  const end = wholeDays ? new Date(Date.parse(to) - 1) : new Date(to)
  const format = new Intl.DateTimeFormat(locales[language], {
    ...{ year: 'numeric', month: 'short', day: 'numeric', timeZone: zone },
    ...(wholeDays ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  })
  return format.formatRange(new Date(from), end)
}

/** The zone is named beside a window, for the reader may be in another. */
export const zoneText = (zone: string, language: Language): string => zoneName(zone, language)

function isMidnight(iso: string, zone: string): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: zone, hourCycle: 'h23' },
  })
  return clock.format(new Date(iso)) === '00:00'
}
