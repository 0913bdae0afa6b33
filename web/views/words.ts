import { useLanguage } from '../app/language.tsx'
import { en, type ViewWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useViewWords(): ViewWords {
  return dictionaries[useLanguage().language]
}
