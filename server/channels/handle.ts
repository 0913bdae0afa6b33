import { type Language, languageOf } from '../../base/language.ts'
import type { Person } from '../auth/index.ts'
import { answerQuestion } from './answer-question.ts'
import type { ChannelDeps } from './channel-deps.ts'
import type { Account, Inbound } from './contract.ts'
import { decideFromChat, editFromChat } from './decide-from-chat.ts'
import { type Claimed, claimEvent, endEvent, inbox } from './inbox.ts'
import { linkedPerson, offerLink, offerMinutes, sealLink } from './links.ts'
import { privatePlace, say } from './private-place.ts'
import { holding } from './queue.ts'
import { readCommand, runCommand } from './run-command.ts'
import { words } from './words.ts'

const mostTries = 6

/** Handles what came, one event of a conversation after another. @returns how many were handled */
export async function handleDue(deps: ChannelDeps, signal: AbortSignal): Promise<number> {
  const channels = deps.adapters.flatMap((one) => one.channels)
  for (let count = 0; ; count += 1) {
    const claimed =
      signal.aborted || channels.length === 0 ? null : await claimEvent(deps, channels)
    if (claimed === null) return count
    await holding(deps, inbox, { ...claimed, work: () => handle(deps, claimed) })
    deps.wakeChannels()
  }
}

async function handle(deps: ChannelDeps, claimed: Claimed): Promise<void> {
  try {
    await handleEvent(deps, claimed)
    await endEvent(deps, claimed, { status: 'done' })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    deps.log.warn({ err: error, key: claimed.key }, 'what came by a channel could not be handled')
    const more = claimed.attempts < mostTries
    const waitMs = 1000 * 2 ** claimed.attempts
    await endEvent(deps, claimed, more ? { status: 'ready', why, waitMs } : { status: 'dead', why })
  }
}

const accountOf = ({ provider, place, externalUser }: Inbound): Account => ({
  ...{ provider, tenant: place.tenant, externalUser },
})

/** Whoever writes is the linked person or nobody: nothing else in the event says who they are. */
async function handleEvent(deps: ChannelDeps, claimed: Claimed): Promise<void> {
  const { event } = claimed
  const person = await linkedPerson(deps.db, accountOf(event))
  if (person === null) return meet(deps, event)
  switch (event.kind) {
    case 'message': {
      // The number once more, after a restart: it has done its work.
      if (numberIn(event) !== null) return welcome(deps, event, person)
      const command = readCommand(event.text)
      if (command !== null) return runCommand(deps, { event, person, command })
      return answerQuestion(deps, claimed, person)
    }
    case 'command':
      return runCommand(deps, { event, person, command: event.command })
    case 'decision':
      return decideFromChat(deps, event, person)
    case 'edit':
      return editFromChat(deps, event, person)
  }
}

/** An account that nobody linked gets a link to sign in with, and nothing else. */
async function meet(deps: ChannelDeps, event: Inbound): Promise<void> {
  const spoken = event.kind === 'message' ? languageOf(event.text) : 'en'
  const language: Language = event.provider === 'wecom' ? 'zh' : spoken
  const place = privatePlace(deps, event)
  if (place === null) return
  const told = words[language]
  const number = numberIn(event)
  const sealed = number === null ? 'not_found' : await sealLink(deps, accountOf(event), number)
  if (sealed === 'linked') {
    return welcome(deps, event, await linkedPerson(deps.db, accountOf(event)))
  }
  if (sealed === 'wrong_number') {
    return say(deps, { event, place, userId: null, text: told.wrongNumber })
  }
  const code = await offerLink(deps, accountOf(event))
  const text = told.pleaseLink(`${deps.baseUrl}/link/${code}`, offerMinutes)
  await say(deps, { event, place, userId: null, text })
}

const numberIn = (event: Inbound): string | null =>
  event.kind === 'message' ? (/^\s*(\d{6})\s*$/.exec(event.text)?.[1] ?? null) : null

async function welcome(deps: ChannelDeps, event: Inbound, person: Person | null): Promise<void> {
  const place = privatePlace(deps, event)
  if (person === null || place === null) return
  const { language, userId } = person.principal
  await say(deps, { event, place, userId, text: words[language].linked(person.name) })
}
