import { type Context, Hono } from 'hono'
import { AppError } from '../../../base/app-error.ts'
import { parsed } from '../parsed.ts'
import { signatureFault } from './signature.ts'
import { type SlackDoor, type SlackKind, takeIn } from './take-in.ts'

/** What Slack calls by HTTP. Each answer comes once what was sent stands in the inbox. */
export function slackRoutes(door: SlackDoor): Hono {
  return new Hono()
    .post('/events', async (c) => {
      const payload = parsed(await signedBody(door, c))
      const challenge = Reflect.get(Object(payload), 'challenge')
      if (Reflect.get(Object(payload), 'type') === 'url_verification') {
        return c.text(String(challenge))
      }
      return answer(door, 'events_api', payload)
    })
    .post('/actions', async (c) => {
      const form = new URLSearchParams(await signedBody(door, c))
      return answer(door, 'interactive', parsed(form.get('payload') ?? ''))
    })
    .post('/commands', async (c) => {
      const form = new URLSearchParams(await signedBody(door, c))
      return answer(door, 'slash_commands', Object.fromEntries(form))
    })
}

async function signedBody({ deps, config, refuse }: SlackDoor, c: Context): Promise<string> {
  const body = await c.req.text()
  const signed = {
    timestamp: c.req.header('x-slack-request-timestamp'),
    ...{ signature: c.req.header('x-slack-signature'), body },
  }
  const fault =
    config.signingSecret === null
      ? 'no_http'
      : signatureFault(config.signingSecret, signed, deps.clock())
  if (fault === null) return body
  await refuse('slack', fault)
  throw new AppError('unauthenticated', 'The signature of this request does not hold.', {
    hint: 'Check signingSecret, and the clock of this server.',
  })
}

/** A form that was sent is closed by an empty answer. */
async function answer(door: SlackDoor, kind: SlackKind, payload: unknown): Promise<Response> {
  const what = await takeIn(door, kind, payload)
  if (what === 'foreign' || what === 'malformed') {
    return Response.json({ error: what }, { status: 400 })
  }
  return new Response('', { status: 200 })
}
