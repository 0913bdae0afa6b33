import { useLanguage } from '../app/language.tsx'
import { en, type LessonWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useLessonWords(): LessonWords {
  return dictionaries[useLanguage().language]
}
