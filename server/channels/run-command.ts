import { listProposals } from '../../actions/index.ts'
import type { Person } from '../auth/index.ts'
import { adapterOf, type ChannelDeps } from './channel-deps.ts'
import { type Card, type Command, type Inbound, textOnly } from './contract.ts'
import { isDecider, lentRoles } from './deciders.ts'
import { linksOf, revokeLink } from './links.ts'
import { enqueue } from './outbox.ts'
import { planMessages } from './plan.ts'
import { privatePlace, say } from './private-place.ts'
import { proposalCard, shownState } from './proposal-card.ts'
import { words } from './words.ts'
import { zoneOf } from './zone-of.ts'

const spoken = new Map<string, Command>([
  ['help', 'help'],
  ['帮助', 'help'],
  ['pending', 'pending'],
  ['待办', 'pending'],
  ['待审批', 'pending'],
  ['unlink', 'unlink'],
  ['解除关联', 'unlink'],
  ['link', 'link'],
  ['关联', 'link'],
])

/** A message that is one of our few words alone. */
export const readCommand = (text: string): Command | null =>
  spoken.get(text.trim().toLowerCase()) ?? null

type Commanded = { event: Inbound; person: Person; command: Command }

const mostCards = 10

/** Answers of commands are for their person alone. */
export async function runCommand(deps: ChannelDeps, commanded: Commanded): Promise<void> {
  const { event, person, command } = commanded
  const told = words[person.principal.language]
  const { userId } = person.principal
  const place = privatePlace(deps, event)
  if (place === null) return
  switch (command) {
    case 'help':
    case 'link':
      return say(deps, { event, place, userId, text: told.help })
    case 'opened':
      return adapterOf(deps, event.place.channel)?.greet?.(event.place, person.principal.language)
    case 'home':
      return showHome(deps, commanded)
    case 'unlink':
      await unlink(deps, commanded)
      return say(deps, { event, place, userId: null, text: told.unlinked })
    case 'pending':
      return sendPending(deps, commanded)
  }
}

async function unlink(deps: ChannelDeps, { event, person }: Commanded): Promise<void> {
  const { principal } = person
  const links = await linksOf(deps.db, principal.userId)
  const own = links.filter(
    ({ tenant, externalUser }) =>
      tenant === event.place.tenant && externalUser === event.externalUser,
  )
  const actor = { principal, channel: event.place.channel }
  for (const { id } of own) await revokeLink(deps, actor, id)
}

/** What waits for the person's decision, soonest to expire first. */
async function pendingCards(deps: ChannelDeps, { principal }: Person) {
  const { items } = await listProposals(deps.db, principal, { status: 'pending', limit: 100 })
  const now = deps.clock()
  const lent = await lentRoles(deps.db, principal, now)
  const mine = items.filter((view) => isDecider(view, principal, { lent, now }))
  const cards: { card: Card; about: { siteId: string; id: string; shown: string } }[] = []
  for (const view of mine.slice(0, mostCards)) {
    const zone = await zoneOf(deps.db, view.siteId)
    const reader = { language: principal.language, baseUrl: deps.baseUrl, zone, decides: true }
    const about = { siteId: view.siteId, id: view.id, shown: shownState(view) }
    cards.push({ card: proposalCard(view, reader), about })
  }
  return { cards, total: mine.length }
}

async function sendPending(deps: ChannelDeps, { event, person }: Commanded): Promise<void> {
  const { language, userId } = person.principal
  const told = words[language]
  const place = privatePlace(deps, event)
  const adapter = place === null ? undefined : adapterOf(deps, place.channel)
  if (place === null || adapter === undefined) return
  const { cards, total } = await pendingCards(deps, person)
  await say(deps, {
    ...{ event, place, userId },
    text: total === 0 ? told.nothingPending : `${told.pending(total)} ${deps.baseUrl}/inbox`,
  })
  await enqueue(
    deps,
    cards.flatMap(({ card, about }, n) =>
      planMessages({ ...textOnly([]), card }, adapter.capabilities, {
        ...{ language, url: card.link.url },
      }).map((message) => ({
        key: `card ${event.key} ${n}`,
        ...{ place, userId, kind: 'card' as const, message, about },
      })),
    ),
  )
}

async function showHome(deps: ChannelDeps, { event, person }: Commanded): Promise<void> {
  const adapter = adapterOf(deps, event.place.channel)
  const { cards } = await pendingCards(deps, person)
  const page = {
    ...{ externalUser: event.externalUser, language: person.principal.language },
    cards: cards.map(({ card }) => card),
  }
  await adapter?.showHome?.(page, AbortSignal.timeout(10_000))
}
