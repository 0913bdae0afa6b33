import { abstain, askBack, readOutcome } from '../../answer.ts'
import { acts } from './acts/wishes.ts'
import type { BuiltIn } from './built-in.ts'
import { compose } from './compose/index.ts'
import { firstStep, nextCalls, type PlannedCall, type Step, type ToolOutcome } from './plan.ts'
import type { Reading } from './reading.ts'
import { askAboutLost } from './replies.ts'
import { withWinner } from './winner.ts'

/** One question of a message with what was called for it. */
type Part = { reading: Reading; step: Step; outcomes: ToolOutcome[] }

/**
 * All questions of a message at once: first what each needs, then what follows from it, then one
 * answer. Which outcome belongs to which question follows from the order of the calls alone.
 */
export function nextStep(readings: Reading[], outcomes: ToolOutcome[], builtIn: BuiltIn): Step {
  const waits = (reading: Reading) => reading.ofWinner !== undefined
  const parts = readings.map((reading): Part => {
    const step = waits(reading) ? { calls: [] } : firstStep(reading, builtIn)
    return { reading, step, outcomes: [] }
  })
  const asks = parts.find(({ step }) => 'text' in step && readOutcome(step.text).ask_back !== null)
  // Of several acts none is filed while something must be asked about one.
  if (parts.length > 1 && asks !== undefined && 'text' in asks.step && readings.some(isAct))
    return asks.step
  const first = parts.flatMap(({ step }) => callsOf(step))
  if (outcomes.length === 0 && first.length > 0) return { calls: first }
  const left = dealt(parts, outcomes, ({ step }) => callsOf(step))
  const later = parts.map((part, at) => laterCalls(part, parts[at - 1], builtIn))
  if (left.length === 0 && later.flat().length > 0) return { calls: later.flat() }
  dealt(parts, left, (part) => later[parts.indexOf(part)] ?? [])
  return { text: together(parts.map((part) => told(part, builtIn))) }
}

const isAct = ({ intent }: Reading): boolean => acts.has(intent)

const callsOf = (step: Step): PlannedCall[] => ('calls' in step ? step.calls : [])

/** Gives each part the outcomes of its calls; what is left comes back. */
function dealt(
  parts: Part[],
  outcomes: ToolOutcome[],
  callsFor: (part: Part) => PlannedCall[],
): ToolOutcome[] {
  const rest = [...outcomes]
  for (const part of parts) part.outcomes.push(...rest.splice(0, callsFor(part).length))
  return rest
}

function laterCalls(part: Part, before: Part | undefined, builtIn: BuiltIn): PlannedCall[] {
  if (part.reading.ofWinner === undefined) return nextCalls(part.reading, part.outcomes, builtIn)
  part.reading = withWinner(part.reading, before)
  part.step = firstStep(part.reading, builtIn)
  return callsOf(part.step)
}

function told({ reading, step, outcomes }: Part, builtIn: BuiltIn): string {
  const text = 'text' in step ? step.text : compose(reading, outcomes, builtIn)
  return reading.lost === undefined ? text : askAboutLost(text, reading)
}

/** One question back makes the whole answer one; it abstains only where every part does. */
function together(texts: string[]): string {
  const [only, ...more] = texts
  if (more.length === 0) return only ?? ''
  const read = texts.map(readOutcome)
  const text = read.map(({ answer }) => answer).join('\n\n')
  if (read.some(({ ask_back }) => ask_back !== null)) return askBack(text)
  return read.every(({ abstained }) => abstained)
    ? abstain(read[0]?.reason ?? 'outside', text)
    : text
}
