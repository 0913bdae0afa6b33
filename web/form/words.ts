import { useLanguage } from '../app/language.tsx'
import { en, type FormWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useFormWords(): FormWords {
  return dictionaries[useLanguage().language]
}
