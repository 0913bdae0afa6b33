import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * On a machine with few cores a search would keep the server from answering. Linux takes the id of a
 * thread where others know only processes; there, and where it is not allowed, all stay equals.
 */
export function giveWay(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Nothing to do: it only takes a fair share.
  }
}
