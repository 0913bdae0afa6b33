import type { FormulaParts, FormulaTerm } from '../../server/http/contract.ts'
import type { Language } from '../app/format.ts'
import type { MetricWords } from './words-en.ts'

const sumOf = (terms: FormulaTerm[], language: Language, plus: string): string => {
  const names = terms.map(({ names }) => names[language])
  const joined = names.join(language === 'zh' ? plus : ` ${plus} `)
  return names.length === 1 ? joined : `(${joined})`
}

/** A formula as it is read aloud, for those who do not see the fraction. */
export function formulaWords(
  { factors, scale }: FormulaParts,
  words: MetricWords['detail'],
  language: Language,
): string {
  const space = language === 'zh' ? '' : ' '
  const spoken = factors.map(({ numerator, denominator }) => {
    const top = sumOf(numerator, language, words.plus)
    if (denominator === null) return top
    return [top, words.over, sumOf(denominator, language, words.plus)].join(space)
  })
  const parts = [...spoken, ...(scale === 1 ? [] : [scaleText(scale)])]
  return parts.join(`${space}${words.times}${space}`)
}

/** `100`, or `1 ÷ 3600`. */
export const scaleText = (scale: number): string =>
  scale >= 1 ? String(scale) : `1 ÷ ${Math.round(1 / scale)}`

export type TermRole = 'numerator' | 'denominator' | 'needs' | 'without'
export type UsedTerm = FormulaTerm & { roles: TermRole[] }

/** Each component once, with every place that it stands in. */
export function usedTerms({ factors, needs, without }: FormulaParts): UsedTerm[] {
  const used = new Map<string, UsedTerm>()
  const add = (terms: FormulaTerm[], role: TermRole) => {
    for (const term of terms) {
      const known = used.get(term.id) ?? { ...term, roles: [] }
      used.set(term.id, known)
      if (!known.roles.includes(role)) known.roles.push(role)
    }
  }
  for (const { numerator, denominator } of factors) {
    add(numerator, 'numerator')
    add(denominator ?? [], 'denominator')
  }
  add(needs, 'needs')
  add(without, 'without')
  return [...used.values()]
}
