import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  diffRevisions,
  facetsOf,
  listLibrary,
  matches,
  readLibraryDocument,
  readRevisionFile,
} from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { documentFile } from './document-file.ts'
import type { LibraryDocument, LibraryPage, RevisionDiff } from './library-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().min(1).max(200)
const revision = z.coerce.number().int().positive()
const listInput = {
  name: 'the list of documents',
  input: z.strictObject({
    q: z.string().trim().max(200).optional(),
    site: text.optional(),
    language: z.enum(['zh', 'en']).optional(),
    state: z.enum(['draft', 'scheduled', 'effective', 'retired']).optional(),
    review: z.enum(['overdue', 'soon', 'later']).optional(),
    type: text.optional(),
    equipment: text.optional(),
    /** How many documents come before the page. */
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
}
const diffInput = {
  name: 'the comparison',
  input: z.strictObject({ from: revision, to: revision }),
}
const fileInput = {
  name: 'the file',
  input: z.strictObject({ siteId: text, id: text, revision }),
}

/** Documents as people find and read them; nobody is shown one that the database does not show them. */
export function libraryRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => c.json(await pageOf(deps, c)))
    .get('/:siteId/:id', async (c) => {
      const { principal } = c.get('person')
      const reply: LibraryDocument = await readLibraryDocument(deps, principal, c.req.param())
      return c.json(reply)
    })
    .get('/:siteId/:id/diff', async (c) => {
      const { principal } = c.get('person')
      const asked = { ...c.req.param(), ...parseInput(diffInput, c.req.query()) }
      const reply: RevisionDiff = await db.tx('read', (tx) => diffRevisions(tx, asked), {
        principal,
      })
      return c.json(reply)
    })
    .get('/:siteId/:id/:revision/file', async (c) => {
      const { principal } = c.get('person')
      const place = parseInput(fileInput, c.req.param())
      const file = await readRevisionFile(db, principal, place)
      return documentFile(c, file, { download: c.req.query('download') !== undefined })
    })
}

async function pageOf(deps: ServerDeps, c: Context<SignedIn>): Promise<LibraryPage> {
  const { after, limit, ...filter } = parseInput(listInput, c.req.query())
  const all = await listLibrary(deps, c.get('person').principal)
  const found = all.filter((item) => matches(item, filter))
  const end = after + limit
  return {
    items: found.slice(after, end),
    total: found.length,
    next: end < found.length ? String(end) : null,
    facets: facetsOf(all),
  }
}
