import type { Language } from '../base/language.ts'

const day = /^\d{4}-(\d{2})-(\d{2})$/
const month = /^(\d{4})-(\d{2})$/
const shift = /^\d{4}-(\d{2})-(\d{2}) (.+)$/
const hour = /^(\d{4}-(\d{2})-(\d{2}))[T ](\d{2}:\d{2})/

/** Buckets of time as short as the others allow; names stay as they are. */
export function axisLabels(labels: string[], language: Language): string[] {
  const days = new Set(labels.map((label) => hour.exec(label)?.[1]))
  return labels.map((label) => shortLabel(label, { language, oneDay: days.size === 1 }))
}

type With = { language: Language; oneDay: boolean }

function shortLabel(label: string, { language, oneDay }: With): string {
  const date = (mm = '', dd = '') =>
    language === 'zh'
      ? `${Number(mm)}月${Number(dd)}日`
      : `${Number(dd)} ${monthNames[Number(mm) - 1]}`
  const [, dayMonth, dayOfMonth] = day.exec(label) ?? []
  if (dayMonth) return date(dayMonth, dayOfMonth)
  const [, year, mm] = month.exec(label) ?? []
  if (mm)
    return language === 'zh' ? `${year}年${Number(mm)}月` : `${monthNames[Number(mm) - 1]} ${year}`
  const [, , hourMonth, hourDay, clock] = hour.exec(label) ?? []
  if (clock) return oneDay ? clock : `${date(hourMonth, hourDay)} ${clock}`
  const [, shiftMonth, shiftDay, name] = shift.exec(label) ?? []
  if (name) return `${date(shiftMonth, shiftDay)} ${name}`
  return label
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
