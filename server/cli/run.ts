import { AppError, describeError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { loadConfig } from '../config.ts'
import { version } from '../version.ts'
import { type OptionSpecs, parseArgs } from './args.ts'
import type { Call, Command, Io } from './command.ts'
import { commands } from './commands/index.ts'
import { type Connection, connect } from './connect.ts'
import { commandHelp, help } from './help.ts'

/** Options that every command takes. */
const commonOptions: OptionSpecs = {
  data: { value: 'DIR', help: 'data folder (JIDOKA_DATA)' },
  config: { value: 'FILE', help: 'config file (default: jidoka.yaml in the data folder)' },
  help: { value: null, help: 'say what the command does' },
}

/** What shells give a command that was ended by Ctrl-C. */
const interrupted = 130

/**
 * @returns the exit status: 0, 1 for a failure, 2 for a command line that makes no sense, 130 when
 * it was stopped before its end
 */
export async function runCli(argv: string[], io: Io, demo: Call['demo']): Promise<number> {
  const print = (line: string) => void io.stdout.write(`${line}\n`)
  const note = (line: string) => void io.stderr.write(`${line}\n`)
  if (argv[0] === '--version') {
    print(version)
    return 0
  }
  if (argv.length === 0 || argv[0] === '--help' || argv[0] === '-h' || argv[0] === 'help') {
    print(help(commands))
    return 0
  }
  const opened: Connection[] = []
  try {
    const call = readCall(argv, { io, demo, print, note, opened })
    return call === null ? 0 : await call.command.run(call.call)
  } catch (error) {
    note(errorText(io.signal.aborted ? stopped(error) : error))
    if (io.signal.aborted) return interrupted
    return error instanceof UsageError ? 2 : 1
  } finally {
    for (const connection of opened) await connection.close()
  }
}

class UsageError extends AppError {}

type Context = Pick<Call, 'io' | 'demo' | 'print' | 'note'> & { opened: Connection[] }

function readCall(argv: string[], context: Context) {
  try {
    const command = findCommand(argv)
    const words = command.name.split(' ').length
    const parsed = parseArgs(argv.slice(words), { ...command.options, ...commonOptions })
    if (parsed.given('help')) {
      context.print(commandHelp(command, commonOptions))
      return null
    }
    const config = loadConfig({ flags: flagsOf(parsed) })
    const { opened, ...shared } = context
    const call: Call = {
      ...parsed,
      ...shared,
      config,
      connect: async (work = { bytes: 0 }) => {
        const connection = await connect(config, work)
        opened.push(connection)
        shared.note(`using ${connection.where}`)
        return connection
      },
    }
    return { command, call }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, hint, field } = error
    throw new UsageError(code, message, {
      ...(hint === undefined ? {} : { hint }),
      ...(field === undefined ? {} : { field }),
    })
  }
}

function flagsOf({ text }: Pick<Call, 'text'>) {
  const flags = {
    data: text('data'),
    config: text('config'),
    port: text('port'),
    host: text('host'),
  }
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
}

function findCommand(argv: string[]): Command {
  const found = commands.find(({ name }) => {
    const own = name.split(' ')
    return own.every((word, at) => argv[at] === word)
  })
  if (found !== undefined) return found
  const names = commands.map(({ name }) => name)
  const group = names.filter((name) => name.split(' ')[0] === argv[0])
  const isGroup = group.length > 0 && argv[1]?.startsWith('-') === false
  const typed = argv.slice(0, isGroup ? 2 : 1).join(' ')
  const near = group.length > 0 ? group : nearest(argv[0] ?? '', names)
  throw new AppError('invalid_input', `Unknown command "${typed}".`, {
    hint: `${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}See jidoka --help.`,
  })
}

function stopped(cause: unknown): AppError {
  if (cause instanceof AppError && cause.code === 'timeout') return cause
  const hint = 'What was stored stays; run the same command again to go on.'
  return new AppError('timeout', 'Stopped before it was done.', { cause, hint })
}

function errorText(error: unknown): string {
  const { message, hint } = describeError(error)
  const detail =
    error instanceof AppError ? '' : ` (${error instanceof Error ? error.message : ''})`
  return [`error: ${message}${detail}`, ...(hint === undefined ? [] : [`fix:   ${hint}`])].join(
    '\n',
  )
}
