/**
 * What a document says, and what it is called, reaches only those who may read it: six roles at three
 * sites, over every surface. Each document holds a word of its own; nobody may meet a foreign one.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit, listProposals } from '../actions/index.ts'
import { collectAnswer, runTurn } from '../agent/index.ts'
import { randomId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { plantClock, writePlant } from '../factory/test-plant.ts'
import { addDocument, listLibrary } from '../knowledge/index.ts'
import { baseUrl, openTestServer, tokenFor, trustingAuth } from '../server/test-server.ts'
import { type Db, schema } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog, runTool } from '../tools/index.ts'
import { addPersonRows } from './support/person-rows.ts'
import { toolContext } from './support/tool-context.ts'

const sites = ['suzhou', 'dongguan', 'chengdu'] as const
const roles = ['operator', 'maintenance', 'planner', 'quality', 'supervisor', 'manager'] as const
type Role = (typeof roles)[number]
type Person = Principal & { site: string; role: Role }

const people: Person[] = sites.flatMap((site) =>
  roles.map((role) => ({
    ...{ userId: `${role}@${site}`, language: 'en' as const, site, role },
    roles: [{ siteId: site, role }],
  })),
)

/** `role` null: everybody of its site. `was`: open to all before it was closed. */
type Doc = { siteId: string; role: Role | null; was: boolean; id: string; word: string }
const docs: Doc[] = ['group', ...sites].flatMap((siteId) =>
  [
    ...[null, ...roles].map((role) => ({ role, was: false })),
    { role: 'manager' as const, was: true },
  ].map(({ role, was }) => {
    const id = `tq-${siteId}-${role ?? 'all'}${was ? '-was' : ''}`
    return { siteId, role, was, id, word: `cnry${id.replaceAll('-', '')}x` }
  }),
)

const isFor = ({ site, role }: Person, doc: Doc): boolean =>
  (doc.siteId === site || doc.siteId === 'group') && (doc.role === null || doc.role === role)
const foreignTo = (person: Person) => docs.filter((doc) => !isFor(person, doc))
const idsFor = (person: Person) => docs.filter((doc) => isFor(person, doc)).map(({ id }) => id)

/** Foreign words and names that stand in what a person was given. */
const leaksIn = (given: unknown, person: Person): string[] => {
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  return foreignTo(person)
    .filter(({ id, word }) => text.includes(word) || text.includes(`"${id}"`))
    .map(({ id }) => id)
}

const textOf = ({ word }: Doc, revision: number): Uint8Array =>
  new TextEncoder().encode(
    `# Torque ${word}\n\nThe torque note of ${word} says ${20 + revision} N·m.\n\n> Warning: ${word} is hot.`,
  )

let db: Db
let server: Awaited<ReturnType<typeof openTestServer>>
let logged = ''
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', ({ orm }) =>
    orm
      .insert(schema.site)
      .values({ siteId: 'chengdu', nameZh: '成都', nameEn: 'Chengdu', zone: 'Asia/Shanghai' }),
  )
  for (const doc of docs) {
    const given = { siteId: doc.siteId, id: doc.id, title: `Torque ${doc.word}` }
    const add = (revision: number, readerRoles: string[]) =>
      addDocument(
        { db, clock: plantClock },
        { ...given, fileName: `${doc.id}.md`, bytes: textOf(doc, revision), readerRoles },
      )
    if (doc.was) await add(1, [])
    await add(2, doc.role === null ? [] : [doc.role])
  }
  await addPersonRows(
    db,
    people.map(({ userId, site: siteId, role }) => ({ userId, siteId, role })),
  )
  server = await openTestServer({ db, tools: catalog, auth: trustingAuth(db), log: logger() })
})
afterAll(() => server.close())

function logger() {
  const write = (line: string) => {
    logged += line
  }
  return pino({ level: 'trace' }, { write })
}

