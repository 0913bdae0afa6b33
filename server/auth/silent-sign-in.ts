import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Where nobody knows when they last gave a password, a session is too old for what takes a fresh sign-in. */
const longAgo = new Date(0)

/**
 * A session for somebody whom a chat system or the sign-in provider named, called by the server alone: nothing that
 * better-auth answers is reachable by itself (`server/http/accounts.ts`).
 */
export const silentSignIn = {
  id: 'jidoka-silent',
  endpoints: {
    signInSilently: createAuthEndpoint(
      '/silent',
      { method: 'POST', body: z.object({ userId: z.string(), since: z.date().nullable() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (user === null) return ctx.json({ ok: false })
        const given = { createdAt: ctx.body.since ?? longAgo }
        const session = await internalAdapter.createSession(user.id, true, given, true)
        await setSessionCookie(ctx, { session, user }, true)
        return ctx.json({ ok: true })
      },
    ),
  },
} as const
