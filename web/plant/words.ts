import { useLanguage } from '../app/language.tsx'
import { en, type PlantWords } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function usePlantWords(): PlantWords {
  return dictionaries[useLanguage().language]
}