const toolNamed = (name: string) => {
  const tool = catalog.find((one) => one.name === name)
  if (tool === undefined) throw new Error(`no tool ${name}`)
  return tool
}
const call = (principal: Principal, name: string, args: object) =>
  runTool(toolNamed(name), toolContext(db, principal), args)

/** One foreign document of each kind: of another site, of another role here, of the group, once open. */
function triedBy(person: Person): Doc[] {
  const kinds = Map.groupBy(foreignTo(person), ({ siteId, role, was }) =>
    [siteId === person.site, siteId === 'group', role === null, was].join(),
  )
  return [...kinds.values()].flatMap((all) => all.slice(0, 1))
}

describe.each(people)('$userId', (person) => {
  test('searches: finds all of its own, with warnings and citations, and nothing else', async () => {
    const found = await call(person, 'search_knowledge', { query: 'torque note', limit: 20 })
    const documents = (found.data.passages as { document: string }[]).map((one) => one.document)
    expect([...new Set(documents)].toSorted()).toEqual(idsFor(person).toSorted())
    expect(leaksIn(found, person)).toEqual([])
    for (const { word } of triedBy(person)) {
      const guess = await call(person, 'search_knowledge', { query: `${word} torque`, limit: 20 })
      expect(leaksIn({ ...guess.data, unknown_words: [] }, person)).toEqual([])
    }
  })

  test('reads: neither a foreign document nor a hint of one', async () => {
    const [own] = idsFor(person)
    expect(JSON.stringify(await call(person, 'read_document', { document: own }))).toMatch(/cnry/)
    for (const { id, was } of triedBy(person)) {
      const args = { document: id, ...(was ? { revision: 1 } : {}) }
      const refusal = await call(person, 'read_document', args).catch((error) => error)
      expect(refusal).toMatchObject({ code: 'not_found' })
      const suggested: string[] = refusal.hint?.match(/tq-[\w-]+/g) ?? []
      expect(suggested.filter((other) => !idsFor(person).includes(other))).toEqual([])
      expect(refusal.message).not.toMatch(/cnry/)
    }
    expect(leaksIn(await listLibrary({ db, clock: plantClock }, person), person)).toEqual([])
  })

  test('HTTP: no route about documents gives a foreign one away', async () => {
    const get = (path: string) =>
      server.app.request(path, { headers: { 'x-person': person.userId } })
    const own = docs.find((doc) => isFor(person, doc) && !doc.was)
    const opened = await get(`/api/documents/${own?.siteId}/${own?.id}/1`)
    expect([opened.status, (await opened.text()).includes('cnry')]).toEqual([200, true])
    const paths = server.app.routes
      .filter(({ method, path }) => method === 'GET' && aboutDocuments.test(path))
      .map(({ path }) => path)
      // It repeats what people asked, the guesses of this test among it; no word is a document's.
      .filter((path) => !path.endsWith('/unanswered'))
    expect(paths.length).toBeGreaterThan(0)
    for (const path of new Set(paths)) {
      for (const { siteId, id } of triedBy(person)) {
        const known: Record<string, string> = { siteId, site: siteId, id, document: id }
        const filled = path.replace(/:(\w+)(\{[^}]*\})?\??/g, (_, name) => known[name] ?? '1')
        const reply = await get(filled)
        expect(leaksIn((await reply.text()).replaceAll(`"${id}"`, ''), person), filled).toEqual([])
      }
    }
  })

  test('MCP: resources and tools', async () => {
    const client = await connect(person)
    const listed = await client.listResources()
    expect(listed.resources.filter(({ uri }) => uri.includes('tq-'))).toHaveLength(
      idsFor(person).length,
    )
    expect(leaksIn(listed, person)).toEqual([])
    const index = await client.readResource({ uri: 'jidoka://documents' })
    expect(leaksIn(index, person)).toEqual([])
    const args = { query: 'torque note', limit: 20 }
    const found = await client.callTool({ name: 'search_knowledge', arguments: args })
    expect(leaksIn(found, person)).toEqual([])
    for (const { siteId, id } of triedBy(person)) {
      const read = client.readResource({ uri: `jidoka://documents/${siteId}/${id}/1` })
      expect(leaksIn(await read.catch((error) => String(error)), person)).toEqual([])
    }
    await client.close()
  })

  test('an answer quotes what the person may read, and its thread is nobody else’s', async () => {
    const threadId = `thread-${person.userId}`
    const turn = { principal: person, threadId, question: 'What does the torque note say?' }
    const events = runTurn(
      { db, clock: plantClock, newId: randomId, tools: catalog, baseUrl },
      { ...turn, channel: 'web', signal: AbortSignal.timeout(60_000) },
    )
    const answer = await collectAnswer(events)
    expect(answer.citations.length).toBeGreaterThan(0)
    expect(leaksIn(answer, person)).toEqual([])
    const other = people.find(({ userId }) => userId !== person.userId)
    const headers = { 'x-person': other?.userId ?? '' }
    const spied = await server.app.request(`/api/threads/${threadId}`, { headers })
    expect(await spied.text()).not.toMatch(/cnry/)
  })
})

