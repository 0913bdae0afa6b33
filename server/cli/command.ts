import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { OptionSpecs, Parsed } from './args.ts'
import type { Connection, Work } from './connect.ts'

export type Io = {
  stdin: Readable
  stdout: Writable
  stderr: Writable
  /** Aborted when the process is asked to end. */
  signal: AbortSignal
}

/** The demo factory, injected from above: the server knows no demo. */
export type Demo = {
  load: (deps: { db: Db; clock: Clock; progress: (line: string) => void }) => Promise<void>
  simulate: (deps: { db: Db; clock: Clock; log: Logger }) => { stop: () => Promise<void> }
  /** Sign-ins to show, and the one whose token goes into the pasted line. */
  userIds: string[]
  /** Examples, found by their names. */
  playbooksDir: string
  password: string
  tokenFor: string
}

export type Call = Parsed & {
  io: Io
  config: Config
  /** Loaded when it is asked for. */
  demo: () => Promise<Demo>
  /** A line of the result. */
  print: (line: string) => void
  /** A line beside the result, on stderr. */
  note: (line: string) => void
  /** Reaches the data: through the server that runs, or by opening it. Closed after the command. */
  connect: (work?: Work) => Promise<Connection>
}

export type Command = {
  /** `docs add`. */
  name: string
  /** What follows the name, as the help shows it. */
  args: string
  summary: string
  options: OptionSpecs
  /** @returns the exit status */
  run: (call: Call) => Promise<number>
}

export const asOption: OptionSpecs = {
  as: { value: 'USER', help: 'act as this person, for example operator@suzhou' },
}

export const jsonOption: OptionSpecs = {
  json: { value: null, help: 'print one JSON object' },
}
