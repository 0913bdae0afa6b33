import { useLanguage } from '../app/language.tsx'
import { en, type SourceWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useSourceWords(): SourceWords {
  return dictionaries[useLanguage().language]
}
