import { useLanguage } from '../app/language.tsx'
import { en, type PlanWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function usePlanWords(): PlanWords {
  return dictionaries[useLanguage().language]
}
