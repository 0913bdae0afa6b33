import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import { changeFinding, type Finding, listFindings } from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { readFeeds } from '../health.ts'
import { listIngestKeys } from '../ingest/http/index.ts'
import { jsonBody } from './body.ts'
import type { SourceKey, SourcesPage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().min(1).max(500)

const change = {
  name: 'the finding',
  input: z.strictObject({
    siteId: text,
    id: text,
    status: z.enum(['acknowledged', 'closed']),
    note: text.optional(),
  }),
}

/** These may look after any finding; others after those of their own role. */
const caretakers = ['supervisor', 'manager', 'admin']

/** Where the data of one's sites come from, how fresh they are, and what is wrong with them. */
export function sourceRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => c.json(await readSources(deps, c.get('person').principal)))
    .post('/findings', async (c) => {
      const { principal } = c.get('person')
      const given = parseInput(change, await jsonBody(c))
      const { siteId, id, status, note } = given
      const found = await findingOf(deps, principal, given)
      if (!mayChange(found, principal)) throw notTheirs(found)
      const owner = status === 'acknowledged' ? { owner: principal.userId } : {}
      const noted = note === undefined ? {} : { note }
      await changeFinding(deps, { siteId, id, status, ...owner, ...noted })
      return c.json(await readSources(deps, principal))
    })
}

async function readSources(deps: ServerDeps, principal: Principal): Promise<SourcesPage> {
  const now = deps.clock()
  const sites = sitesOf(principal)
  const { feeds, findings } = await deps.db.tx(
    'read',
    async (tx) => ({ feeds: await readFeeds(tx, now), findings: await listFindings(tx) }),
    { principal },
  )
  const keys = await listIngestKeys(deps, principal)
  return {
    feeds: feeds.map(({ site, ageS: _age, ...feed }) => ({ siteId: site, ...feed })),
    connections: deps
      .connections()
      .filter(({ site }) => sites.includes(site))
      .map(({ site, ...connection }) => ({ siteId: site, ...connection })),
    keys: keys.filter(({ revokedAt }) => revokedAt === null).map(shownKey),
    findings: findings.map((finding) => ({ ...finding, mayChange: mayChange(finding, principal) })),
    now: now.toISOString(),
  }
}

type Key = Awaited<ReturnType<typeof listIngestKeys>>[number]

const shownKey = ({ siteId, id, label, source, streams, ...key }: Key): SourceKey => ({
  ...{ siteId, id, label, source, streams },
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
})

/** @throws AppError `not_found` for one that is closed, or of a site that is not one's own */
async function findingOf(
  { db }: ServerDeps,
  principal: Principal,
  { siteId, id }: Pick<Finding, 'siteId' | 'id'>,
): Promise<Finding> {
  const open = await db.tx('read', (tx) => listFindings(tx, { limit: 10_000 }), { principal })
  const found = open.find((one) => one.siteId === siteId && one.id === id)
  if (found !== undefined) return found
  throw new AppError('not_found', `There is no open finding "${id}" that you may see.`, {
    field: 'id',
    hint: 'Look at the list again: it may have been mended.',
  })
}

function mayChange({ siteId, owner }: Finding, { userId, roles }: Principal): boolean {
  const own = roles.filter((held) => held.siteId === siteId).map(({ role }) => role)
  return owner === userId || own.some((role) => role === owner || caretakers.includes(role))
}

function notTheirs({ owner, siteId }: Finding): AppError {
  return new AppError('forbidden', `This finding is looked after by ${owner} of ${siteId}.`, {
    hint: 'Ask them, or a supervisor, to take it on or to close it.',
  })
}
