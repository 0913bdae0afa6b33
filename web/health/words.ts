import { useLanguage } from '../app/language.tsx'
import { en, type HealthWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useHealthWords(): HealthWords {
  return dictionaries[useLanguage().language]
}
