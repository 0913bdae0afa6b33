import type { Language } from '../../base/language.ts'
import type { ReportSection, SiteReport } from '../http/site-report-contract.ts'
import { figureSheets } from './answer-sheets.ts'
import type { Cell, Sheet } from './sheet.ts'

type Words = Record<
  ReportSection['id'] | 'tickets' | 'alerts' | 'open' | 'decided' | 'measured',
  string
>
const words: Record<Language, Words> = {
  zh: {
    ...{ production: '生产', plan: '计划', lines: '产线', downtime: '停机原因', scrap: '报废' },
    ...{ tickets: '未关闭工单', alerts: '报警', open: '待审批', decided: '决定', measured: '成效' },
  },
  en: {
    ...{
      production: 'Production',
      plan: 'Plan',
      lines: 'Lines',
      downtime: 'Downtime',
      scrap: 'Scrap',
    },
    ...{ tickets: 'Open tickets', alerts: 'Alerts', open: 'Open proposals', decided: 'Decisions' },
    measured: 'Outcomes',
  },
}

/** A report as sheets: each section with everything that traces its figures, then the lists. */
export function reportSheets(report: SiteReport, language: Language): Sheet[] {
  const names = words[language]
  const sections = report.sections.flatMap(({ id, reply }) =>
    figureSheets({ language, figures: reply?.figures ?? [], chart: null }).map((sheet) => ({
      ...sheet,
      name: names[id],
    })),
  )
  return [...sections, ...happeningSheets(report, language), ...gateSheets(report, language)]
}

type Titled = { titleZh: string; titleEn: string }

const titleIn =
  (language: Language) =>
  ({ titleZh, titleEn }: Titled): string =>
    language === 'zh' ? titleZh : titleEn

const sheetOf = (name: string, columns: string[], rows: Cell[][]): Sheet => ({
  ...{ name, columns, rows },
})

function happeningSheets({ tickets, alerts }: SiteReport, language: Language): Sheet[] {
  const names = words[language]
  const title = titleIn(language)
  return [
    sheetOf(
      names.tickets,
      ['ticket', 'equipment', 'kind', 'priority', 'title', 'opened at'],
      tickets.items.map((one) => [
        ...[one.id, one.equipmentId, one.kind, one.priority, one.title, one.openedAt],
      ]),
    ),
    sheetOf(
      names.alerts,
      ['alert', 'severity', 'title', 'place', 'raised at', 'cleared at', 'state'],
      alerts.items.map((one) => [
        ...[one.id, one.severity, title(one), one.scopeId, one.raisedAt, one.clearedAt, one.state],
      ]),
    ),
  ]
}

function gateSheets({ gate }: SiteReport, language: Language): Sheet[] {
  const names = words[language]
  const title = titleIn(language)
  return [
    sheetOf(
      names.open,
      ['proposal', 'title', 'risk', 'asked by', 'asked at'],
      gate.open.map((one) => [one.id, title(one), one.risk, one.requestedBy, one.createdAt]),
    ),
    sheetOf(
      names.decided,
      ['proposal', 'title', 'decision', 'by', 'at', 'reason', 'state now'],
      gate.decided.map((one) => [
        ...[one.id, title(one), one.verdict, one.decidedBy, one.at, one.reason, one.status],
      ]),
    ),
    sheetOf(
      names.measured,
      ['proposal', 'title', 'metric', 'unit', 'promised', 'measured', 'low', 'high', 'kept', 'at'],
      gate.measured.map((one) => [
        ...[one.id, title(one), one.metric, one.unit, one.predicted, one.measured],
        ...[one.low, one.high, one.hit, one.measuredAt],
      ]),
    ),
  ]
}
