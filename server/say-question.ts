import { inEach, type Language, type Localized } from '../base/language.ts'
import { formatNumber } from '../charts/index.ts'
import type { ReportPeriod } from '../factory/index.ts'
import type { KpiReply } from './http/metric-contract.ts'

/** A message is read on a phone; the page has the rest. */
const mostRows = 12

const more: Record<Language, (count: number) => string> = {
  zh: (count) => `另有 ${count} 行`,
  en: (count) => `and ${count} more rows`,
}
const nothing: Localized = { zh: '这个时段没有数据。', en: 'There are no data for it.' }

/** What a saved question came to: a line for each row, with its values. */
export function sayQuestion(
  name: string,
  reply: KpiReply,
  period: Pick<ReportPeriod, 'title'>,
): { title: Localized; body: Localized } {
  return {
    title: inEach((language) =>
      [name, period.title[language]].join(language === 'zh' ? '：' : ': '),
    ),
    body: inEach((language) => linesOf(reply, language).join('\n')),
  }
}

function linesOf({ metrics, keys, figures, compared, names, total }: KpiReply, language: Language) {
  // Where compared, each figure is followed by the one before it.
  const now = figures.filter((_, at) => !compared || at % 2 === 0)
  const width = Math.max(1, metrics.length)
  const rows = Array.from({ length: Math.floor(now.length / width) }, (_, at) =>
    now.slice(at * width, (at + 1) * width),
  )
  if (rows.length === 0) return [nothing[language]]
  const lines = rows.slice(0, mostRows).map((row) => {
    const place = keys.map((key) => {
      const id = row[0]?.dimensions[key] ?? ''
      return names[key]?.[id] ?? id
    })
    const values = row.map(({ value, unit }, at) =>
      [metrics[at]?.name, formatNumber(value, unit, language)].join(' '),
    )
    return [
      ...place.filter((one) => one !== ''),
      values.join(language === 'zh' ? '，' : ', '),
    ].join(' · ')
  })
  const left = Math.max(total, rows.length) - lines.length
  return left > 0 ? [...lines, more[language](left)] : lines
}
