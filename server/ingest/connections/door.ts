import type { Clock } from '../../../base/ports.ts'
import type { Db } from '../../../store/index.ts'
import type { Logger } from '../../log.ts'
import type { Batcher } from '../signals/batcher.ts'
import type { SignalMapper } from '../signals/map-signals.ts'
import type { SignalMappings } from '../signals/mapping.ts'
import type { SourceMemory } from './memory.ts'
import type { SourceConfig } from './settings.ts'

/** What a door stands on while it is open. */
export type DoorContext<Source extends SourceConfig = SourceConfig> = {
  db: Db
  clock: Clock
  log: Logger
  /** Where certificates of this server are kept. */
  dataDir: string
  source: Source
  mappings: SignalMappings
  mapper: SignalMapper
  batcher: Batcher
  memory: SourceMemory
  /** Ends when the door should close. */
  signal: AbortSignal
  report: (state: 'connecting' | 'connected', problem?: string) => void
  /** Says that up to the instant nothing happened but what was heard: states run on until then. */
  still: (until: Date) => Promise<void>
  /** Settles when what was heard is stored, or after a while. */
  settled: () => Promise<void>
}

/** Listens until its signal ends or something fails that it cannot mend itself. */
export type Door<Source extends SourceConfig = SourceConfig> = (
  context: DoorContext<Source>,
) => Promise<void>

/** Settles when the signal ends. */
export const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
