import type { Hono } from 'hono'
import type { ChannelDeps } from '../channel-deps.ts'
import type { Adapter } from '../contract.ts'
import type { Refuse } from '../refused.ts'
import type { WecomConfig } from '../settings.ts'
import { wecomApi } from './api.ts'
import { setMenu, wecomAppAdapter } from './app.ts'
import { wecomBotAdapter } from './bot.ts'
import { botDoor } from './bot-door.ts'
import { botSocket } from './bot-socket.ts'
import { byWayOfWecom, wecomEntryRoutes } from './enter.ts'
import { wecomGroupAdapter } from './group.ts'
import { wecomRoutes } from './routes.ts'

type Wiring = {
  deps: ChannelDeps
  config: WecomConfig
  refuse: Refuse
  routes: Hono
  connect: (name: string, run: (signal: AbortSignal) => Promise<boolean>) => void
}

/** The app, the bot and the groups of one corporation, as far as they are configured. */
export function wireWecom(wiring: Wiring): { adapters: Adapter[]; menu: Menu | null } {
  const { config, deps } = wiring
  const app = config.app === null ? null : wireApp(wiring, config.app)
  const bot = config.bot === null ? [] : [wireBot(wiring, config.bot)]
  const groups = config.groups.length === 0 ? [] : [wecomGroupAdapter(config, deps.pictures)]
  return {
    adapters: [...(app === null ? [] : [app.adapter]), ...bot, ...groups],
    menu: app?.menu ?? null,
  }
}

export type Menu = (signal: AbortSignal) => Promise<void>

function wireApp({ deps, config, refuse, routes }: Wiring, app: NonNullable<WecomConfig['app']>) {
  const { agentId, secret, token, aesKey, silentSignIn } = app
  const { corpId } = config
  const api = wecomApi({ config, secret, clock: deps.clock })
  const keys = { token, aesKey, corpId: config.corpId }
  routes.route('/wecom', wecomRoutes({ deps, keys, agentId, refuse }))
  if (silentSignIn) routes.route('/wecom', wecomEntryRoutes({ deps, refuse, api, corpId, agentId }))
  const linkTo = silentSignIn ? byWayOfWecom(deps.baseUrl) : (url: string) => url
  const menu = async (signal: AbortSignal) => {
    const set = await setMenu({ api, agentId }, deps.baseUrl, signal)
    if (set.kind !== 'ok') deps.log.warn({ why: set.why }, 'the menu of WeCom is not set')
  }
  return {
    adapter: wecomAppAdapter(config, { api, agentId, linkTo, pictures: deps.pictures }),
    menu,
  }
}

function wireBot(
  { deps, config, refuse, connect }: Wiring,
  bot: NonNullable<WecomConfig['bot']>,
): Adapter {
  const of = { corpId: config.corpId, botId: bot.id }
  const socket = botSocket({
    bot,
    heard: botDoor({ deps, refuse, of }),
    refused: (why) => deps.log.warn({ why }, 'the connection of the WeCom bot'),
  })
  connect('wecom bot', socket.run)
  const { clock, pictures } = deps
  // Without an app, the bot writes to people on its own account.
  const channels =
    config.app === null ? (['wecom_bot', 'wecom'] as const) : (['wecom_bot'] as const)
  return wecomBotAdapter(config, { socket, pictures, clock }, [...channels])
}
