import type { AppError } from '../../base/app-error.ts'
import { type FaultDetails, saidFault } from '../../files/index.ts'
import { documentWords } from './document-words.ts'

type Words = typeof documentWords
type FaultName = keyof Words

/** Why a document is not taken, said in both languages. */
export function documentFault<Name extends FaultName>(
  name: Name,
  values: Parameters<Words[Name]>[0],
  details: FaultDetails = {},
): AppError {
  // One of many functions of one argument each: the type system cannot see that they belong together.
  const wordsOf = documentWords[name] as (given: typeof values) => ReturnType<Words[Name]>
  return saidFault(wordsOf(values), details)
}
