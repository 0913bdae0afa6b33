import { useLanguage } from '../app/language.tsx'
import { en, type TicketWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useTicketWords(): TicketWords {
  return dictionaries[useLanguage().language]
}
