import { AppError, type ErrorCode } from '../../../base/app-error.ts'
import { fileWords } from './file-words.ts'
import { journeyWords } from './journey-words.ts'

const words = { ...fileWords, ...journeyWords }
type Words = typeof words
type FaultName = keyof Words
type ValuesOf<Name extends FaultName> = Parameters<Words[Name]>[0]

type More = { code?: ErrorCode; field?: string; cause?: unknown }

/** What is wrong with a file that a person gave, said in both languages. */
export function fileFault<Name extends FaultName>(
  name: Name,
  values: ValuesOf<Name>,
  { code = 'invalid_input', field = 'file', cause }: More = {},
): AppError {
  // One of many functions of one argument each: the type system cannot see that they belong together.
  const wordsOf = words[name] as (values: ValuesOf<Name>) => ReturnType<Words[Name]>
  const { en, zh } = wordsOf(values)
  return new AppError(code, en[0], {
    ...(en[1] === '' ? {} : { hint: en[1] }),
    zh: { message: zh[0], ...(zh[1] === '' ? {} : { hint: zh[1] }) },
    field,
    cause,
  })
}
