import { toldOf } from '../acts/what-if.ts'
import { contentBeside } from '../doubts/residue.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import * as records from '../words/record-words.ts'
import { bothSaid, levelOf } from './merge-readings.ts'

/** What was asked back for, told now. */
export function answered(own: Reading, previous: Reading, question: Question): Reading | null {
  const { said } = question
  const chosen = choiceAmong(own, previous)
  if (chosen) return chosen
  const isOtherOne = own.equipment.length === 1 && contentBeside(question) === null
  // `CNC-08, sorry`: of another machine than was said.
  if (wasAskedForProblem(previous) && isOtherOne)
    return { ...previous, language: own.language, equipment: own.equipment }
  if (wasAskedForProblem(previous) && tellsProblem(own, said)) {
    const { priority } = records.setsPriority.test(said) ? own : previous
    const told = { language: own.language, question: own.question, problem: withoutUrgency(said) }
    return { ...previous, ...told, ...(priority === undefined ? {} : { priority }) }
  }
  if (previous.intent === 'change_ticket' && previous.ticketId === undefined && own.ticketId) {
    const { ticketId } = own
    return { ...previous, language: own.language, question: bothSaid(previous, own), ticketId }
  }
  const told = toldOf(previous, question)
  return told === null
    ? null
    : { ...previous, language: own.language, question: bothSaid(previous, own), ...told }
}

/** `the camera is blurry, low priority is fine`: how urgent it is, the ticket says elsewhere. */
function withoutUrgency(said: string): string {
  const clauses = said.split(/[,,;;。]/u).filter((one) => !records.setsPriority.test(one))
  return (clauses.length === 0 ? said : clauses.join(', ')).trim()
}

/** The answer to `which of them?`: a site, an id, or one of the names. */
function choiceAmong(own: Reading, previous: Reading): Reading | null {
  if (!previous.ambiguous) return null
  const ids = own.equipment.map(({ id }) => id)
  const fits = previous.ambiguous.choices.filter(
    ({ id, siteId }) => ids.includes(id) || (ids.length === 0 && own.sites.includes(siteId)),
  )
  const [only] = fits
  if (only === undefined || fits.length > 1) return null
  const { ambiguous: _, ...rest } = previous
  const level = own.equipment[0]?.level ?? levelOf(only)
  return {
    ...rest,
    language: own.language,
    equipment: [{ id: only.id, siteId: only.siteId, level }],
  }
}

const wasAskedForProblem = ({ intent, problem, equipment, ambiguous }: Reading): boolean =>
  intent === 'open_ticket' && problem === undefined && equipment.length > 0 && !ambiguous

const tellsProblem = (own: Reading, said: string): boolean =>
  !ofItsOwn.has(own.intent) && !/[?？]\s*$/u.test(said)

/** What is asked in words of its own, and answers nothing that was asked back. */
export const ofItsOwn = new Set([
  'open_ticket',
  'schedule',
  'orders',
  'tickets',
  'help',
  'action_status',
])
