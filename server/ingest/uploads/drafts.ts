import { createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { NewId } from '../../../base/ports.ts'
import { fileFault } from '../faults/index.ts'
import type { Mapping } from '../files/index.ts'
import type { SeenSheet } from './read-sheets.ts'

/** A file that was received: it lies in a folder of its own until it is imported or forgotten. */
export type Draft = {
  id: string
  userId: string
  siteId: string
  zone: string
  name: string
  folder: string
  path: string
  bytes: number
  seen: SeenSheet[]
  /** Of a mended list of refused rows: the mapping of its file. */
  mended: Mapping | null
  running: { signal: AbortSignal; ended: Promise<void> } | null
  /** Lists of refused rows of the last run, one for each sheet that had any. */
  refusals: string[]
}

export type Drafts = ReturnType<typeof openDrafts>

const mostOfPerson = 3
const mostOfAll = 12
const idleMs = 60 * 60_000

/** The files on their way in; each is removed once it is imported, forgotten, or an hour idle. */
export function openDrafts({ newId }: { newId: NewId }) {
  const drafts = new Map<string, Draft & { timer: NodeJS.Timeout }>()
  const forget = async (id: string): Promise<void> => {
    const draft = drafts.get(id)
    drafts.delete(id)
    clearTimeout(draft?.timer)
    if (draft !== undefined) await rm(draft.folder, { recursive: true, force: true })
  }
  process.once('exit', () => {
    for (const { folder } of drafts.values()) rmSync(folder, { recursive: true, force: true })
  })
  const makeRoom = async (userId: string) => {
    const idle = [...drafts.values()].filter(({ running }) => running === null)
    const [oldest] = idle.filter((draft) => draft.userId === userId)
    const own = [...drafts.values()].filter((draft) => draft.userId === userId).length
    if (own >= mostOfPerson && oldest !== undefined) await forget(oldest.id)
    if (drafts.size >= mostOfAll || own - Number(oldest !== undefined) >= mostOfPerson) throw busy()
  }
  return {
    forget,
    /** Receives a file whole, onto the disk and never into memory. */
    receive: async (given: Given, { body, mostBytes, signal }: Sent): Promise<Draft> => {
      await makeRoom(given.userId)
      const folder = await mkdtemp(join(tmpdir(), 'jidoka-import-'))
      const path = join(folder, safeName(given.name))
      const counted = { bytes: 0 }
      try {
        const file = createWriteStream(path, { mode: 0o600 })
        const limited = limit(mostBytes, counted)
        await pipeline(Readable.fromWeb(body as WebStream), limited, file, { signal })
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
      const id = newId('import')
      const timer = setTimeout(() => void forget(id), idleMs).unref()
      const fresh = { seen: [], mended: null, running: null, refusals: [] }
      const draft = { ...given, ...fresh, ...{ id, folder, path, timer, bytes: counted.bytes } }
      drafts.set(id, draft)
      return draft
    },
    /** @throws AppError `not_found` for one that is not there, or another person's */
    find: (id: string, userId: string): Draft => {
      const draft = drafts.get(id)
      if (draft === undefined || draft.userId !== userId) throw gone()
      draft.timer.refresh()
      return draft
    },
  }
}

type Given = Pick<Draft, 'userId' | 'siteId' | 'zone' | 'name'>
type Sent = { body: ReadableStream<Uint8Array>; mostBytes: number; signal: AbortSignal }

/** Its own name stands in messages about it; nothing of it may lead out of the folder. */
const safeName = (name: string) =>
  name
    .replace(/[/\\\0]/g, '_')
    .replace(/^\.+/, '_')
    .slice(-80) || 'file'

const limit = (most: number, counted: { bytes: number }) =>
  async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      counted.bytes += piece.byteLength
      if (counted.bytes > most) throw tooLarge(most)
      yield piece
    }
  }

export const tooLarge = (most: number) =>
  fileFault('tooLarge', { mb: Math.floor(most / 1024 / 1024) }, { code: 'too_large' })

const gone = () => fileFault('gone', {}, { code: 'not_found', field: 'id' })

const busy = () => fileFault('busy', {}, { code: 'unavailable' })
