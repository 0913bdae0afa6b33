import { useLanguage } from '../app/language.tsx'
import { en, type ResultWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useResultWords(): ResultWords {
  return dictionaries[useLanguage().language]
}
