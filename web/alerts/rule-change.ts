/** What the form holds; numbers as they were typed. */
export type RuleDraft = {
  rule: string
  watches: 'metric' | 'tag' | 'state' | 'source' | 'stock'
  what: string
  equipment: string
  test: 'above' | 'below' | 'unusual' | 'drifting' | 'spc'
  threshold: string
  clear: string
  lasts: string
  critical: boolean
  retired: boolean
}

export const emptyRule: RuleDraft = {
  ...{ rule: '', watches: 'state', what: 'down', equipment: '', test: 'above', threshold: '' },
  ...{ clear: '', lasts: '', critical: false, retired: false },
}

export const hasTest = ({ watches }: RuleDraft): boolean =>
  watches !== 'state' && watches !== 'source'

export const hasLimit = (draft: RuleDraft): boolean =>
  hasTest(draft) && (draft.test === 'above' || draft.test === 'below')

/** The change as the tool takes it; what does not belong to it is left out, whatever was typed. */
export function changeOf(draft: RuleDraft): Record<string, unknown> {
  const { rule, watches, what, equipment, test, threshold, clear, lasts } = draft
  const { critical, retired } = draft
  const said = what.trim()
  const number = (key: string, typed: string) =>
    typed.trim() === '' ? {} : { [key]: Number(typed.replace(',', '.')) }
  return {
    rule: rule.trim(),
    metric: watches === 'metric' ? said : `${watches}:${said}`,
    ...(equipment.trim() === '' ? {} : { equipment: equipment.trim() }),
    ...(hasTest(draft) ? { comparison: test } : {}),
    ...(watches === 'state' || test === 'spc' ? {} : number('threshold', threshold)),
    ...(hasLimit(draft) ? number('clear', clear) : {}),
    ...(watches === 'source' ? {} : number('for_minutes', lasts)),
    ...(critical ? { critical } : {}),
    ...(retired ? { retired } : {}),
  }
}
