/**
 * PGlite lives in a worker thread: a long query must not stop the server's event loop, and only a
 * thread can be ended when a statement runs past its deadline.
 */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { valueParsers } from './values.ts'

/** A folder, or memory where it is null; filled from the tar file `template` where one is named. */
export type StoreFolder = {
  dataDir: string | null
  template: string | null
  /** Taken all at once when it opens, at 6 ms of CPU a MB. */
  buffersMb?: number
}
export type WorkerOpen = StoreFolder & { postgres: WebAssembly.Module }

export type WorkerCall =
  | { op: 'query'; text: string; params: unknown[]; rowMode: 'array' | 'object' }
  | { op: 'exec'; text: string }
  | { op: 'listen'; channel: string }
  | { op: 'dump' }
  | { op: 'close' }

export type WorkerRequest = { id: number; call: WorkerCall }

export type WorkerReply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code?: string | undefined } }
  | { channel: string; payload: string }

const port = parentPort
if (port === null) throw new Error('pglite-worker runs as a worker thread only')

/** A `Blob` that is asked for its bytes joins them from small parts: a second for 40 MB. */
class WholeFile extends Blob {
  readonly #path: string
  constructor(path: string) {
    super()
    this.#path = path
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await readFile(this.#path)
    return buffer.slice(byteOffset, byteOffset + byteLength)
  }
}

/** In memory, every byte of the folder is copied at each opening. */
const small = {
  initDbStartParams: ['--wal-segsize=1'],
  postgresqlconf: ['min_wal_size = 2MB'],
}

const { dataDir, template, buffersMb = 16, postgres } = workerData as WorkerOpen
const opening = open()

async function open(): Promise<PGlite> {
  const options = {
    ...{ parsers: valueParsers, relaxedDurability: false, pgliteWasmModule: postgres },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffersMb}MB`],
    ...(dataDir === null && small),
  }
  if (template === null) return PGlite.create(dataDir ?? 'memory://', options)
  const loadDataDir = new WholeFile(template)
  return PGlite.create(dataDir ?? 'memory://', { ...options, loadDataDir })
}

async function answer(call: WorkerCall): Promise<unknown> {
  const db = await opening
  switch (call.op) {
    case 'query':
      return (await db.query(call.text, call.params, { rowMode: call.rowMode })).rows
    case 'exec':
      await db.exec(call.text)
      return null
    case 'listen':
      await db.listen(call.channel, (payload) => {
        port?.postMessage({ channel: call.channel, payload } satisfies WorkerReply)
      })
      return null
    case 'dump':
      return new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer())
    case 'close':
      await db.close()
      return null
  }
}

port.on('message', async ({ id, call }: WorkerRequest) => {
  try {
    port.postMessage({ id, value: await answer(call) } satisfies WorkerReply)
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    port.postMessage({ id, error: { message, code } } satisfies WorkerReply)
  }
})
