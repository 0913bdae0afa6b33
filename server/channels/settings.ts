import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Secret } from '../secret.ts'
import { type Environment, secretOf, secretReference } from '../secret-reference.ts'

const address = z.url({ protocol: /^https?$/ })

const slack = z.strictObject({
  /** The workspace; what comes from any other is refused. */
  team: z.string().regex(/^[TE][A-Z0-9]{2,20}$/, 'must be the id of the workspace, as T0123456789'),
  botToken: secretReference,
  /** Events come by HTTP; without it, only by a socket. */
  signingSecret: secretReference.optional(),
  /** Events come by a socket that the server opens; no address of ours has to be reachable. */
  appToken: secretReference.optional(),
  apiUrl: address.default('https://slack.com/api'),
  /** Loopback and private addresses too, for a proxy in the plant. */
  allowPrivate: z.boolean().default(false),
})

const wecomApp = z.strictObject({
  agentId: z.number().int().positive(),
  secret: secretReference,
  /** Both of the page 接收消息. */
  token: secretReference,
  aesKey: secretReference,
  /** Links of cards sign their member in; the domain of `publicUrl` is a trusted one (可信域名). */
  silentSignIn: z.boolean().default(false),
})

const wecomBot = z.strictObject({
  id: z.string().min(1).max(100),
  secret: secretReference,
  url: z.url({ protocol: /^wss?$/ }).default('wss://openws.work.weixin.qq.com'),
})

const wecom = z.strictObject({
  corpId: z.string().regex(/^[\w-]{4,64}$/, 'must be the id of the corporation, as ww…'),
  app: wecomApp.optional(),
  bot: wecomBot.optional(),
  /** Addresses of group robots, by a name; they only listen. */
  groups: z.record(z.string().regex(/^[\w-]{1,40}$/), secretReference).default({}),
  apiUrl: address.default('https://qyapi.weixin.qq.com'),
  allowPrivate: z.boolean().default(false),
})

export const channelSettings = z
  .strictObject({ slack: slack.optional(), wecom: wecom.optional() })
  .default({})

/** The keys at a place of the settings, for what a wrong one may have meant. */
export function channelKeys(where: string): string[] {
  const shapes: Record<string, object> = {
    channels: { slack: 0, wecom: 0 },
    'channels.slack': slack.shape,
    'channels.wecom': wecom.shape,
    'channels.wecom.app': wecomApp.shape,
    'channels.wecom.bot': wecomBot.shape,
  }
  return Object.keys(shapes[where] ?? {})
}

type Given = z.output<typeof channelSettings>
type GivenSlack = z.output<typeof slack>
type GivenWecom = z.output<typeof wecom>

export type SlackConfig = Pick<GivenSlack, 'team' | 'apiUrl' | 'allowPrivate'> & {
  botToken: Secret
  signingSecret: Secret | null
  appToken: Secret | null
}

export type WecomConfig = Pick<GivenWecom, 'corpId' | 'apiUrl' | 'allowPrivate'> & {
  app: {
    agentId: number
    secret: Secret
    token: Secret
    aesKey: Secret
    silentSignIn: boolean
  } | null
  bot: { id: string; secret: Secret; url: string } | null
  groups: { name: string; url: Secret }[]
}

export type ChannelsConfig = { slack: SlackConfig | null; wecom: WecomConfig | null }

/** @throws AppError for a variable that is not set, and for a channel without any way in */
export function resolveChannels(given: Given, env: Environment): ChannelsConfig {
  return {
    slack: given.slack === undefined ? null : resolveSlack(given.slack, env),
    wecom: given.wecom === undefined ? null : resolveWecom(given.wecom, env),
  }
}

const taking = (env: Environment, owner: string) => (referring: string, field: string) =>
  secretOf(referring, { env, field, owner })

function resolveSlack({ signingSecret, appToken, ...given }: GivenSlack, env: Environment) {
  const take = taking(env, 'channel Slack')
  if (signingSecret === undefined && appToken === undefined) {
    throw new AppError('invalid_input', 'Slack has no way in.', {
      field: 'channels.slack',
      hint: 'Set appToken (Socket Mode) or signingSecret (HTTP).',
    })
  }
  const optional = (referring: string | undefined, field: string) =>
    referring === undefined ? null : take(referring, field)
  return {
    ...given,
    botToken: take(given.botToken, 'channels.slack.botToken'),
    signingSecret: optional(signingSecret, 'channels.slack.signingSecret'),
    appToken: optional(appToken, 'channels.slack.appToken'),
  }
}

function resolveWecom({ app, bot, groups, ...given }: GivenWecom, env: Environment): WecomConfig {
  const take = taking(env, 'channel WeCom')
  const aesKey = app && take(app.aesKey, 'channels.wecom.app.aesKey')
  if (aesKey && !/^[A-Za-z0-9]{43}$/.test(aesKey.reveal())) {
    throw new AppError('invalid_input', 'The AES key of the WeCom app is not one.', {
      field: 'channels.wecom.app.aesKey',
      hint: 'It is the EncodingAESKey of 接收消息: 43 letters and digits.',
    })
  }
  return {
    ...given,
    app:
      app === undefined || aesKey === undefined
        ? null
        : {
            agentId: app.agentId,
            silentSignIn: app.silentSignIn,
            secret: take(app.secret, 'channels.wecom.app.secret'),
            token: take(app.token, 'channels.wecom.app.token'),
            aesKey,
          },
    bot:
      bot === undefined ? null : { ...bot, secret: take(bot.secret, 'channels.wecom.bot.secret') },
    groups: Object.entries(groups).map(([name, url]) => ({
      name,
      url: take(url, `channels.wecom.groups.${name}`),
    })),
  }
}
