import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { ChannelDeps } from '../channel-deps.ts'
import { linkedPerson } from '../links.ts'
import type { Refuse } from '../refused.ts'
import type { WecomApi } from './api.ts'

export type WecomEntry = {
  deps: ChannelDeps
  refuse: Refuse
  api: WecomApi
  corpId: string
  agentId: number
}

const authorize = 'https://open.weixin.qq.com/connect/oauth2/authorize'
const stateCookie = 'jidoka.wecom'
const stateS = 300
/** Where a link of ours may lead. */
const ours = /^\/(?:inbox|alerts|reports|chat)(?:\/[\w%.-]+){0,4}$/

/** An address of ours by way of WeCom, which tells who opens it. */
export const byWayOfWecom =
  (baseUrl: string) =>
  (url: string): string =>
    url.startsWith(`${baseUrl}/`)
      ? `${baseUrl}/channels/wecom/open?${new URLSearchParams({ to: url.slice(baseUrl.length) })}`
      : url

/**
 * Opens a page for a member without a password (网页授权, snsapi_base): WeCom gives a code of one use,
 * the code names the member, and their link says who that is. High risk still takes a password.
 */
export function wecomEntryRoutes(entry: WecomEntry): Hono {
  const { deps, corpId, agentId } = entry
  return new Hono()
    .get('/open', (c) => {
      const to = pathIn(c.req.query('to'))
      const state = randomBytes(24).toString('base64url')
      const path = '/channels/wecom'
      const value = `${state} ${to}`
      // The way back comes from another site.
      setCookie(c, stateCookie, value, { path, httpOnly: true, sameSite: 'Lax', maxAge: stateS })
      const query = new URLSearchParams({
        ...{ appid: corpId, redirect_uri: `${deps.baseUrl}/channels/wecom/enter` },
        ...{ response_type: 'code', scope: 'snsapi_base', state, agentid: String(agentId) },
      })
      return c.redirect(`${authorize}?${query}#wechat_redirect`)
    })
    .get('/enter', async (c) => {
      const [state = '', to = ''] = (getCookie(c, stateCookie) ?? '').split(' ')
      setCookie(c, stateCookie, '', { path: '/channels/wecom', maxAge: 0 })
      const page = `${deps.baseUrl}${pathIn(to)}`
      const isOurs = state !== '' && c.req.query('state') === state
      const cookies = isOurs ? await sessionFor(entry, c.req.query('code') ?? '') : null
      if (!isOurs) await entry.refuse('wecom', 'foreign_entry')
      for (const cookie of cookies ?? []) c.header('set-cookie', cookie, { append: true })
      return c.redirect(page)
    })
}

const pathIn = (given: string | undefined): string =>
  given !== undefined && ours.test(given) ? given : '/inbox'

/** The cookies of a session; null: the page asks for a sign-in as it always does. */
async function sessionFor(
  { deps, refuse, api, corpId }: WecomEntry,
  code: string,
): Promise<string[] | null> {
  const path = `/cgi-bin/auth/getuserinfo?code=${encodeURIComponent(code)}`
  const told = await api({ path, method: 'GET', body: '' }, AbortSignal.timeout(10_000))
  const externalUser = told.kind === 'ok' ? told.body.userid : undefined
  if (typeof externalUser !== 'string') {
    await refuse('wecom', 'foreign_entry')
    return null
  }
  const account = { provider: 'wecom', tenant: corpId, externalUser } as const
  const person = await linkedPerson(deps.db, account)
  return person === null ? null : deps.enter(person.principal.userId)
}
