import { signedBySlack } from '../fakes/slack.ts'

type Json = Record<string, unknown>
type Samples = Record<string, Json>

export type Hostile = { path: string; body: string; headers: Record<string, string> }

const hour = 3_600_000

/** 40 requests that are not what they say: forged, old, of another workspace, malformed, edited. */
export function hostileToSlack(samples: Samples): Hostile[] {
  return [
    ...forged(JSON.stringify({ ...samples.message_im, event_id: 'EvHostile' })),
    ...events(samples).map((body) => signed('events', body)),
    ...actions(samples).map((body) => signed('actions', body)),
    ...commands(samples).map((body) => signed('commands', body)),
  ]
}

const signed = (path: string, body: string): Hostile => ({
  path,
  body,
  headers: signedBySlack(body),
})

/** A good body whose signature does not hold. */
function forged(body: string): Hostile[] {
  const right = signedBySlack(body)
  const wrong: Record<string, string>[] = [
    {},
    { ...right, 'x-slack-signature': 'v0=00' },
    signedBySlack(body, Date.now() - hour),
    signedBySlack(body, Date.now() + hour),
    signedBySlack(body, Date.now(), 'another secret'),
    signedBySlack(`${body} `),
    { ...right, 'x-slack-request-timestamp': 'now' },
    { 'x-slack-signature': right['x-slack-signature'] },
  ]
  return wrong.map((headers) => ({ path: 'events', body, headers }))
}

const events = ({ message_im: message = {} }: Samples): string[] => [
  ...['null', '[]', '"x"', '{', '{"type":"event_callback"}', '{"__proto__":{"type":"x"}}'],
  ...[
    { ...message, team_id: 'T9' },
    { ...message, event_id: 7 },
    { ...message, event_id: 'E'.repeat(300) },
    { ...message, event: null },
    { ...message, event: { type: 5 } },
  ].map((payload) => JSON.stringify(payload)),
]

function actions({ block_actions: pressed = {}, view_submission: sent = {} }: Samples): string[] {
  const [first] = pressed.actions as Json[]
  const acting = (action: object) => ({ ...pressed, actions: [action] })
  const showing = (view: object) => ({ ...sent, view: { ...Object(sent.view), ...view } })
  const payloads = [
    { ...pressed, team: { id: 'T9' } },
    { ...pressed, actions: [] },
    acting({ action_id: 'approve' }),
    acting({ action_id: 'approve', value: '{}' }),
    acting({ action_id: 'approve', value: '["a","b",-1,"c"]' }),
    acting({ action_id: 'become_admin', value: first?.value }),
    { ...pressed, user: undefined },
    { ...pressed, type: 'shortcut' },
    { ...sent, team: { id: 'T9' } },
    showing({ callback_id: 'x' }),
    showing({ private_metadata: '' }),
    showing({ private_metadata: 'x'.repeat(3001) }),
    showing({ state: { values: 7 } }),
  ]
  return [
    ...payloads.map((payload) => formOf({ payload: JSON.stringify(payload) })),
    ...['', 'payload=', 'payload=%7B', 'payload=null'],
  ]
}

const commands = ({ slash_command: command = {} }: Samples): string[] =>
  [{ command: '/other' }, { team_id: 'T9' }, { user_id: '' }, { trigger_id: '' }].map((change) =>
    formOf({ ...(command as Record<string, string>), ...change }),
  )

const formOf = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()
