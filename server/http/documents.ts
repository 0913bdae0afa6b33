import { Hono } from 'hono'
import { AppError } from '../../base/app-error.ts'
import { readDocument } from '../../knowledge/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { DocumentPassages } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const mostCharacters = 2_000_000

/** The passages of one revision: where a citation leads. */
export function documentRoutes({ db, ...deps }: ServerDeps): Hono<SignedIn> {
  const app = new Hono<SignedIn>().use(requirePerson({ db, ...deps }))
  return app.get('/:siteId/:id/:revision', async (c) => {
    const { siteId, id } = c.req.param()
    const revision = readRevision(c.req.param('revision'))
    const quote = c.req.query('quote')
    const asked = { document: id, siteId, revision, at: deps.clock(), mostCharacters }
    const request = { ...asked, ...(quote === undefined ? {} : { quote }) }
    const found = await readDocument({ db, principal: c.get('person').principal }, request)
    const { title, state: status, passages } = found
    const reply: DocumentPassages = { id, title, revision, status, passages }
    return c.json(reply)
  })
}

function readRevision(typed: string): number {
  const revision = Number(typed)
  if (Number.isSafeInteger(revision) && revision > 0) return revision
  throw new AppError('invalid_input', `"${typed}" is no revision.`, {
    field: 'revision',
    hint: 'Follow the link of a citation: it ends with a number such as 1.',
  })
}
