import type { AppError } from '../../../base/app-error.ts'
import { type FaultDetails, saidFault } from '../../../files/index.ts'
import { fileWords } from './file-words.ts'
import { journeyWords } from './journey-words.ts'

const words = { ...fileWords, ...journeyWords }
type Words = typeof words
type FaultName = keyof Words
type ValuesOf<Name extends FaultName> = Parameters<Words[Name]>[0]

/** What is wrong with a file that a person gave, said in both languages. */
export function fileFault<Name extends FaultName>(
  name: Name,
  values: ValuesOf<Name>,
  details: FaultDetails = {},
): AppError {
  // One of many functions of one argument each: the type system cannot see that they belong together.
  const wordsOf = words[name] as (values: ValuesOf<Name>) => ReturnType<Words[Name]>
  return saidFault(wordsOf(values), details)
}
