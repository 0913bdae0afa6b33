import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, describeError } from '../../../base/app-error.ts'
import type { Watching } from '../../ingest/folders/index.ts'
import type { OptionSpecs } from '../args.ts'
import type { Call } from '../command.ts'

const usualSeconds = 5

export const loopOptions: OptionSpecs = {
  every: { value: 'SECONDS', help: `how often to look (default: ${usualSeconds})` },
  once: { value: null, help: 'take what is there and end' },
}

/** Looks until it is told to end, or with --once until nothing moves. @returns the exit status */
export async function watchFolder(call: Call, watching: Omit<Watching, 'failed'>): Promise<number> {
  const { text, given, io } = call
  const everyMs = secondsOf(text('every')) * 1000
  const state = { failed: false }
  const { folderWatch } = await import('../../ingest/folders/index.ts')
  const watch = folderWatch({
    ...watching,
    failed: (path, error) => {
      state.failed = true
      const { message, hint } = describeError(error)
      const fix = hint === undefined ? '' : `\nfix:   ${hint}`
      call.note(`error: ${basename(path)}: ${message}${fix}`)
    },
  })
  for (;;) {
    const moving = await watch.look(io.signal)
    if (io.signal.aborted || (given('once') && moving === 0)) break
    await wait(everyMs, undefined, { signal: io.signal }).catch(() => undefined)
  }
  return given('once') && state.failed ? 1 : 0
}

function secondsOf(typed: string | undefined): number {
  const seconds = Number(typed ?? usualSeconds)
  if (seconds > 0 && seconds <= 86_400) return seconds
  throw new AppError('invalid_input', `--every cannot be "${typed}".`, {
    field: '--every',
    hint: 'Write seconds, for example --every 10.',
  })
}
