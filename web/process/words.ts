import { useLanguage } from '../app/language.tsx'
import { en, type ProcessWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useProcessWords(): ProcessWords {
  return dictionaries[useLanguage().language]
}
