import { useLanguage } from '../app/language.tsx'
import { en, type InboxWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useInboxWords(): InboxWords {
  return dictionaries[useLanguage().language]
}
