import { useLanguage } from '../app/language.tsx'
import { en, type GateWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useGateWords(): GateWords {
  return dictionaries[useLanguage().language]
}
