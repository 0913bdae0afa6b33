import { useLanguage } from '../app/language.tsx'
import { type AccessWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useAccessWords(): AccessWords {
  return dictionaries[useLanguage().language]
}
