import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { parseInstant, zoneOf } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import {
  answerSheets,
  type ExportFormat,
  exportFormats,
  exportPieces,
  readTable,
  type Sheet,
} from '../export/index.ts'
import { sitesSeenBy } from '../sites.ts'
import { readAnswer } from './read-answer.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().min(1).max(200)
const format = z.enum(exportFormats).default('xlsx')
const tableQuery = {
  name: 'the export',
  input: z.strictObject({
    format,
    site: text.optional(),
    since: text.optional(),
    until: text.optional(),
  }),
}
const answerQuery = { name: 'the export', input: z.strictObject({ format }) }

const types: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** Tables and answers as files, streamed, with the rights of whoever asks. */
export function exportRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/tables/:table', async (c) => {
      const { format, ...chosen } = parseInput(tableQuery, c.req.query())
      const { principal } = c.get('person')
      const table = c.req.param('table')
      const window = await windowOf(db, chosen)
      const asker = { db, principal, signal: c.req.raw.signal }
      const sheet = await readTable(asker, { table, site: chosen.site, ...window })
      return fileReply(c, [sheet], { name: table, format })
    })
    .get('/answers/:thread/:seq', async (c) => {
      const { format } = parseInput(answerQuery, c.req.query())
      const { thread, seq } = c.req.param()
      const { question, answer } = await readAnswer(db, c.get('person').principal, {
        thread,
        seq: Number(seq),
      })
      return fileReply(c, answerSheets(question, answer), { name: `answer-${seq}`, format })
    })
}

type Named = { name: string; format: ExportFormat }

/** A file that is written as it is sent. */
export function fileReply(c: Context, sheets: Sheet[], { name, format }: Named): Response {
  c.header('content-type', types[format])
  const file = encodeURIComponent(`${name}.${format}`)
  c.header('content-disposition', `attachment; filename*=UTF-8''${file}`)
  c.header('cache-control', 'no-store')
  return c.body(Readable.toWeb(Readable.from(exportPieces(sheets, format))) as ReadableStream)
}

type Chosen = { site?: string | undefined; since?: string | undefined; until?: string | undefined }

async function windowOf(db: Db, { site, since, until }: Chosen) {
  const [found] = site === undefined ? [] : await sitesSeenBy(db, [site])
  const zone = zoneOf(found?.zone ?? 'UTC')
  const instant = (field: string, typed: string | undefined) =>
    typed === undefined ? undefined : parseInstant({ field, typed, zone })
  return { since: instant('since', since), until: instant('until', until) }
}
