import { useLanguage } from '../app/language.tsx'
import { type AlertWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useAlertWords(): AlertWords {
  return dictionaries[useLanguage().language]
}
