import { AppError, type ErrorCode } from '../base/app-error.ts'

/** What is wrong, and what to do about it. */
export type Said = readonly [message: string, hint: string]
export type Both = { en: Said; zh: Said }

export type FaultDetails = { code?: ErrorCode; field?: string; cause?: unknown }

/** What is wrong with a file that a person gave, said in both languages. */
export function saidFault(
  { en, zh }: Both,
  { code = 'invalid_input', field = 'file', cause }: FaultDetails = {},
): AppError {
  return new AppError(code, en[0], {
    ...(en[1] === '' ? {} : { hint: en[1] }),
    zh: { message: zh[0], ...(zh[1] === '' ? {} : { hint: zh[1] }) },
    field,
    cause,
  })
}
