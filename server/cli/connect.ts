import { setFlagsFromString } from 'node:v8'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { lockOwner } from '../../base/data-lock.ts'
import type { Config } from '../config.ts'
import { readLocalToken } from '../data-folder.ts'
import type { OperationName, OutputOf } from '../operations/index.ts'
import type { Secret } from '../secret.ts'

export type PerformOptions = {
  as?: string | undefined
  signal: AbortSignal
  progress?: (step: unknown) => void
}

/** Where a command's operations run. */
export type Connection = {
  /** For people: which server or folder it is. */
  where: string
  perform: <Name extends OperationName>(
    name: Name,
    input: unknown,
    options: PerformOptions,
  ) => Promise<OutputOf<Name>>
  close: () => Promise<void>
}

/** How much a command has to do, as far as it knows. */
export type Work = { bytes: number }

/** Where imports begin that are faster with the store's engine optimised: some 15,000 rows of text. */
const manyBytes = 1_000_000

/** The server named by JIDOKA_URL, the one that owns the data folder, or the data themselves. */
export async function connect(config: Config, work: Work): Promise<Connection> {
  if (config.serverUrl !== null) return throughServer(config.serverUrl, config)
  const owner = config.databaseUrl === null ? lockOwner(config.dataDir) : null
  if (owner === null) return here(config, work)
  if (owner.url !== null) return throughServer(owner.url, config)
  throw new AppError('unavailable', `Process ${owner.pid} is opening ${config.dataDir}.`, {
    hint: 'Wait until it says that it is ready, then try again.',
  })
}

/** The whole house is loaded here only: a server that runs has it already. */
async function here(config: Config, { bytes }: Work): Promise<Connection> {
  // Optimising the store's engine takes seconds, for which a short command would wait at its end.
  if (bytes < manyBytes) {
    setFlagsFromString('--no-wasm-tier-up')
    setFlagsFromString('--no-wasm-dynamic-tiering')
  }
  const [{ composeDeps, openStore }, { createLog }, { localPrincipal, operations }] =
    await Promise.all([
      import('../compose.ts'),
      import('../log.ts'),
      import('../operations/index.ts'),
    ])
  const { db } = await openStore(config)
  const baseUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const deps = composeDeps({ config, db, log, baseUrl })
  return {
    where: config.databaseUrl === null ? `the folder ${config.dataDir}` : 'the database',
    close: db.close,
    perform: async (name, input, { as, signal, progress = () => undefined }) => {
      const operation = operations.find((one) => one.name === name)
      if (operation === undefined) throw new Error(`There is no operation ${name}.`)
      const principal = await localPrincipal(db, as)
      // The operation's own definition gives its output type.
      return operation.run(deps, { principal, signal, progress }, input) as Promise<never>
    },
  }
}

function throughServer(url: string, config: Config): Connection {
  const token = readLocalToken(config.dataDir)
  if (token === null) {
    throw new AppError('unauthenticated', `There is no token for ${url} in ${config.dataDir}.`, {
      field: '--data',
      hint: 'Name the data folder of that server with --data, on the machine where it runs.',
    })
  }
  return {
    where: `the server at ${url}`,
    close: async () => undefined,
    perform: async (name, input, options) =>
      callServer({ url, token, name, input, options }) as Promise<never>,
  }
}

type ServerCall = {
  url: string
  token: Secret
  name: string
  input: unknown
  options: PerformOptions
}

async function callServer({ url, token, name, input, options }: ServerCall): Promise<unknown> {
  const { as, signal, progress } = options
  const reply = await fetch(`${url}/api/local/${name}`, {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token.reveal()}`,
    },
    body: JSON.stringify({ input, ...(as === undefined ? {} : { as }) }),
  }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new AppError('unavailable', `No answer from ${url}.`, {
      cause,
      hint: 'Is the server running? `jidoka doctor` says what is wrong.',
    })
  })
  for await (const text of linesOf(reply)) {
    const line = lineSchema.parse(JSON.parse(text))
    if ('error' in line) {
      const { code, message, ...details } = line.error
      throw new AppError(code, message, withoutUndefined(details))
    }
    if ('result' in line) return line.result
    progress?.(line.progress)
  }
  throw new AppError('unavailable', `${url} ended the call without a result.`)
}

const errorSchema = z.object({
  code: z.enum([
    'invalid_input',
    'not_found',
    'unauthenticated',
    'forbidden',
    'conflict',
    'too_large',
    'unavailable',
    'timeout',
    'internal',
  ]),
  message: z.string(),
  hint: z.string().optional(),
  field: z.string().optional(),
})
const lineSchema = z.union([
  z.object({ error: errorSchema }),
  z.object({ result: z.unknown() }),
  z.object({ progress: z.unknown() }),
])

function withoutUndefined({
  hint,
  field,
}: {
  hint?: string | undefined
  field?: string | undefined
}) {
  return { ...(hint === undefined ? {} : { hint }), ...(field === undefined ? {} : { field }) }
}

async function* linesOf(reply: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of reply.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line !== '')
  }
  if (rest !== '') yield rest
}
