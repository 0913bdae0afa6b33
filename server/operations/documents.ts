import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { AppError, describeError, type Said } from '../../base/app-error.ts'
import { parseInstant, siteZone, zoneOf } from '../../factory/index.ts'
import {
  addUpload,
  clearance,
  dueReviews,
  listLibrary,
  publishRevision,
  type Reindexed,
  reindex,
  retireDocument,
  type UploadedDocument,
  type UploadStep,
  unansweredTopics,
} from '../../knowledge/index.ts'
import type { Deps } from '../deps.ts'
import { indexLease, underLease } from '../jobs/index.ts'
import { defineOperation } from './operation.ts'

const text = z.string().min(1)
const span = { from: text.optional(), until: text.optional() }
const place = { siteId: text.default('group'), id: text }
const leaseTries = 20
const leasePauseMs = 500

/** Takes one file of this machine in: a document, or those of a ZIP. Progress is what has been read. */
export const documentAdd = defineOperation({
  name: 'document-add',
  input: z.strictObject({
    /** With the folders that it is known by. */
    name: text.optional(),
    ...{ file: text, siteId: text.default('group'), id: text.optional(), title: text.optional() },
    equipmentIds: z.array(text).optional(),
    readerRoles: z.array(text).optional(),
    clearance: clearance.optional(),
    ownerRole: text.optional(),
    reviewMonths: z.int().min(0).max(120).optional(),
    /** It waits for approval: nobody finds it. */
    draft: z.boolean().default(false),
    ...span,
  }),
  run: async (deps, { principal, signal, progress }, { file, siteId, draft, ...given }) => {
    const { from, until, reviewMonths, name = basename(file), ...named } = given
    const details = Object.fromEntries(Object.entries(named).filter(([, value]) => value))
    const inForce = draft ? null : await spanOf(deps, { from, until })
    const upload = {
      ...{ siteId, fileName: name, bytes: await bytesOf(file), ...details, inForce },
      ...(reviewMonths === undefined ? {} : { reviewMonths: reviewMonths || null }),
      addedBy: principal.userId,
    }
    const taken: TakenIn = { added: [], refused: [] }
    await addUpload(deps, upload, { signal, onStep: (step) => note(taken, step, progress) })
    return taken
  },
})

type TakenIn = { added: UploadedDocument[]; refused: ({ file: string } & Said)[] }

function note(taken: TakenIn, step: UploadStep, progress: (step: unknown) => void): void {
  if (step.type === 'progress') progress(step)
  else if (step.type === 'added') taken.added.push(step.document)
  else taken.refused.push({ file: step.file, ...describeError(step.error) })
}

/** Every document that the person may read, whatever its state. */
export const documentList = defineOperation({
  name: 'document-list',
  input: z.strictObject({}),
  run: (deps, { principal }) => listLibrary(deps, principal),
})

export const documentPublish = defineOperation({
  name: 'document-publish',
  input: z.strictObject({ ...place, revision: z.int().positive(), ...span }),
  run: async (deps, { principal }, { siteId, id, revision, ...given }) => {
    const asked = await spanOf(deps, given)
    await publishRevision(deps, { siteId, id, revision, ...asked, by: principal.userId })
    return { siteId, id, revision }
  },
})

export const documentRetire = defineOperation({
  name: 'document-retire',
  input: z.strictObject({ ...place, ...span }),
  run: async (deps, { principal }, { siteId, id, ...given }) => {
    const asked = await spanOf(deps, given)
    await retireDocument(deps, { siteId, id, ...asked, by: principal.userId })
    return { siteId, id }
  },
})

export const documentReviews = defineOperation({
  name: 'document-reviews',
  input: z.strictObject({}),
  run: (deps, { principal }) => dueReviews(deps, principal),
})

export const documentQuestions = defineOperation({
  name: 'document-questions',
  input: z.strictObject({ siteId: text.nullable().default(null) }),
  run: ({ db }, { principal }, { siteId }) => unansweredTopics(db, principal, { siteId }),
})

type Typed = { from?: string | undefined; until?: string | undefined }

/** Instants as they were typed, in plant time where they say no zone. */
async function spanOf(
  { db }: Deps,
  { from, until }: Typed,
): Promise<{ from?: Date; until?: Date }> {
  const zone = zoneOf(await db.tx('read', siteZone))
  const instant = (field: string, typed: string | undefined) =>
    typed === undefined ? {} : { [field]: parseInstant({ field, typed, zone }) }
  return { ...instant('from', from), ...instant('until', until) }
}

/** Makes the passages of documents anew, beside those that are searched meanwhile. */
export const documentReindex = defineOperation({
  name: 'document-reindex',
  input: z.strictObject({ which: z.enum(['outdated', 'all']).default('outdated') }),
  run: async ({ db, clock, newId, reader, providers }, { signal, progress }, { which }) => {
    const lease = { ...indexLease, holder: newId('reindex'), signal }
    const made: Reindexed[] = []
    const make = async (held: AbortSignal) => {
      const { embedder } = providers
      const deps = { db, clock, reader, embedder, signal: held, progress }
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
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const isFolder = cause.code === 'EISDIR'
    const what = isFolder ? 'is a folder' : 'cannot be read'
    throw new AppError('invalid_input', `The file ${file} ${what}.`, {
      cause,
      field: 'file',
      hint: isFolder ? 'Name the files in it.' : 'Check its name, and that the server may read it.',
    })
  })
}
