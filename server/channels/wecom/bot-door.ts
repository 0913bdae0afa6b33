import type { ChannelDeps } from '../channel-deps.ts'
import { receive } from '../inbox.ts'
import type { Refuse } from '../refused.ts'
import type { BotFrame } from './bot-socket.ts'
import { readBotFrame } from './read-frame.ts'

type BotDoor = { deps: ChannelDeps; refuse: Refuse; of: { corpId: string; botId: string } }

/** Takes in what the connection of the bot brings. */
export const botDoor =
  ({ deps, refuse, of }: BotDoor) =>
  (frame: BotFrame): void => {
    takeIn({ deps, refuse, of }, frame).catch((error: unknown) =>
      deps.log.error({ err: error }, 'a frame of WeCom was not taken in'),
    )
  }

async function takeIn({ deps, refuse, of }: BotDoor, frame: BotFrame): Promise<void> {
  const read = readBotFrame(frame, of)
  if (read.kind === 'malformed' || read.kind === 'foreign') return refuse('wecom_bot', read.kind)
  if (read.kind === 'event' && (await receive(deps, read.event))) deps.wakeChannels()
}
