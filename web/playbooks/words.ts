import { useLanguage } from '../app/language.tsx'
import { en, type PlaybookWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function usePlaybookWords(): PlaybookWords {
  return dictionaries[useLanguage().language]
}
