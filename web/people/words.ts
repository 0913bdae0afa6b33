import { useLanguage } from '../app/language.tsx'
import { en, type PeopleWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function usePeopleWords(): PeopleWords {
  return dictionaries[useLanguage().language]
}
