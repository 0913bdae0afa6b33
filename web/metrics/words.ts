import { useLanguage } from '../app/language.tsx'
import { en, type MetricWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useMetricWords(): MetricWords {
  return dictionaries[useLanguage().language]
}
