import type { MeasureChoice, MetricVersionView } from '../../../server/http/contract.ts'

export type FactorForm = { numerator: string[]; denominator: string[] }

/** A ratio of sums as it is typed; a process capability is not taken apart here. */
export type FormulaForm = {
  factors: FactorForm[]
  scale: string
  needs: string[]
  without: string[]
}

/** A definition as it is typed. Words stand in one line, commas between them. */
export type DraftForm = {
  id: string
  scope: string
  nameZh: string
  nameEn: string
  synonymsZh: string
  synonymsEn: string
  noteZh: string
  noteEn: string
  unit: string
  better: 'up' | 'down'
  owner: string
  level: string
  dimensions: string[]
  /** Null where the formula stays as it is. */
  formula: FormulaForm | null
}

export const mostFactors = 4

const emptyFormula: FormulaForm = {
  factors: [{ numerator: [], denominator: [] }],
  scale: '1',
  needs: [],
  without: [],
}

export const emptyForm = (scope: string): DraftForm => ({
  ...{ id: '', scope, nameZh: '', nameEn: '', synonymsZh: '', synonymsEn: '' },
  ...{ noteZh: '', noteEn: '', unit: '%', better: 'up', owner: 'manager', level: 'line' },
  ...{ dimensions: [], formula: emptyFormula },
})

export function formOf({ definition, formula }: MetricVersionView, scope: string): DraftForm {
  const { id, names, synonyms, note, unit, better, owner, level, dimensions } = definition
  const ids = (terms: { id: string }[]) => terms.map((term) => term.id)
  return {
    ...{ id, scope, unit, better, owner, level, dimensions },
    ...{ nameZh: names.zh, nameEn: names.en, noteZh: note.zh, noteEn: note.en },
    ...{ synonymsZh: synonyms.zh.join('，'), synonymsEn: synonyms.en.join(', ') },
    formula:
      formula.capability === null
        ? {
            factors: formula.factors.map(({ numerator, denominator }) => ({
              numerator: ids(numerator),
              denominator: ids(denominator ?? []),
            })),
            scale: formula.scale < 1 ? `1/${Math.round(1 / formula.scale)}` : `${formula.scale}`,
            needs: ids(formula.needs),
            without: ids(formula.without),
          }
        : null,
  }
}

/** `100`, `0.5` or `1/3600`; null for what is no number above zero. */
export function readScale(typed: string): number | null {
  const [over = '', under = '1', ...more] = typed.split(/[/÷]/).map((part) => part.trim())
  const value = Number(over) / Number(under)
  const isNumber = over !== '' && under !== '' && more.length === 0 && Number.isFinite(value)
  return isNumber && value > 0 ? value : null
}

/** What all facts of the formula can be split by; everything while it is empty. */
export function splitBy(form: DraftForm, measures: MeasureChoice[]): string[] | null {
  if (form.formula === null) return null
  const { factors, needs, without } = form.formula
  const used = factors.flatMap(({ numerator, denominator }) => [...numerator, ...denominator])
  const chosen = measures.filter(({ id }) => [...used, ...needs, ...without].includes(id))
  const every: string[] = [...new Set(measures.flatMap((measure) => measure.dimensions))]
  return every.filter((one) =>
    chosen.every((measure) => (measure.dimensions as readonly string[]).includes(one)),
  )
}

export type DraftFault =
  | 'id'
  | 'nameZh'
  | 'nameEn'
  | 'noteZh'
  | 'noteEn'
  | 'unit'
  | 'formula'
  | 'scale'

export type ChangeForm = (part: Partial<DraftForm>) => void
export type FieldsProps = { form: DraftForm; change: ChangeForm; faults: DraftFault[] }

/** What must be mended before the server is asked; it checks everything again. */
export function faultsOf(form: DraftForm): DraftFault[] {
  const { id, formula } = form
  const texts = ['nameZh', 'nameEn', 'noteZh', 'noteEn', 'unit'] as const
  const empty = texts.filter((field) => form[field].trim() === '')
  return [
    ...(/^[a-z][a-z0-9_]{1,40}$/.test(id) ? [] : (['id'] as const)),
    ...empty,
    ...(formula?.factors.some(({ numerator }) => numerator.length === 0)
      ? (['formula'] as const)
      : []),
    ...(formula !== null && readScale(formula.scale) === null ? (['scale'] as const) : []),
  ]
}

/** Arguments of the proposal. `isNew` tells what a definition needs beside what is typed. */
export function changeOf(form: DraftForm, { isNew }: { isNew: boolean }): Record<string, unknown> {
  const { id, scope, unit, better, owner, level, dimensions, formula } = form
  const definition = {
    names: { zh: form.nameZh.trim(), en: form.nameEn.trim() },
    synonyms: { zh: wordsIn(form.synonymsZh), en: wordsIn(form.synonymsEn) },
    note: { zh: form.noteZh.trim(), en: form.noteEn.trim() },
    ...{ unit: unit.trim(), better, owner, level, dimensions },
    ...(formula === null ? {} : { formula: formulaOf(formula) }),
    ...(isNew ? { source: { standard: 'site' } } : {}),
  }
  return { metric: id, scope, action: 'change', definition }
}

const wordsIn = (line: string): string[] => [
  ...new Set(
    line
      .split(/[,，、;；]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

const formulaOf = ({ factors, scale, needs, without }: FormulaForm) => ({
  factors: factors.map(({ numerator, denominator }) => ({
    numerator,
    ...(denominator.length === 0 ? {} : { denominator }),
  })),
  scale: readScale(scale) ?? 1,
  ...{ needs, without },
})
