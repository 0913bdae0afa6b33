import { useLanguage } from '../app/language.tsx'
import { en, type ModelWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useModelWords(): ModelWords {
  return dictionaries[useLanguage().language]
}
