import { useLanguage } from '../app/language.tsx'
import { en, type SupplyWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useSupplyWords(): SupplyWords {
  return dictionaries[useLanguage().language]
}
