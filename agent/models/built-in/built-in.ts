import type { Language } from '../../../base/language.ts'
import type { Lexicon } from './lexicon/lexicon.ts'

/** What the built-in model knows while it answers one question. */
export type BuiltIn = { lexicon: Lexicon; language: Language; now: Date }
