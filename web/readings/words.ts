import { useLanguage } from '../app/language.tsx'
import { en, type ReadingWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useReadingWords(): ReadingWords {
  return dictionaries[useLanguage().language]
}
