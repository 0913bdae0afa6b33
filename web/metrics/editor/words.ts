import { useLanguage } from '../../app/language.tsx'
import { type EditorWords, en } from './words-en.ts'
import { zh } from './words-zh.ts'

const dictionaries = { en, zh }

export function useEditorWords(): EditorWords {
  return dictionaries[useLanguage().language]
}
