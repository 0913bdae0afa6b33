import type { TurnEvent } from '../agent/index.ts'
import { describeError } from '../base/app-error.ts'
import type { Deps, Turn } from './deps.ts'

/** A turn whose failure is an event too, so that every stream ends with `done` or `failed`. */
export async function* turnEvents(
  deps: Pick<Deps, 'ask' | 'log' | 'telemetry' | 'tools'>,
  turn: Turn,
): AsyncGenerator<TurnEvent> {
  const begun = deps.telemetry.begin('turn')
  const told = { model: 'none', outcome: 'left' }
  try {
    for await (const event of deps.ask(turn)) {
      begun.within(() => measure(deps, event, told))
      yield event
    }
  } catch (error) {
    const shown = describeError(error)
    if (shown.code === 'internal') deps.log.error({ err: error }, 'a turn failed')
    told.outcome = 'failed'
    yield { type: 'failed', ...shown }
  } finally {
    begun.end(told)
  }
}

type Told = { model: string; outcome: string }

function measure(
  { telemetry, tools }: Pick<Deps, 'telemetry' | 'tools'>,
  event: TurnEvent,
  told: Told,
): void {
  if (event.type === 'started') told.model = event.model
  if (event.type === 'tool_finished') {
    const outcome = event.error === null ? 'done' : 'failed'
    // A model may call what there is not, by any name.
    const tool = tools.some(({ name }) => name === event.tool) ? event.tool : 'unknown'
    telemetry.note('turn_tool', event.ms / 1000, { tool, outcome })
  }
  if (event.type === 'failed') told.outcome = 'failed'
  if (event.type === 'done') {
    const { model, abstained, ask_back: askedBack } = event.answer
    told.model = model
    told.outcome = askedBack !== null ? 'asked_back' : abstained ? 'abstained' : 'answered'
  }
}
