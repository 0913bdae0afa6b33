import { useLanguage } from '../app/language.tsx'
import { type ExplorerWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useExplorerWords(): ExplorerWords {
  return dictionaries[useLanguage().language]
}
