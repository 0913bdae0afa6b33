import { type Context, Hono } from 'hono'
import { AppError } from '../../../base/app-error.ts'
import { flatXml } from '../../../files/index.ts'
import type { ChannelDeps } from '../channel-deps.ts'
import { receive } from '../inbox.ts'
import type { Refuse } from '../refused.ts'
import { type Keys, type Opened, openSealed } from './crypto.ts'
import { readWecomCallback } from './read-event.ts'

export type WecomDoor = { deps: ChannelDeps; keys: Keys; agentId: number; refuse: Refuse }

/** What WeCom calls of the app: a look whether the address is ours, then messages and events. */
export function wecomRoutes(door: WecomDoor): Hono {
  return new Hono()
    .get('/callback', async (c) => c.text(await unsealed(door, c, c.req.query('echostr') ?? '')))
    .post('/callback', async (c) => {
      const envelope = flatXml(await c.req.text())
      const text = await unsealed(door, c, envelope?.Encrypt ?? '')
      return takeIn(door, text)
    })
}

async function unsealed({ deps, keys, refuse }: WecomDoor, c: Context, encrypted: string) {
  const sealed = {
    signature: c.req.query('msg_signature') ?? '',
    ...{ timestamp: c.req.query('timestamp') ?? '', nonce: c.req.query('nonce') ?? '', encrypted },
  }
  const opened: Opened = openSealed(keys, sealed, deps.clock())
  if (opened.kind === 'opened') return opened.text
  await refuse('wecom', opened.why)
  throw new AppError('unauthenticated', 'This callback does not come from WeCom.', {
    hint: 'Check Token, EncodingAESKey and corpId, and the clock of this server.',
  })
}

/** Acknowledged by an empty answer, once it stands in the inbox. */
async function takeIn({ deps, keys, agentId, refuse }: WecomDoor, xml: string): Promise<Response> {
  const read = readWecomCallback(xml, { corpId: keys.corpId, agentId })
  if (read.kind === 'malformed' || read.kind === 'foreign') {
    await refuse('wecom', read.kind)
    return Response.json({ error: read.kind }, { status: 400 })
  }
  if (read.kind === 'event' && (await receive(deps, read.event))) deps.wakeChannels()
  return new Response('', { status: 200 })
}
