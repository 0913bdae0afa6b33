import { useLanguage } from '../app/language.tsx'
import { en, type QualityWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useQualityWords(): QualityWords {
  return dictionaries[useLanguage().language]
}
