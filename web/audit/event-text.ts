import type { AuditEvent } from '../../server/http/contract.ts'
import type { Words } from '../app/words/en.ts'

export type EventText = { actor: string; verb: string; notes: string[] }

/** An entry of the record in words: who did what, and what they said about it. */
export function eventText(
  { event, actor, detail }: AuditEvent,
  words: Words,
  language: 'zh' | 'en',
): EventText {
  return {
    actor: words.actors[actor] ?? actor,
    verb: words.events[event] ?? event,
    notes: notesOf(event, detail, { words, language }).filter((note) => note !== ''),
  }
}

type Reading = { words: Words; language: 'zh' | 'en' }

function notesOf(
  event: string,
  detail: AuditEvent['detail'],
  { words, language }: Reading,
): string[] {
  if (event === 'decision_refused') {
    const outcome = textOf(detail.outcome)
    return [words.refusals[outcome] ?? outcome]
  }
  if (event === 'rejected') {
    const reasons: Record<string, string> = words.decide.reasons
    const code = textOf(detail.reason_code)
    return [reasons[code] ?? code, textOf(detail.reason_text)]
  }
  if (event === 'approved') {
    const more = detail.status === 'pending' ? words.state.oneOfSeveral : ''
    return [textOf(detail.reason_text), more]
  }
  if (event === 'edited' || event === 'withdrawn') return [textOf(detail.reason_text)]
  if (event === 'proposed') {
    return [
      words.risks[textOf(detail.risk)] ?? '',
      detail.tainted === true ? words.proposal.tainted : '',
    ]
  }
  if (event.startsWith('view_') || event === 'page_ordered') {
    return [textOf(detail.name), textOf(detail.team)]
  }
  if (event.startsWith('account_') || event.startsWith('token_')) {
    const held = Array.isArray(detail.roles) ? detail.roles.map(textOf) : []
    const named = held.map((role) => words.roles[role] ?? role).join(words.app.comma)
    return [textOf(detail.for), named]
  }
  return [resultText(detail.result, words, language)]
}

/** What came of an execution, whichever tool it was of. */
export function resultText(result: unknown, words: Words, language: 'zh' | 'en'): string {
  if (typeof result !== 'object' || result === null) return ''
  const told = result as Record<string, unknown>
  const { ticketId, scheduleId, slots, superseded, message } = told
  if (typeof ticketId === 'string') return words.state.ticketOpened(ticketId)
  if (typeof scheduleId === 'string') {
    const published = words.state.schedulePublished(scheduleId, Number(slots))
    return typeof superseded === 'string'
      ? `${published} ${words.state.superseded(superseded)}`
      : published
  }
  return textOf(told[language]) || textOf(message)
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
