import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { fileFault } from '../ingest/faults/index.ts'
import {
  type Draft,
  type Drafts,
  guessSheet,
  guessUpload,
  importStreams,
  mayImportAt,
  openDrafts,
  previewUpload,
  runUpload,
  tooLarge,
} from '../ingest/uploads/index.ts'
import { sitesSeenBy } from '../sites.ts'
import { jsonBody } from './body.ts'
import { errorReply } from './errors.ts'
import { bodyGuard } from './guards.ts'
import type {
  ImportDoor,
  ImportDraft,
  ImportEvent,
  ImportGuess,
  ImportPreview,
} from './import-contract.ts'
import { eventOf, reportOf } from './import-views.ts'
import { requirePerson, type SignedIn } from './session.ts'

const mostBytes = 1024 * 1024 * 1024

const text = z.string().min(1).max(500)
const texts = z.record(text, z.string().max(2000))
const plan = z.strictObject({
  source: z.string().min(1).max(200),
  sheets: z
    .array(
      z.strictObject({ sheet: text.nullable(), stream: text, columns: texts, constants: texts }),
    )
    .max(100),
})
const guessInput = {
  name: 'the kind of rows',
  input: z.strictObject({ sheet: text.nullable(), stream: text }),
}
const planInput = { name: 'the plan of the import', input: plan }
const runInput = {
  name: 'the import',
  input: z.strictObject({ plan, dryRun: z.boolean() }),
}
const uploadInput = {
  name: 'the upload',
  input: z.strictObject({ site: text, name: z.string().min(1).max(255) }),
}

/** Files by the pages: received, looked through, checked, imported. See import-contract.ts. */
export function importRoutes(deps: ServerDeps): Hono<SignedIn> {
  const drafts = openDrafts(deps)
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', (c) => {
      const siteIds = mayImportAt(c.get('person').principal).toSorted()
      return c.json({ siteIds, streams: importStreams, mostBytes } satisfies ImportDoor)
    })
    .post('/', async (c) => c.json(await receive(deps, drafts, c), 201))
    .post('/:id/guess', bodyGuard, async (c) => {
      const { seen } = draftOf(drafts, c)
      const given = parseInput(guessInput, await jsonBody(c))
      return c.json(guessSheet(seen, given) satisfies ImportGuess)
    })
    .post('/:id/preview', bodyGuard, async (c) => {
      const draft = draftOf(drafts, c)
      const given = parseInput(planInput, await jsonBody(c))
      const { principal } = c.get('person')
      const asked = { draft, plan: given, principal, signal: c.req.raw.signal }
      return c.json({ sheets: await previewUpload(deps, asked) } satisfies ImportPreview)
    })
    .post('/:id/run', bodyGuard, async (c) => run(deps, draftOf(drafts, c), c))
    .get('/:id/refused/:list', (c) => {
      const { refusals, name } = draftOf(drafts, c)
      const path = refusals[Number(c.req.param('list'))]
      if (path === undefined) throw noList()
      const file = encodeURIComponent(name.replace(/(\.csv)?$/, '.refused.csv'))
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', `attachment; filename*=UTF-8''${file}`)
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream)
    })
    .delete('/:id', async (c) => {
      await drafts.forget(draftOf(drafts, c).id)
      return c.body(null, 204)
    })
}

type Asked = Context<SignedIn>

const draftOf = (drafts: Drafts, c: Asked): Draft =>
  drafts.find(c.req.param('id') ?? '', c.get('person').principal.userId)

async function receive(deps: ServerDeps, drafts: Drafts, c: Asked): Promise<ImportDraft> {
  const { principal } = c.get('person')
  const { site: siteId, name } = parseInput(uploadInput, c.req.query())
  if (!mayImportAt(principal).includes(siteId)) throw mayNot(siteId)
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const { body, signal } = c.req.raw
  if (body === null) throw noFile()
  const [site] = await sitesSeenBy(deps.db, [siteId])
  const given = { userId: principal.userId, siteId, name, zone: site?.zone ?? 'UTC' }
  const draft = await drafts.receive(given, { body, mostBytes, signal })
  try {
    if (draft.bytes === 0) throw noFile()
    const { savedAt, sheets, ...guess } = await guessUpload(deps.db, draft, signal)
    return {
      ...{ id: draft.id, siteId, name, bytes: draft.bytes, ...guess },
      savedAt: savedAt?.toISOString() ?? null,
      sheets: sheets.map(({ seen, columns, ...sheet }) => ({
        ...sheet,
        columns: seen.map((column, at) => ({
          ...column,
          ...(columns[at] ?? { field: null, confidence: 0 }),
        })),
      })),
    }
  } catch (error) {
    await drafts.forget(draft.id)
    throw error
  }
}

async function run(deps: ServerDeps, draft: Draft, c: Asked): Promise<Response> {
  const given = parseInput(runInput, await jsonBody(c))
  const { principal } = c.get('person')
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    stream.onAbort(() => gone.abort())
    const tell = (event: ImportEvent) => stream.writeSSE({ data: JSON.stringify(event) })
    try {
      const onProgress = (progress: Parameters<typeof eventOf>[0]) => void tell(eventOf(progress))
      const asked = { draft, ...given, principal, signal: gone.signal, onProgress }
      await tell({ type: 'done', report: reportOf(await runUpload(deps, asked)) })
    } catch (error) {
      const { body, status } = errorReply(error)
      if (status >= 500 && !gone.signal.aborted) deps.log.error({ err: error }, 'an import failed')
      await tell({ type: 'failed', ...body })
    }
  })
}

const mayNot = (siteId: string) =>
  new AppError('forbidden', `You may not import at ${siteId}.`, {
    field: 'site',
    hint: 'Administrators, managers, planners and maintenance of the site may.',
  })

const noFile = () => fileFault('none', {})

const noList = () => fileFault('noList', {}, { code: 'not_found', field: 'id' })
