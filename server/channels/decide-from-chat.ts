import { decide, getProposal, noteRefusal, rejectReasons } from '../../actions/index.ts'
import { describeError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import { editProposal } from '../../tools/index.ts'
import type { Person } from '../auth/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import type { Inbound, Shown } from './contract.ts'
import { noteClick } from './copies.ts'
import { findCopy } from './outbox.ts'
import { privatePlace, say } from './private-place.ts'
import { words } from './words.ts'

type Pressed = Extract<Inbound, { kind: 'decision' | 'edit' }>

/** These show on the card itself, which is updated. */
const shownOnCard = ['approved', 'rejected', 'waiting_for_second']

/** Decides as the linked person, on what their own card showed them, through the one verb there is. */
export async function decideFromChat(
  deps: ChannelDeps,
  event: Extract<Inbound, { kind: 'decision' }>,
  person: Person,
): Promise<void> {
  const { principal } = person
  const channel = event.place.channel
  const refused = await cardRefusal(deps, event, person)
  if (refused !== null) return tell(deps, { event, person, outcome: refused })
  const { verdict, reasonText } = event.verdict
  const reasonCode = rejectReasons.find((one) => one === event.verdict.reasonCode)
  const input = { ...event.shown, verdict, reasonCode, reasonText }
  const { outcome, proposal } = await decide(deps, { principal, channel }, input)
  deps.wakes.wake()
  // A second tap, or the same tap after a restart: the card says it already.
  const own = proposal?.decisions.some(
    (one) => one.decidedBy === principal.userId && one.verdict === verdict,
  )
  if (!shownOnCard.includes(outcome) && own !== true) await tell(deps, { event, person, outcome })
}

/**
 * What speaks against a button before the gate is asked: the card of somebody else, another
 * proposal than the card's, or a risk that takes a fresh sign-in. Each is recorded.
 */
async function cardRefusal(
  deps: ChannelDeps,
  event: Pressed,
  { principal }: Person,
): Promise<string | null> {
  const { shown, copy, place } = event
  const outcome = await judge(deps, event, principal.userId)
  if (outcome === null) {
    if (copy !== null) await noteClick(deps.db, place, { copy, code: event.answerWith })
    const view = await getProposal(deps.db, principal, shown.siteId, shown.id)
    if (view?.risk !== 'high') return null
  }
  const said = outcome ?? 'sign_in_again'
  await noteRefusal(deps, { principal, channel: place.channel }, { ...at(shown), outcome: said })
  return said
}

async function judge(
  { db }: ChannelDeps,
  { place, copy, shown }: Pressed,
  userId: string,
): Promise<string | null> {
  if (copy === null) return null
  const card = await findCopy(db, place, copy)
  if (card === null || card.aboutSite !== shown.siteId || card.aboutId !== shown.id) {
    return 'not_this_card'
  }
  return card.userId === userId ? null : 'other_persons_card'
}

const at = ({ siteId, id }: Shown) => ({ siteId, id })

type Told = { event: Pressed; person: Person; outcome: string }

async function tell(deps: ChannelDeps, { event, person, outcome }: Told): Promise<void> {
  const { userId, language } = person.principal
  const place = privatePlace(deps, event)
  const { siteId, id } = event.shown
  const url = `${deps.baseUrl}/inbox/${siteId}/${id}`
  const text = `${words[language].outcomes[outcome] ?? outcome} ${url}`
  if (place !== null) await say(deps, { event, place, userId, text })
}

/** Changes a proposal by the tool that made it; every field keeps its kind. */
export async function editFromChat(
  deps: ChannelDeps,
  event: Extract<Inbound, { kind: 'edit' }>,
  person: Person,
): Promise<void> {
  const { principal } = person
  const refused = await cardRefusal(deps, event, person)
  if (refused !== null) return tell(deps, { event, person, outcome: refused })
  const standing = await getProposal(deps.db, principal, event.shown.siteId, event.shown.id)
  const input = merged(standing?.input, event.input)
  const outcome = await editOrSay(deps, { event, person, input })
  deps.wakes.wake()
  await tell(deps, { event, person, outcome })
}

type Editing = {
  event: Extract<Inbound, { kind: 'edit' }>
  person: Person
  input: Record<string, unknown>
}

async function editOrSay(deps: ChannelDeps, { event, person, input }: Editing): Promise<string> {
  const { principal } = person
  const language: Language = principal.language
  try {
    const context = {
      ...{ ...deps, principal, language, channel: event.place.channel, tainted: false },
      ...{ signal: AbortSignal.timeout(60_000), idempotencyKey: `edit/${event.key}` },
    }
    const shown = { ...event.shown, reason: event.reason }
    return (await editProposal(context, shown, input)).outcome
  } catch (error) {
    const { message, hint = '' } = describeError(error)
    return `${message} ${hint}`.trim()
  }
}

/** The texts of a form in the kinds that the tool was given before. */
function merged(before: unknown, given: Record<string, string>): Record<string, unknown> {
  const standing = typeof before === 'object' && before !== null ? { ...before } : {}
  const fields = Object.entries(given).map(([name, text]) => {
    const old = Reflect.get(standing, name)
    if (typeof old === 'number' && text.trim() !== '') return [name, Number(text)]
    return [name, typeof old === 'boolean' ? text === 'true' : text]
  })
  return { ...standing, ...Object.fromEntries(fields) }
}
