import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { addDocument, type Reindexed, reindex } from '../../knowledge/index.ts'
import { indexLease, underLease } from '../jobs/index.ts'
import { defineOperation } from './operation.ts'

const mostBytes = 50 * 1024 * 1024
const leaseTries = 20
const leasePauseMs = 500

/** Takes one file of this machine in as a document. */
export const documentAdd = defineOperation({
  name: 'document-add',
  input: z.strictObject({
    file: z.string().min(1),
    siteId: z.string().min(1).default('group'),
    id: z.string().min(1).optional(),
    title: z.string().min(1).optional(),
    equipmentIds: z.array(z.string().min(1)).optional(),
    readerRoles: z.array(z.string().min(1)).optional(),
  }),
  run: async (deps, _context, { file, siteId, ...given }) => {
    const details = Object.fromEntries(Object.entries(given).filter(([, value]) => value))
    const bytes = await bytesOf(file)
    return addDocument(deps, { siteId, fileName: basename(file), bytes, ...details })
  },
})

/** Makes the passages of documents anew, beside those that are searched meanwhile. */
export const documentReindex = defineOperation({
  name: 'document-reindex',
  input: z.strictObject({ which: z.enum(['outdated', 'all']).default('outdated') }),
  run: async ({ db, clock, newId, providers }, { signal, progress }, { which }) => {
    const lease = { ...indexLease, holder: newId('reindex'), signal }
    const made: Reindexed[] = []
    const make = async (held: AbortSignal) => {
      const deps = { db, clock, embedder: providers.embedder, signal: held, progress }
      made.push(await reindex(deps, { which }))
    }
    // The server's own look for something to do takes a moment; what takes longer is work.
    for (let tries = 0; tries < leaseTries; tries++) {
      if (await underLease(db, lease, make)) break
      await sleep(leasePauseMs, undefined, { signal })
    }
    const [done] = made
    if (done !== undefined) return done
    throw new AppError('conflict', 'The index is being made anew already.', {
      hint: 'It goes on by itself; `jidoka doctor` and /status say how far it is.',
    })
  },
})

async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const isFolder = cause.code === 'EISDIR'
    const what = isFolder ? 'is a folder' : 'cannot be read'
    throw new AppError('invalid_input', `The file ${file} ${what}.`, {
      cause,
      field: 'file',
      hint: isFolder ? 'Name the files in it.' : 'Check its name, and that the server may read it.',
    })
  })
  if (bytes.byteLength <= mostBytes) return bytes
  throw new AppError('too_large', `The file ${file} is larger than 50 MB.`, {
    field: 'file',
    hint: 'Split it into parts.',
  })
}
