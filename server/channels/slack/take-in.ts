import { getProposal } from '../../../actions/index.ts'
import type { ChannelDeps } from '../channel-deps.ts'
import { receive } from '../inbox.ts'
import { linkedPerson } from '../links.ts'
import type { Refuse } from '../refused.ts'
import type { SlackConfig } from '../settings.ts'
import { readShown } from '../shown-value.ts'
import { slackCaller } from './call.ts'
import { formOf } from './forms.ts'
import {
  type Opening,
  type ReadEvent,
  readInteraction,
  readSlackEvent,
  readSlashCommand,
} from './read-event.ts'

export type SlackDoor = { deps: ChannelDeps; config: SlackConfig; refuse: Refuse }

export type SlackKind = 'events_api' | 'interactive' | 'slash_commands'

const readers: Record<SlackKind, (payload: unknown, team: string) => ReadEvent | Opening> = {
  events_api: readSlackEvent,
  interactive: readInteraction,
  slash_commands: readSlashCommand,
}

/**
 * Takes in what Slack sent, whichever way it came; when this has ended, it stands in the inbox and
 * may be acknowledged. @returns what it was
 */
export async function takeIn(
  { deps, config, refuse }: SlackDoor,
  kind: SlackKind,
  payload: unknown,
): Promise<ReadEvent['kind'] | 'open'> {
  const read = readers[kind](payload, config.team)
  switch (read.kind) {
    case 'event':
      if (await receive(deps, read.event)) deps.wakeChannels()
      break
    case 'open':
      await openForm({ deps, config, refuse }, read)
      break
    case 'foreign':
      await refuse('slack', 'foreign_workspace')
      break
    case 'malformed':
      await refuse('slack', 'malformed')
      break
    case 'nothing':
      break
  }
  return read.kind
}

/** Within the three seconds that the trigger holds; who sees nothing presses again. */
async function openForm({ deps, config }: SlackDoor, opening: Opening): Promise<void> {
  const account = { provider: 'slack', tenant: config.team } as const
  const person = await linkedPerson(deps.db, { ...account, externalUser: opening.externalUser })
  const shown = readShown(opening.value)
  if (person === null || shown === null) return
  const { principal } = person
  const view = await getProposal(deps.db, principal, shown.siteId, shown.id)
  if (view === null) return
  const form = formOf({ opening, view, language: principal.language })
  const call = slackCaller(config, config.botToken)
  const args = { trigger_id: opening.trigger, view: form }
  const opened = await call('views.open', args, AbortSignal.timeout(2_500))
  if (opened.kind !== 'ok') deps.log.warn({ opened }, 'a form could not be opened')
}
