import { useLanguage } from '../app/language.tsx'
import { en, type TeamWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useTeamWords(): TeamWords {
  return dictionaries[useLanguage().language]
}
