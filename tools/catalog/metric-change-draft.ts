import type { DiffEntry, Evidence, ProposalDraft } from '../../actions/index.ts'
import { inBoth, type Localized } from '../../base/language.ts'
import {
  type DraftedChange,
  formulaText,
  type MetricDefinition,
  type MetricUsage,
  type TrialRow,
  trialDays,
} from '../../factory/index.ts'
import { readable } from './readable.ts'

/** A change with what it would do to the figures, and who has used them. */
export type MetricSituation = DraftedChange & { trials: TrialRow[]; usage: MetricUsage[] }

type Field = { label: Localized; of: (metric: MetricDefinition) => string }

const list = (words: string[]): string => words.join(', ')

const fields: Field[] = [
  { label: { zh: '中文名', en: 'Chinese name' }, of: ({ names }) => names.zh },
  { label: { zh: '英文名', en: 'English name' }, of: ({ names }) => names.en },
  {
    label: { zh: '同义词', en: 'Synonyms' },
    of: ({ synonyms }) => list([...synonyms.zh, ...synonyms.en]),
  },
  { label: { zh: '公式', en: 'Formula' }, of: formulaText },
  {
    label: { zh: '为空的条件', en: 'Empty without' },
    of: ({ formula }) =>
      'needs' in formula
        ? list([...formula.needs, ...formula.without.map((one) => `¬${one}`)])
        : '',
  },
  { label: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  { label: { zh: '方向', en: 'Better' }, of: ({ better }) => better },
  { label: { zh: '维度', en: 'Dimensions' }, of: ({ dimensions }) => list(dimensions) },
  { label: { zh: '驱动指标', en: 'Drivers' }, of: ({ drivers }) => list(drivers) },
  {
    label: { zh: '来源', en: 'Source' },
    of: ({ source }) =>
      source.standard === 'site' ? 'site' : `${source.standard} no. ${source.number}`,
  },
  { label: { zh: '说明', en: 'Note' }, of: ({ note }) => `${note.zh} ${note.en}` },
  { label: { zh: '负责角色', en: 'Owner' }, of: ({ owner }) => owner },
  { label: { zh: '层级', en: 'Level' }, of: ({ level }) => level },
]

/** The fields of the definition that change. */
export function changedFields({ current, change }: MetricSituation): DiffEntry[] {
  const { definition, action } = change
  return fields.flatMap(({ label, of }): DiffEntry[] => {
    const before = current === null ? null : of(current)
    const after = action === 'retire' ? null : of(definition)
    return before === after || (!before && !after) ? [] : [{ label, before, after }]
  })
}

/** What that does to the figures of each site. */
const changedFigures = ({ change, trials }: MetricSituation): DiffEntry[] =>
  trials.map(({ siteId, before, after }) => ({
    label: { zh: `${siteId} 近 ${trialDays} 天`, en: `${siteId}, last ${trialDays} days` },
    before: readable(before),
    after: readable(after),
    unit: change.definition.unit,
  }))

export function metricDraft(situation: MetricSituation): ProposalDraft {
  const { change, current } = situation
  const { definition, siteId, action } = change
  const ownVersion = current !== null && current.siteId === siteId ? current.version : null
  return {
    siteId,
    tool: 'propose_metric_change',
    title: titleOf(situation),
    args: change,
    preconditions: { version: ownVersion },
    diff: { entries: [...changedFields(situation), ...changedFigures(situation)] },
    prediction: null,
    evidence: evidenceOf(situation, { id: definition.id, action }),
  }
}

function titleOf({ change, current }: MetricSituation): Localized {
  const { definition, siteId, action } = change
  const { names, id } = definition
  if (action === 'retire') {
    return {
      zh: `停用指标：${names.zh}（${id}，${siteId}）`,
      en: `Retire ${names.en} (${id}, ${siteId})`,
    }
  }
  return current === null
    ? {
        zh: `新指标：${names.zh}（${id}，${siteId}）`,
        en: `New metric: ${names.en} (${id}, ${siteId})`,
      }
    : {
        zh: `修改指标：${names.zh}（${id}，${siteId}）`,
        en: `Change ${names.en} (${id}, ${siteId})`,
      }
}

function evidenceOf(
  { usage, trials }: MetricSituation,
  of: { id: string; action: string },
): Evidence[] {
  const uses = usage.map(
    ({ version, answers, people, lastAt }): Evidence => ({
      kind: 'note',
      label: {
        zh: `用过 ${of.id} v${version} 的回答（${people} 人）`,
        en: `Answers that used ${of.id} v${version} (${people} people)`,
      },
      value: inBoth(String(answers)),
      at: lastAt.toISOString(),
    }),
  )
  const read = trials.map(
    ({ siteId, rows, window }): Evidence => ({
      kind: 'figure',
      label: { zh: `${siteId} 试算读取的事实行`, en: `Fact rows read for the trial at ${siteId}` },
      value: inBoth(String(rows)),
      at: window.to.toISOString(),
    }),
  )
  return [...uses, ...read]
}
