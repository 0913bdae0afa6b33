import { useLanguage } from '../app/language.tsx'
import { en, type ReportWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useReportWords(): ReportWords {
  return dictionaries[useLanguage().language]
}