const rooms = sites.flatMap((site) => {
  const here = people.filter((person) => person.site === site)
  const pairs = here.flatMap((one, at) => here.slice(at + 1).map((other) => [one, other]))
  return [here, ...pairs]
})

test(`a chat room of several gets what all of them may read: ${rooms.length} rooms`, async () => {
  const leaks: string[] = []
  for (const room of rooms) {
    const users = sql.param(room.map(({ userId }) => userId))
    const shared = await db.tx('channel', (tx) =>
      tx.rows<Principal['roles'][number]>(
        sql`select site_id as "siteId", role from jidoka_audience(${users}::text[])`,
      ),
    )
    const [asker] = room
    if (asker === undefined) throw new Error('nobody')
    const audience = { userId: asker.userId, language: asker.language, roles: shared }
    const found = await call(audience, 'search_knowledge', { query: 'torque note', limit: 20 })
    expect(JSON.stringify(found)).toContain(`cnrytq${asker.site}allx`)
    leaks.push(...room.flatMap((reader) => leaksIn(found, reader)))
  }
  expect(leaks).toEqual([])
})

const aboutDocuments = /document|library|knowledge|glossary|passage|revision|unanswered/i

async function connect(person: Person): Promise<Client> {
  const scopes = ['read', 'propose'] as const
  const token = await tokenFor(server.deps, { userId: person.userId, scopes })
  const client = new Client({ name: 'leaks', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
    fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
  })
  await client.connect(transport)
  return client
}

test('a card, the record and the log name documents by id, never by their words or titles', async () => {
  const reader = people.find(({ userId }) => userId === 'maintenance@suzhou')
  const colleague = people.find(({ userId }) => userId === 'operator@suzhou')
  if (reader === undefined || colleague === undefined) throw new Error('nobody')
  const { documentsRead = [] } = await call(reader, 'search_knowledge', { query: 'torque note' })
  expect(documentsRead.map(({ title }) => title).join()).toMatch(/cnry/)
  await runTool(
    toolNamed('open_maintenance_ticket'),
    toolContext(db, reader, { tainted: true, documentsRead }),
    { equipment: 'SZ-CNC-01', title: 'As the note says' },
  )
  const cards = await listProposals(db, colleague, { status: 'pending' })
  expect(cards.items[0]?.evidence).toContainEqual(expect.objectContaining({ kind: 'document' }))
  const entries = await listAudit(db, colleague, { siteId: 'suzhou' })
  expect(entries.items.length).toBeGreaterThan(0)
  const stored = await db.tx('owner', (tx) => tx.rows(sql`select * from audit_entry`))
  expect(JSON.stringify([cards, entries, stored])).not.toMatch(/cnry/)
  server.deps.log.info('the log is kept')
  expect(logged).toContain('the log is kept')
  expect(logged).not.toMatch(/cnry/)
})
