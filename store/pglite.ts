import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { AppError } from '../base/app-error.ts'
import type { Connection, Engine } from './connection.ts'
import { fairTurns } from './fair-turns.ts'
import type {
  StoreFolder,
  WorkerCall,
  WorkerOpen,
  WorkerReply,
  WorkerRequest,
} from './pglite-worker.ts'

export type PgliteEngine = Engine & {
  /** The whole data folder as an uncompressed tar. */
  dump: () => Promise<Uint8Array>
}

/** Opening again takes everybody about a second: most statements are over sooner than that. */
const patienceMs = 2000

let compiled: Promise<WebAssembly.Module> | undefined

/**
 * Compiled once for all stores of the process: a thread that does it alone takes seconds of CPU. None of its
 * code is freed, since Node 24 may end the process (SIGTRAP, a check of `jit_page_`) as it does so.
 */
function postgresModule(): Promise<WebAssembly.Module> {
  setFlagsFromString('--no-wasm-code-gc')
  const library = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  compiled ??= readFile(join(dirname(library), 'pglite.wasm')).then(WebAssembly.compile)
  return compiled
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/**
 * Embedded Postgres on a folder, or in memory when `dataDir` is null. One session: transactions
 * take turns. A statement past its deadline ends the worker; a folder is then opened again, memory is
 * gone.
 */
export async function openPgliteEngine(folder: StoreFolder): Promise<PgliteEngine> {
  const open = { ...folder, postgres: await postgresModule() }
  const listeners = new Map<string, Set<(payload: string) => void>>()
  let session = startSession(open, listeners)
  const turns = fairTurns(1)

  const restart = async (reason: Error) => {
    await session.end(reason)
    if (open.dataDir === null) return
    session = startSession({ ...open, template: null }, listeners)
    for (const channel of listeners.keys()) await session.call({ op: 'listen', channel })
  }
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => turns(null, work)
  await session.call({ op: 'query', text: 'select 1', params: [], rowMode: 'array' })

  return {
    kind: 'pglite',
    patienceMs,
    borrow: ({ who }, work) =>
      turns(who, async () => {
        let ended: Promise<void> | undefined
        try {
          return await work(connectionOf(session), (reason) => {
            ended ??= restart(reason)
          })
        } finally {
          await ended
        }
      }),
    listen: async (channel, heard) => {
      const known = listeners.get(channel)
      if (known === undefined) {
        listeners.set(channel, new Set([heard]))
        await exclusive(() => session.call({ op: 'listen', channel }))
      } else known.add(heard)
      return async () => {
        listeners.get(channel)?.delete(heard)
      }
    },
    dump: () => exclusive(async () => (await session.call({ op: 'dump' })) as Uint8Array),
    close: () =>
      exclusive(async () => {
        await session.call({ op: 'close' })
        await session.end(new Error('the store is closed'))
      }),
  }
}

type Session = {
  call: (call: WorkerCall) => Promise<unknown>
  end: (reason: Error) => Promise<void>
}

function connectionOf(session: Session): Connection {
  return {
    query: async (text, params, rowMode) =>
      (await session.call({ op: 'query', text, params, rowMode })) as unknown[],
    exec: async (text) => {
      await session.call({ op: 'exec', text })
    },
  }
}

function startSession(
  open: WorkerOpen,
  listeners: Map<string, Set<(payload: string) => void>>,
): Session {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: open })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let dead: Error | undefined

  const fail = (reason: Error) => {
    dead ??= reason
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  worker.on('message', (reply: WorkerReply) => {
    if ('channel' in reply) {
      for (const heard of listeners.get(reply.channel) ?? []) heard(reply.payload)
      return
    }
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) call?.reject(databaseError(reply.error))
    else call?.resolve(reply.value)
  })
  worker.on('error', (error) => fail(openFailure(error)))
  worker.on('exit', () => fail(new AppError('unavailable', 'the embedded store stopped')))

  return {
    call: (call) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead)
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        worker.postMessage({ id: lastId, call } satisfies WorkerRequest)
      }),
    end: async (reason) => {
      fail(reason)
      await worker.terminate()
    },
  }
}

function databaseError({ message, code }: { message: string; code?: string | undefined }): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code })
}

function openFailure(cause: Error): Error {
  return new AppError('unavailable', `the embedded store failed: ${cause.message}`, {
    cause,
    hint: 'If the data folder was written by another version, point --data at a new folder.',
  })
}
