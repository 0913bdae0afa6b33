import { z } from 'zod'
import type { Secret } from '../../secret.ts'
import { runSocket } from '../socket.ts'
import { slackCaller } from './call.ts'
import { type SlackDoor, takeIn } from './take-in.ts'

const frame = z.object({
  type: z.enum(['hello', 'disconnect', 'events_api', 'interactive', 'slash_commands']),
  envelope_id: z.string().max(200).optional(),
  payload: z.unknown().optional(),
})

/** A half-open connection is not seen from here, so none is kept for longer. */
const longestMs = 30 * 60_000

/**
 * One connection of Socket Mode, until it ends. An envelope is acknowledged once it stands in the
 * inbox; one that is not is sent again by Slack. @returns whether Slack said hello
 */
export async function socketMode(
  door: SlackDoor,
  appToken: Secret,
  signal: AbortSignal,
): Promise<boolean> {
  const open = slackCaller(door.config, appToken)
  const opened = await open('apps.connections.open', {}, signal)
  if (opened.kind !== 'ok' || typeof opened.body.url !== 'string') {
    door.deps.log.warn({ opened }, 'Slack opens no socket')
    return false
  }
  let greeted = false
  let send: (frame: object) => void = () => undefined
  let close: () => void = () => undefined
  const take = async (given: unknown) => {
    const read = frame.safeParse(given)
    if (!read.success) return
    const { type, envelope_id, payload } = read.data
    if (type === 'hello') greeted = true
    else if (type === 'disconnect') close()
    else {
      await takeIn(door, type, payload)
      send({ envelope_id })
    }
  }
  await runSocket({
    url: opened.body.url,
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
    opened: (sender, closer) => {
      send = sender
      close = closer
    },
    heard: (given) => {
      take(given).catch((error: unknown) =>
        door.deps.log.error({ err: error }, 'an envelope of Slack was not taken in'),
      )
    },
  })
  return greeted
}
