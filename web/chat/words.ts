import { useLanguage } from '../app/language.tsx'
import { type ChatWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useChatWords(): ChatWords {
  return dictionaries[useLanguage().language]
}
