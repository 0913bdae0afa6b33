import type { z } from 'zod'
import type { Principal } from '../../base/principal.ts'
import { parseInput } from '../../tools/index.ts'
import type { Deps } from '../deps.ts'

export type OperationContext = {
  principal: Principal
  signal: AbortSignal
  progress: (step: unknown) => void
}

/** What the owner of a data folder may do from the command line: here, or through the server. */
export type Operation = {
  name: string
  run: (deps: Deps, context: OperationContext, input: unknown) => Promise<unknown>
}

type Definition<Name extends string, Schema extends z.ZodObject, Output> = {
  name: Name
  input: Schema
  run: (deps: Deps, context: OperationContext, input: z.output<Schema>) => Promise<Output>
}

export type TypedOperation<Name extends string, Output> = Operation & {
  name: Name
  /** Never there: carries the type of the result to whoever performs it. */
  output?: Output
}

export function defineOperation<const Name extends string, Schema extends z.ZodObject, Output>(
  definition: Definition<Name, Schema, Output>,
): TypedOperation<Name, Output> {
  return {
    name: definition.name,
    run: (deps, context, input) => definition.run(deps, context, parseInput(definition, input)),
  }
}
