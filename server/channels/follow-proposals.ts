import { getProposal, listProposals, type ProposalView } from '../../actions/index.ts'
import type { Language } from '../../base/language.ts'
import { hourMs, minuteMs } from '../../base/milliseconds.ts'
import type { Principal } from '../../base/principal.ts'
import { principalOf } from '../auth/index.ts'
import { allSites } from '../sites.ts'
import { adapterOf, type ChannelDeps } from './channel-deps.ts'
import { type Card, textOnly } from './contract.ts'
import { codesOf, noteShown, standingCopies } from './copies.ts'
import { lendingStamp, linkedDeciders } from './deciders.ts'
import { enqueue, type Queued } from './outbox.ts'
import { fitting, fittingAt } from './plan.ts'
import { isOver, proposalCard, shownState } from './proposal-card.ts'
import { plain } from './rich-text.ts'
import { placesOf } from './send-to-person.ts'
import { words } from './words.ts'
import { zoneOf } from './zone-of.ts'

/** Who sees all proposals: the server, which tells people of those that they may see. */
async function everySite(deps: ChannelDeps): Promise<Principal> {
  const sites = (await allSites(deps.db)).map(({ id }) => id)
  const roles = [...new Set([...sites, 'group'])].map((siteId) => ({ siteId, role: 'viewer' }))
  return { userId: 'system', roles, language: 'zh' }
}

/**
 * Sends each waiting proposal to those who may decide about it, once a version and step of escalation.
 * `told` spares work, and holds what waits and nothing else.
 */
export async function announceProposals(deps: ChannelDeps, told: Set<string>): Promise<void> {
  const now = deps.clock()
  const principal = await everySite(deps)
  const { items } = await listProposals(deps.db, principal, { status: 'pending', limit: 200 })
  const lending = await lendingStamp(deps.db, now)
  const waiting = new Set<string>()
  for (const view of items) {
    const waitedMs = now.getTime() - Date.parse(view.versionAt)
    const steps = view.escalation.filter(({ afterMinutes }) => afterMinutes * 60_000 <= waitedMs)
    const key = `${view.siteId}/${view.id}/${view.version}/${steps.length}/${lending}`
    waiting.add(key)
    if (told.has(key) || waitedMs > 24 * hourMs) continue
    for (const userId of await linkedDeciders(deps.db, view, now)) {
      await sendCard(deps, view, userId)
    }
    told.add(key)
  }
  for (const key of told) if (!waiting.has(key)) told.delete(key)
}

async function sendCard(deps: ChannelDeps, view: ProposalView, userId: string): Promise<void> {
  const principal = await principalOf(deps.db, userId)
  if (principal === null) return
  const card = await cardFor(deps, view, { language: principal.language, decides: true })
  const about = { siteId: view.siteId, id: view.id, shown: shownState(view) }
  const places = await placesOf(deps.db, userId, view.siteId)
  await enqueue(
    deps,
    places.map((place) => ({
      message: {
        ...textOnly([]),
        card: fittingAt(adapterOf(deps, place.channel), card, principal.language),
      },
      key: `card ${view.siteId}/${view.id}/${view.version} ${userId} ${place.channel}`,
      ...{ place, userId, kind: 'card' as const, about },
    })),
  )
}

type Reader = { language: Language; decides: boolean }

const cardFor = async (deps: ChannelDeps, view: ProposalView, reader: Reader): Promise<Card> =>
  proposalCard(view, {
    ...{ ...reader, baseUrl: deps.baseUrl },
    zone: await zoneOf(deps.db, view.siteId),
  })

/** Shows every copy anew whose proposal has changed, and says so where it was asked for. */
export async function refreshCopies(deps: ChannelDeps, signal: AbortSignal): Promise<void> {
  const principal = await everySite(deps)
  const views = new Map<string, ProposalView | null>()
  for (const copy of await standingCopies(deps.db, deps.clock())) {
    if (signal.aborted) return
    const { aboutSite, aboutId } = copy
    if (aboutSite === null || aboutId === null) continue
    const id = `${aboutSite}/${aboutId}`
    if (!views.has(id)) views.set(id, await getProposal(deps.db, principal, aboutSite, aboutId))
    const view = views.get(id)
    if (!view || shownState(view) === copy.shown) continue
    if (!keptForTheEnd(copy, view, deps.clock())) await refreshCopy({ deps, signal }, copy, view)
  }
}

/** The one change that a vendor still takes is not spent on an approval whose end is moments away. */
function keptForTheEnd({ reference }: Queued, view: ProposalView, now: Date): boolean {
  const codes = codesOf(reference)
  const ends = ['approved', 'executing'].includes(view.status)
  const decidedMs = Date.parse(view.decidedAt ?? '')
  return codes !== null && codes.length <= 1 && ends && now.getTime() - decidedMs < minuteMs
}

type Refreshing = { deps: ChannelDeps; signal: AbortSignal }

async function refreshCopy(
  { deps, signal }: Refreshing,
  copy: Queued,
  view: ProposalView,
): Promise<void> {
  const adapter = adapterOf(deps, copy.place.channel)
  if (adapter === undefined || !adapter.ready()) return
  const language = await languageOf(deps, copy, view)
  const asked = copy.key.startsWith('request ')
  const decides = !asked && view.status === 'pending' && sameVersion(copy, view)
  const card = fitting(
    await cardFor(deps, view, { language, decides }),
    adapter.capabilities,
    language,
  )
  const sending = {
    ...{ ...copy, message: { ...textOnly([]), card }, since: copy.createdAt.toISOString() },
  }
  const told = await adapter.refresh(sending, signal)
  const now = deps.clock()
  if (told.kind === 'later') {
    const nextAt = new Date(now.getTime() + (told.waitMs ?? 5_000))
    return noteShown(deps.db, copy.key, { shown: copy.shown, nextAt, reference: null })
  }
  const updated = told.kind === 'updated'
  if (isOver(view) && (asked || !updated)) await sayWhatCame(deps, { copy, view, language })
  // A card that takes no further change still stands: its reader is told of the end.
  const shown = isOver(view) ? null : shownState(view)
  const reference = updated ? told.reference : null
  await noteShown(deps.db, copy.key, { shown, nextAt: now, reference })
}

/** An older card gets no buttons for what its reader has not seen. */
const sameVersion = ({ message }: Queued, { version }: ProposalView): boolean =>
  message.card?.buttons.every(({ shown }) => shown.version === version) ?? true

async function languageOf(
  { db }: ChannelDeps,
  { userId }: Queued,
  { requestedBy }: ProposalView,
): Promise<Language> {
  return (await principalOf(db, userId ?? requestedBy))?.language ?? 'zh'
}

type Ended = { copy: Queued; view: ProposalView; language: Language }

/** An update makes no sound: the end of it is a message too, once for each place. */
async function sayWhatCame(deps: ChannelDeps, { copy, view, language }: Ended): Promise<void> {
  const told = words[language]
  const card = await cardFor(deps, view, { language, decides: false })
  const state = told.states[view.status] ?? view.status
  const label = card.fields.filter(({ label }) => label === state).map(({ value }) => value)
  const text = [told.result(card.title, state), ...label].join(' · ')
  await enqueue(deps, [
    {
      key: `ended ${copy.key}`,
      ...{ place: copy.place, userId: copy.userId, kind: 'notice' },
      message: textOnly([plain(`${text} ${card.link.url}`)]),
    },
  ])
}
