/**
 * PGlite lives in a worker thread: a long query must not stop the server's event loop, and only a
 * thread can be ended when a statement runs past its deadline.
 */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { MemoryFS, PGlite } from '@electric-sql/pglite'
import { tarEntries } from './tar-entries.ts'
import { valueParsers } from './values.ts'

/** A folder, or memory where it is null. */
export type StoreFolder = {
  dataDir: string | null
  /** The tar file that memory begins as. */
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

/** Memory that begins as a tar file of a data folder: the files stay where they were read to. */
class Snapshot extends MemoryFS {
  readonly #tar: string
  constructor(tar: string) {
    super()
    this.#tar = tar
  }
  override async initialSyncFs(): Promise<void> {
    const fs = this.pg?.Module.FS
    for (const { path, content } of tarEntries(await readFile(this.#tar))) {
      const at = `/pglite/data/${path}`
      if (content === null) fs?.mkdirTree(at)
      // Without `canOwn` each file is copied; its types do not know of it.
      else fs?.writeFile(at, content, { canOwn: true } as object)
    }
  }
}

/** In memory a buffer holds what memory holds already, and every byte of the folder is copied. */
const small = {
  buffersMb: 4,
  initDbStartParams: ['--wal-segsize=1'],
  postgresqlconf: ['min_wal_size = 2MB'],
}

const { dataDir, template, postgres, ...open } = workerData as WorkerOpen
const opening = openStore()

async function openStore(): Promise<PGlite> {
  const { buffersMb = 16, ...initially } = { ...open, ...(dataDir === null && small) }
  return PGlite.create(dataDir ?? 'memory://', {
    ...{ parsers: valueParsers, relaxedDurability: false, pgliteWasmModule: postgres },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffersMb}MB`],
    ...initially,
    ...(template !== null && { fs: new Snapshot(template) }),
  })
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
