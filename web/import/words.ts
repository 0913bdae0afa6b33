import { useLanguage } from '../app/language.tsx'
import { en, type ImportWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useImportWords(): ImportWords {
  return dictionaries[useLanguage().language]
}
