import { sql } from 'drizzle-orm'
import type { ServerDeps } from '../deps.ts'
import type { ChannelName } from './contract.ts'

type Refusing = Pick<ServerDeps, 'db' | 'clock' | 'log'>

const mostAMinute = 120

/**
 * Records what came and is not what it says it is. A flood is cut at so many entries a minute: whoever
 * sends it shall not fill the record.
 */
export function makeRefusals({ db, clock, log }: Refusing) {
  let minute = 0
  let count = 0
  return async (channel: ChannelName, what: string, account = ''): Promise<void> => {
    const now = clock()
    const ofNow = Math.floor(now.getTime() / 60_000)
    count = ofNow === minute ? count + 1 : 1
    minute = ofNow
    log.warn({ channel, what, count }, 'something that came by a channel was refused')
    if (count > mostAMinute) return
    await db.tx('channel', (tx) =>
      tx.rows(sql`select jidoka_note_channel(${channel}, ${what}, ${account}, ${now})`),
    )
  }
}

export type Refuse = ReturnType<typeof makeRefusals>
