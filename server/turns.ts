import type { TurnEvent } from '../agent/index.ts'
import { describeError } from '../base/app-error.ts'
import type { Deps, Turn } from './deps.ts'

/** A turn whose failure is an event too, so that every stream ends with `done` or `failed`. */
export async function* turnEvents(
  deps: Pick<Deps, 'ask' | 'log'>,
  turn: Turn,
): AsyncGenerator<TurnEvent> {
  try {
    yield* deps.ask(turn)
  } catch (error) {
    const shown = describeError(error)
    if (shown.code === 'internal') deps.log.error({ err: error }, 'a turn failed')
    yield { type: 'failed', ...shown }
  }
}
