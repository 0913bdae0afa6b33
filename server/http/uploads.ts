import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import {
  addUpload,
  documentEndings,
  mostDocumentBytes,
  type UploadStep,
} from '../../knowledge/index.ts'
import { roles } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { mayImportAt, tooLarge } from '../ingest/uploads/index.ts'
import { bytesOf } from './bytes-of.ts'
import { errorReply } from './errors.ts'
import { requirePerson, type SignedIn } from './session.ts'
import type { DocumentDoor, UploadEvent } from './upload-contract.ts'

const text = z.string().min(1).max(255)
const uploadInput = {
  name: 'the upload',
  input: z.strictObject({
    site: text,
    name: text,
    id: text.optional(),
    title: text.optional(),
    equipment: z.array(text).max(100).optional(),
    role: z.array(text).max(20).optional(),
  }),
}

/** Documents by the pages: received whole, read in a process of their own, told as they go. */
export function uploadRoutes(deps: ServerDeps): Hono<SignedIn> {
  const door = { roles: [...roles], mostBytes: mostDocumentBytes, endings: documentEndings }
  return new Hono<SignedIn>()
    .get('/door', requirePerson(deps), (c) => {
      const siteIds = mayImportAt(c.get('person').principal).toSorted()
      return c.json({
        ...door,
        siteIds,
        readsPictures: deps.reader.readsPictures(),
      } satisfies DocumentDoor)
    })
    .post('/', requirePerson(deps), async (c) => receive(deps, c))
}

async function receive(deps: ServerDeps, c: Context<SignedIn>): Promise<Response> {
  const { principal } = c.get('person')
  const given = parseInput(uploadInput, queryOf(c))
  if (!mayImportAt(principal).includes(given.site)) throw mayNot(given.site)
  const bytes = await bytesOf(c, { most: mostDocumentBytes, refuse: tooLarge })
  const upload = {
    ...{ siteId: given.site, fileName: given.name, bytes },
    // It waits for approval: what is in force is decided at the gate.
    inForce: null,
    ...(given.id === undefined ? {} : { id: given.id }),
    ...(given.title === undefined ? {} : { title: given.title }),
    ...(given.equipment === undefined ? {} : { equipmentIds: given.equipment }),
    ...(given.role === undefined ? {} : { readerRoles: given.role }),
  }
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    stream.onAbort(() => gone.abort())
    const tell = (event: UploadEvent) => stream.writeSSE({ data: JSON.stringify(event) })
    const { signal } = gone
    try {
      const counts = { added: 0, refused: 0 }
      const onStep = (step: UploadStep) => {
        if (step.type !== 'progress') counts[step.type] += 1
        void tell(eventOf(step))
      }
      await addUpload({ ...deps, principal }, upload, { signal, onStep })
      await tell({ type: 'done', ...counts })
    } catch (error) {
      const { body, status } = errorReply(error)
      if (status >= 500 && !signal.aborted) deps.log.error({ err: error }, 'an upload failed')
      await tell({ type: 'failed', ...body })
    }
  })
}

function eventOf(step: UploadStep): UploadEvent {
  if (step.type !== 'refused') return step
  return { type: step.type, file: step.file, ...errorReply(step.error).body }
}

/** Each name once, but for those that may be given several times. */
function queryOf(c: Context): Record<string, unknown> {
  const lists = c.req.queries()
  return Object.fromEntries(
    Object.entries(lists).map(([key, values]) => [
      key,
      key === 'equipment' || key === 'role' ? values : values[0],
    ]),
  )
}

const mayNot = (siteId: string) =>
  new AppError('forbidden', `You may not add documents at ${siteId}.`, {
    field: 'site',
    hint: 'Administrators, managers, planners and maintenance of the site may.',
    zh: {
      message: `您不能在 ${siteId} 添加文档。`,
      hint: '该厂区的管理员、经理、计划员和维修人员可以添加。',
    },
  })
