import type { Language } from '../../base/language.ts'

/** The language in which most of a text is written; a text without words is in `otherwise`. */
export function mainLanguage(text: string, otherwise: Language = 'en'): Language {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
  if (chinese === 0 && words === 0) return otherwise
  return chinese >= words ? 'zh' : 'en'
}
