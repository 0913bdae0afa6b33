import { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import { type Secret, secret } from './secret.ts'

const reference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/

/** A secret stands in the environment; the file only names its variable. */
export const secretReference = z
  .string()
  .regex(reference, 'must name an environment variable, as $ and its name in braces')

export type Environment = Record<string, string | undefined>

/** Names of the variables that stand for secrets in some settings. */
export const referencedVariables = (settings: unknown): string[] =>
  [...JSON.stringify(settings ?? []).matchAll(/"\$\{([A-Za-z_][A-Za-z0-9_]*)\}"/g)].map(
    ([, name]) => name ?? '',
  )

type Wanted = { env: Environment; field: string; owner: string }

/** @throws AppError that names the variable that is not set, and who wants it */
export function secretOf(referring: string, { env, field, owner }: Wanted): Secret {
  const name = reference.exec(referring)?.[1] ?? ''
  const value = env[name]
  if (value !== undefined && value !== '') return secret(value)
  throw new AppError('invalid_input', `The variable ${name} is not set.`, {
    field,
    hint: `The ${owner} takes its secret from it.`,
  })
}
