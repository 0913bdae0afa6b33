import { useLanguage } from '../app/language.tsx'
import { en, type LibraryWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useLibraryWords(): LibraryWords {
  return dictionaries[useLanguage().language]
}
