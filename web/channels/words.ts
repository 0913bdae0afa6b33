import { useLanguage } from '../app/language.tsx'
import { type ChannelWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useChannelWords(): ChannelWords {
  return dictionaries[useLanguage().language]
}
