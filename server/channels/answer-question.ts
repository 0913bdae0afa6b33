import { getProposal } from '../../actions/index.ts'
import type { Answer } from '../../agent/index.ts'
import type { Principal } from '../../base/principal.ts'
import type { Person } from '../auth/index.ts'
import { answerMessage } from './answer-message.ts'
import { type Asking, askTurn, type Question } from './ask-turn.ts'
import { audienceOf, seesAll } from './audience.ts'
import { adapterOf, type ChannelDeps } from './channel-deps.ts'
import { type LiveReply, laneOf, type Place, textOnly } from './contract.ts'
import { type Claimed, noteProgress } from './inbox.ts'
import { enqueue, hasWaiting, type Outgoing } from './outbox.ts'
import { fittingAt, planMessages } from './plan.ts'
import { privatePlace } from './private-place.ts'
import { proposalCard, shownState } from './proposal-card.ts'
import { plain } from './rich-text.ts'
import { words } from './words.ts'
import { zoneOf } from './zone-of.ts'

/**
 * Answers a question where it was asked, cut to what every reader there may see. What would say
 * nothing so, or nobody knows who reads, goes to the asker alone.
 */
export async function answerQuestion(
  deps: ChannelDeps,
  claimed: Claimed,
  person: Person,
): Promise<void> {
  const event = claimed.event as Question
  const adapter = adapterOf(deps, event.place.channel)
  if (adapter === undefined) return
  const asking = { deps, claimed, event, adapter, person }
  const audience = await audienceAt(asking)
  const whole = seesAll(audience, person.principal)
  if (audience.roles.length > 0) {
    const live = liveReply(asking)
    // Words that are seen at once would overtake an answer that is tried again.
    const streams = whole && !(await hasWaiting(deps.db, event.place))
    const asked = await askTurn(asking, { principal: audience, live, streams })
    if (asked.answer === null) return reply(asking, { ...at(event.place), failed: asked.why, live })
    const { answer, threadId } = asked
    if (whole || !answer.abstained) {
      return reply(asking, { ...at(event.place), principal: audience, answer, threadId, live })
    }
    return answerPrivately(asking, live)
  }
  return answerPrivately(asking, null)
}

async function audienceAt({ deps, event, adapter, person }: Asking): Promise<Principal> {
  const { place, provider } = event
  if (!place.shared) return person.principal
  const readers = await adapter.readers(place, AbortSignal.timeout(10_000))
  if (readers === null) return { ...person.principal, roles: [] }
  const accounts = readers.map((externalUser) => ({
    ...{ provider, tenant: place.tenant, externalUser },
  }))
  return audienceOf(deps.db, person.principal, accounts)
}

/** Goes on with a reply that an earlier try began. */
function liveReply({ deps, claimed, event, adapter }: Asking): LiveReply {
  return adapter.live(event, {
    earlier: claimed.progress.reference ?? null,
    keep: async (reference) => {
      claimed.progress = { ...claimed.progress, reference }
      await noteProgress(deps, claimed)
    },
  })
}

async function answerPrivately(asking: Asking, live: LiveReply | null): Promise<void> {
  const { deps, event, person } = asking
  const { principal } = person
  const told = words[principal.language]
  const place = privatePlace(deps, event)
  const asked = await askTurn(asking, { principal, live: null, streams: false })
  const url = `${deps.baseUrl}/chat/${asked.threadId}`
  const notice = place === null ? told.nobodyMayRead(url) : told.answeredPrivately
  await enqueue(deps, [
    {
      key: `notice ${event.key}`,
      ...{ place: event.place, userId: null, kind: 'notice' },
      message: textOnly([plain(notice)]),
      reference: live?.reference() ?? null,
    },
  ])
  if (place === null) return
  if (asked.answer === null) return reply(asking, { ...at(place), failed: asked.why })
  await reply(asking, { ...at(place), principal, answer: asked.answer, threadId: asked.threadId })
}

const at = (place: Place) => ({ place })

type Reply = { place: Place; live?: LiveReply | null } & (
  | { failed: string }
  | { principal: Principal; answer: Answer; threadId: string }
)

async function reply(asking: Asking, given: Reply): Promise<void> {
  const { deps, event, person } = asking
  const { place } = given
  const userId = place.shared ? null : person.principal.userId
  const reference = given.live?.reference() ?? null
  if ('failed' in given) {
    const text = words[person.principal.language].failed(given.failed)
    const message = textOnly([plain(text)])
    const key = `answer ${event.key} 0`
    return enqueue(deps, [{ key, place, userId, kind: 'answer', message, reference }])
  }
  const { answer, threadId } = given
  const capabilities = adapterOf(deps, place.channel)?.capabilities ?? asking.adapter.capabilities
  const wish = { language: answer.language, url: `${deps.baseUrl}/chat/${threadId}` }
  const messages = planMessages(answerMessage(answer), capabilities, wish)
  await enqueue(deps, [
    ...messages.map(
      (message, n): Outgoing => ({
        key: `answer ${event.key} ${n}`,
        ...{ place, userId, kind: 'answer', message, reference: n === 0 ? reference : null },
      }),
    ),
    ...(await requestCards(asking, { ...given, userId })),
  ])
}

type Filed = { place: Place; userId: string | null; principal: Principal; answer: Answer }

/** What was asked for, shown where it was asked: without buttons, and anew at every step. */
async function requestCards({ deps }: Asking, filed: Filed): Promise<Outgoing[]> {
  const { place, userId, principal, answer } = filed
  const cards: Outgoing[] = []
  for (const { inbox_url, action_id } of answer.proposals) {
    const siteId = new URL(inbox_url).pathname.split('/').at(-2) ?? ''
    const view = await getProposal(deps.db, principal, siteId, action_id)
    if (view === null) continue
    const zone = await zoneOf(deps.db, siteId)
    const reader = { language: answer.language, baseUrl: deps.baseUrl, zone, decides: false }
    const whole = proposalCard(view, reader)
    const card = fittingAt(adapterOf(deps, place.channel), whole, answer.language)
    cards.push({
      key: `request ${siteId}/${action_id} ${laneOf(place)}`,
      ...{ place, userId, kind: 'card', message: { text: [], card, attachments: [] } },
      about: { siteId, id: action_id, shown: shownState(view) },
    })
  }
  return cards
}
