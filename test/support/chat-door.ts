/** One chat system as people use it, for a day that is the same in each. */
import { type ChannelsConfig, secret } from '../../server/test-channels.ts'
import { slackSecrets, startSlack, team } from '../fakes/slack.ts'
import { startWecom } from '../fakes/wecom.ts'
import { agentId, appSecret, corpId, sealed, wecomKeys, xmlOf } from '../fakes/wecom-keys.ts'
import type { ChannelPlant } from './channel-plant.ts'

export type Who = 'operator' | 'supervisor'
export type SeenCard = { shown: string; buttons: string[] }

export type ChatDoor = {
  config: ChannelsConfig
  /** Links the people, and starts the work of the server. */
  begin: (plant: ChannelPlant) => Promise<void>
  say: (who: Who, text: string) => Promise<void>
  press: (who: Who, action: string) => Promise<void>
  /** Messages without cards, in order. */
  texts: (who: Who) => string[]
  cards: (who: Who) => SeenCard[]
  pictures: (who: Who) => Buffer[]
  /** Words were shown before the answer was whole. */
  streamed: () => boolean
  close: () => Promise<void>
}

export const openDoor = (name: 'slack' | 'wecom'): Promise<ChatDoor> =>
  name === 'slack' ? slackDoor() : wecomDoor()

/** The server works as it does in a plant: woken, not told; its clock stands where the facts end. */
function startWork(plant: ChannelPlant) {
  const chats = plant.channels.start()
  const timer = setInterval(() => void plant.execute().catch(() => undefined), 100)
  return async () => {
    clearInterval(timer)
    await chats.stop()
  }
}

const linkAll = async (
  plant: ChannelPlant,
  accounts: Record<Who, string>,
  at: { provider: 'slack' | 'wecom'; tenant: string },
) => {
  for (const who of ['operator', 'supervisor'] as const) {
    await plant.link(`${who}@suzhou`, { ...at, externalUser: accounts[who] })
  }
}

/** By a socket: no address of ours is reachable. */
async function slackDoor(): Promise<ChatDoor> {
  const fake = await startSlack()
  const accounts = { operator: 'U00000000AA', supervisor: 'U00000000BB' }
  const room = (who: Who) => `D${accounts[who].slice(1)}`
  const inRoom = (who: Who) => fake.messages.filter(({ channel }) => channel === room(who))
  const actionsIn = ({ blocks }: { blocks: object[] }) =>
    blocks
      .filter((block) => Reflect.get(block, 'type') === 'actions')
      .flatMap((block) => Reflect.get(block, 'elements') as { action_id: string; value: string }[])
      .filter(({ action_id }) => action_id !== 'open')
  const isCard = ({ blocks }: { blocks: object[] }) =>
    blocks.some((block) => Reflect.get(block, 'type') === 'actions')
  let events = 0
  let stop = async () => {}
  const send = (type: string, payload: object) => {
    fake.sendEnvelope(type, payload)
  }
  return {
    config: {
      wecom: null,
      slack: {
        ...{ team, apiUrl: fake.apiUrl, allowPrivate: true, signingSecret: null },
        botToken: secret(slackSecrets.botToken),
        appToken: secret(slackSecrets.appToken),
      },
    },
    begin: async (plant) => {
      await linkAll(plant, accounts, { provider: 'slack', tenant: team })
      stop = startWork(plant)
      while (fake.sockets.size === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    say: async (who, text) => {
      events += 1
      const said = { type: 'message', channel_type: 'im', user: accounts[who], text }
      send('events_api', {
        ...{ type: 'event_callback', team_id: team, event_id: `Ev${events}` },
        event: { ...said, channel: room(who), ts: `17640000${10 + events}.000001` },
      })
    },
    press: async (who, action) => {
      const card = inRoom(who).findLast(isCard)
      const pressed = card && actionsIn(card).find(({ action_id }) => action_id === action)
      send('interactive', {
        ...{ type: 'block_actions', user: { id: accounts[who] }, team: { id: team } },
        ...{ trigger_id: fake.trigger(), actions: [pressed] },
        container: { type: 'message', channel_id: card?.channel, message_ts: card?.ts },
      })
    },
    texts: (who) =>
      inRoom(who)
        .filter((one) => !isCard(one) && !one.streaming)
        .map(({ text }) => text),
    cards: (who) =>
      inRoom(who)
        .filter(isCard)
        .map((one) => ({
          shown: JSON.stringify(one.blocks),
          buttons: actionsIn(one).map(({ action_id }) => action_id),
        })),
    pictures: (who) =>
      fake.files.filter(({ channel }) => channel === room(who)).map(({ bytes }) => bytes),
    streamed: () => fake.calls.some(({ method }) => method === 'chat.startStream'),
    close: async () => {
      await stop()
      await fake.close()
    },
  }
}

/** The self-built app: callbacks come sealed, what goes out is called. */
async function wecomDoor(): Promise<ChatDoor> {
  let now = () => new Date()
  const fake = await startWecom(() => now())
  const accounts = { operator: 'operator', supervisor: 'supervisor' }
  let messages = 0
  let url = ''
  let stop = async () => {}
  const callback = async (fields: Record<string, string>) => {
    messages += 1
    const all = { CreateTime: String(messages), AgentID: String(agentId), ...fields }
    const { query, body } = sealed(xmlOf(all), now())
    await fetch(`${url}/channels/wecom/callback?${query}`, { method: 'POST', body })
  }
  const cardsOf = (who: Who) => fake.state.cards.filter(({ user }) => user === who)
  const buttonsOf = ({ card }: { card: Record<string, unknown> }) =>
    (card.button_list ?? []) as { key: string; text: string }[]
  return {
    config: {
      slack: null,
      wecom: {
        ...{ corpId, apiUrl: fake.url, allowPrivate: true, bot: null, groups: [] },
        app: {
          agentId,
          secret: secret(appSecret),
          token: wecomKeys.token,
          aesKey: wecomKeys.aesKey,
          silentSignIn: false,
        },
      },
    },
    begin: async (plant) => {
      now = () => plant.time.now
      url = plant.http.url
      await linkAll(plant, accounts, { provider: 'wecom', tenant: corpId })
      stop = startWork(plant)
    },
    say: (who, text) =>
      callback({ FromUserName: who, MsgType: 'text', Content: text, MsgId: `m${messages}` }),
    press: async (who, action) => {
      const card = cardsOf(who).at(-1)
      const button = card && buttonsOf(card).find(({ key }) => key.startsWith(action))
      await callback({
        ...{ FromUserName: who, MsgType: 'event', Event: 'template_card_event' },
        ...{ EventKey: button?.key ?? '', TaskId: card?.taskId ?? '' },
        ResponseCode: fake.clickCode(card?.taskId ?? ''),
      })
    },
    texts: (who) =>
      fake.state.seen
        .filter(({ user, kind }) => user === who && kind === 'text')
        .map(({ text }) => text),
    cards: (who) =>
      cardsOf(who).map((one) => ({
        shown: JSON.stringify(one.card),
        buttons: buttonsOf(one).map(({ key }) => key.split(' ')[0] ?? ''),
      })),
    pictures: (who) =>
      fake.state.seen.some(({ user, kind }) => user === who && kind === 'image')
        ? [...fake.state.media.values()]
        : [],
    streamed: () => fake.state.streams.size > 0,
    close: async () => {
      await stop()
      await fake.close()
    },
  }
}
