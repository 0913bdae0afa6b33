import { inEach, type Language, type Localized } from '../base/language.ts'
import { formatNumber } from '../charts/index.ts'
import type { DueReport } from '../factory/index.ts'
import type { ReportHead } from './site-report.ts'

type Words = {
  title: (site: string, period: string) => string
  line: (name: string, now: string, before: string) => string
  counts: (head: Pick<ReportHead, 'tickets' | 'alerts' | 'gate'>) => string
}
const words: Record<Language, Words> = {
  zh: {
    title: (site, period) => `${site}：${period}`,
    line: (name, now, before) => `${name} ${now}（上期 ${before}）`,
    counts: ({ tickets, alerts, gate }) =>
      `未关闭工单 ${tickets.open}，报警 ${alerts.raised}，待审批 ${gate.openTotal}，审批决定 ${gate.decidedTotal}`,
  },
  en: {
    title: (site, period) => `${site}: ${period}`,
    line: (name, now, before) => `${name} ${now} (before: ${before})`,
    counts: ({ tickets, alerts, gate }) =>
      `Open tickets ${tickets.open}, alerts ${alerts.raised}, waiting proposals ${gate.openTotal}, decisions ${gate.decidedTotal}`,
  },
}

/** A report in a few lines; the page behind it has the rest. */
export function sayReport(
  { site, period }: Pick<DueReport, 'site' | 'period'>,
  head: ReportHead,
): { title: Localized; body: Localized } {
  return {
    title: inEach((language) => words[language].title(site[language], period.title[language])),
    body: inEach((language) => bodyOf(head, language)),
  }
}

function bodyOf(head: ReportHead, language: Language): string {
  const { production, names } = head
  const { line, counts } = words[language]
  const figures = production.reply?.figures ?? []
  // Row by row, each followed by the one before it.
  const lines = figures.flatMap(({ metric, value, unit }, at) => {
    const before = figures[at + 1]
    if (at % 2 === 1 || before === undefined) return []
    const name = names.get(metric)?.[language] ?? metric
    return [
      line(name, formatNumber(value, unit, language), formatNumber(before.value, unit, language)),
    ]
  })
  return [...lines, counts(head)].join('\n')
}
