/**
 * Bad input of every door gets an error that names what is wrong and the way out, and changes
 * nothing. One server holds the store; commands run in this process where their own one adds nothing.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { seedMetrics } from '../factory/index.ts'
import { runHere } from '../server/test-cli.ts'
import { openTestServer, tokenFor } from '../server/test-server.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { fillTestFolder } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { emptyFolder, endJidoka, runJidoka, runJidokaHere } from './support/jidoka.ts'
import { serveOnLoopback } from './support/loopback.ts'

const localToken = 'local-token-of-the-test'
const demoPdf = fileURLToPath(new URL('../demo/documents/reflow-oven-manual.pdf', import.meta.url))

let folder: Awaited<ReturnType<typeof emptyFolder>>
let server: Awaited<ReturnType<typeof openTestServer>>
let loopback: Awaited<ReturnType<typeof serveOnLoopback>>
const file = (name: string) => join(folder.path, name)

beforeAll(async () => {
  folder = await emptyFolder()
  server = await openTestServer({ tools: catalog })
  await server.deps.db.tx('ingest', (tx) => seedMetrics(tx, new Date()))
  loopback = await serveOnLoopback((request) => server.app.fetch(request))
  await mkdir(file('data'))
  await writeFile(file('data/local-token'), localToken)
  await writeFiles()
})
afterAll(async () => {
  await loopback.close()
  await server.close()
  await folder.remove()
})
afterEach(() => vi.unstubAllEnvs())

const mapping = (more = '') => `
site: { id: plant, nameZh: 工厂, nameEn: Plant, zone: Asia/Shanghai }
source: test
files:
  - match: alarms*.csv
    outputs:
      - stream: equipment
        distinct: true
        row: { id: machine, level: { constant: machine }, nameZh: machine, nameEn: machine }
      - stream: machine_alarm
        row: { machineId: machine, at: { column: at, date: iso }, code: code ${more} }
`
const header = 'machine,at,code\n'
const encryptedPdf = `%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj
trailer\n<< /Size 3 /Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1
/O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> >>\n%%EOF\n`

async function writeFiles(): Promise<void> {
  const pdf = await readFile(demoPdf)
  const files: Record<string, string | Uint8Array> = {
    'map.yaml': mapping(),
    'stream.yaml': mapping().replace('machine_alarm', 'machine_alrm'),
    'column.yaml': mapping().replace('code: code', 'code: cod'),
    'field.yaml': mapping(', mesage: code'),
    'key.yaml': mapping().replace('distinct', 'distinkt'),
    'broken.yaml': 'site: [\n a: b',
    'alarms-quote.csv': `${header}M1,2026-03-01,"E1\nM1,2026-03-02,E2\n`,
    'alarms-columns.csv': `${header}M1,2026-03-01\n`,
    'alarms-date.csv': `${header}M1,31.02.2026,E1\n`,
    'alarms-bytes.csv': Buffer.from([...Buffer.from(`${header}M1,2026-03-01,`), 0xff, 0xfe, 10]),
    'alarms-binary.csv': `${header}\0\x01\x02`,
    'alarms-empty.csv': '',
    'no.pdf': 'hello',
    'note.md': '# A note\n',
    'cut.pdf': pdf.subarray(0, pdf.length / 2),
    'locked.pdf': encryptedPdf,
    'prot.yaml': 'prot: 3000\n',
    'a-file': '',
  }
  await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(file(name), bytes)))
  await mkdir(file('alarms-folder.csv'))
}

/** How many rows each table has. */
async function counts(db: Db): Promise<Record<string, number>> {
  return db.tx('owner', async (tx) => {
    const tables = await tx.rows<{ name: string }>(
      sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
    const each = tables.map(
      ({ name }) => `select '${name}' as name, count(*) as rows from "${name}"`,
    )
    const rows = await tx.rows<{ name: string; rows: number }>(sql.raw(each.join(' union all ')))
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]))
  })
}

/** Runs something that must be refused, and sees that the store is as it was. */
async function unchanged<T>(work: () => Promise<T>): Promise<T> {
  const before = await counts(server.deps.db)
  const result = await work()
  expect(await counts(server.deps.db)).toEqual(before)
  return result
}

/** The command in this process, talking to the server. */
async function command(argv: string[], env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ JIDOKA_URL: loopback.url, ...env })) {
    vi.stubEnv(name, value)
  }
  const { status, err } = await runHere([...argv, '--data', file('data')])
  return { status, err }
}

const stackLine = /^\s+at \S+ \(|node:internal|\.ts:\d+:\d+/m

type Case = [
  what: string,
  argv: () => string[],
  says: (string | RegExp)[],
  env?: Record<string, string>,
]

const bring =
  (csv: string, map = 'map.yaml') =>
  () => [...['import', file(csv), '--mapping', file(map)], ...['--refused', file('refused.csv')]]
const question = 'OEE?'

const cases: Case[] = [
  ['an unknown command', () => ['srve'], ['"srve"', 'Did you mean serve?']],
  ['an unknown subcommand', () => ['docs', 'lst'], ['"docs lst"', 'docs list']],
  ['an unknown option', () => ['ask', question, '--jsno'], ['--jsno', 'Did you mean --json?']],
  ['an option without its value', () => ['ask', question, '--as'], ['--as', '--as USER']],
  ['no question', () => ['ask'], ['no question', 'jidoka ask "']],
  ['a question of 100 kB', () => ['ask', 'x'.repeat(100_000)], ['"question"', '4000']],
  ['an unknown language', () => ['ask', question, '--language', 'fr'], ['"fr"', 'zh, en']],
  ['an unknown person', () => ['ask', question, '--as', 'operater@suzhou'], ['operator@suzhou']],
  ['a quote that is not closed', bring('alarms-quote.csv'), ['alarms-quote.csv, line 2', 'quote']],
  ['another number of columns', bring('alarms-columns.csv'), ['line 2', '2 cells', '3 columns']],
  [
    'bytes of another encoding',
    bring('alarms-bytes.csv'),
    ['line 2', 'not utf-8', 'encoding: gbk'],
  ],
  ['a binary file', bring('alarms-binary.csv'), ['line 2: this is a binary file', 'CSV']],
  ['an empty file', bring('alarms-empty.csv'), ['alarms-empty.csv', 'empty', 'name the columns']],
  ['a folder', bring('alarms-folder.csv'), ['alarms-folder.csv is not a file', 'CSV']],
  ['a missing file', bring('alarms-none.csv'), ['alarms-none.csv', 'Check its name']],
  ['a file that no mapping knows', bring('no.pdf'), ['no.pdf', 'It knows alarms*.csv']],
  ['a missing mapping', bring('alarms-date.csv', 'none.yaml'), ['none.yaml', 'YAML']],
  ['no mapping and no site', () => ['import', file('alarms-date.csv')], ['which site', '--site']],
  ['a mapping that is no YAML', bring('alarms-date.csv', 'broken.yaml'), ['broken.yaml', 'line']],
  [
    'an unknown stream of a mapping',
    bring('alarms-date.csv', 'stream.yaml'),
    ['outputs.1.stream', '"machine_alrm"', 'nearest known: machine_alarm'],
  ],
  [
    'an unknown column of a mapping',
    bring('alarms-date.csv', 'column.yaml'),
    ['no column cod', 'near it: code'],
  ],
  [
    'an unknown field of a mapping',
    bring('alarms-date.csv', 'field.yaml'),
    ['mesage', 'nearest known: message'],
  ],
  [
    'an unknown key of a mapping',
    bring('alarms-date.csv', 'key.yaml'),
    ['distinkt', 'nearest known: distinct'],
  ],
  [
    'a list of refused rows that cannot be written',
    () => bring('alarms-date.csv')().with(-1, file('a-file/x.csv')),
    ['a-file/x.csv', '--refused FILE'],
  ],
  ['a PDF that is none', () => ['docs', 'add', file('no.pdf')], ['"no.pdf" is not a PDF', '.md']],
  ['a truncated PDF', () => ['docs', 'add', file('cut.pdf')], ['"cut.pdf"', 'damaged', 'export']],
  ['an encrypted PDF', () => ['docs', 'add', file('locked.pdf')], ['"locked.pdf"', 'password']],
  ['a missing document', () => ['docs', 'add', file('x.pdf')], ['x.pdf', 'Check its name']],
  [
    'a folder without documents',
    () => ['docs', 'add', file('alarms-folder.csv')],
    ['no file to add', 'manual.pdf'],
  ],
  [
    'a document of an unknown site',
    () => ['docs', 'add', file('note.md'), '--site', 'suzhu'],
    ['"suzhu"', 'Did you mean suzhou?'],
  ],
  [
    'an unknown setting',
    () => ['ask', 'x', '--config', file('prot.yaml')],
    ['"prot"', 'mean port'],
  ],
  ['an unknown variable', () => ['ask', 'x'], ['JIDOKA_DTA', 'JIDOKA_DATA'], { JIDOKA_DTA: '/x' }],
  [
    'a port that is none',
    () => ['serve'],
    ['"port" cannot be "ninety"', 'PORT'],
    { PORT: 'ninety' },
  ],
]

describe('a command given', () => {
  test.each(cases)('%s', async (_, argv, says, env = {}) => {
    const { status, err } = await unchanged(() => command(argv(), env))
    expect(status).not.toBe(0)
    expect(err).toMatch(/^error: ./m)
    expect(err).toMatch(/^fix: {3}./m)
    for (const words of says) expect(err).toMatch(words)
    expect(err).not.toMatch(stackLine)
  })
})

test('a row with a bad value is kept with its reason, and only the good rows are stored', async () => {
  const { db } = server.deps
  const before = await counts(db)
  const { status, err } = await command(bring('alarms-date.csv')())
  expect(status).toBe(1)
  expect(err).toContain('line 2: at "31.02.2026" must be an ISO 8601 instant')
  expect(err).toContain(`fix:   Mend them in ${file('refused.csv')}`)
  const after = await counts(db)
  expect([after.machine_alarm, after.ingest_refusal]).toEqual([
    before.machine_alarm,
    (before.ingest_refusal ?? 0) + 1,
  ])
})

describe('an MCP client that sends', () => {
  let client: Client
  beforeAll(async () => {
    const { deps } = server
    const token = await tokenFor(deps, { userId: 'operator@suzhou', scopes: ['read', 'propose'] })
    client = new Client({ name: 'test', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL(`${deps.baseUrl}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
    })
    await client.connect(transport)
  })
  afterAll(() => client.close())

  const kpi = (more: object) => ({ metrics: ['oee'], window: { period: 'today' }, ...more })
  const future = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

  test.each<[string, string, object, string, string]>([
    ['an unknown argument', 'query_kpi', kpi({ limits: 5 }), 'limits', 'limit'],
    ['an unknown metric', 'query_kpi', kpi({ metrics: ['oe'] }), 'metrics', 'oee'],
    ['an unknown dimension', 'query_kpi', kpi({ dimensions: ['lines'] }), 'dimensions.0', 'line'],
    [
      'an unknown site',
      'query_kpi',
      kpi({ filters: { site: ['suzho'] } }),
      'filters.site',
      'suzhou',
    ],
    [
      'a window that ends before it begins',
      'query_kpi',
      kpi({ window: { from: '2026-03-02', to: '2026-03-01' } }),
      'window.to',
      'exclusive',
    ],
    [
      'a window that is no date',
      'query_kpi',
      kpi({ window: { from: '2026-02-30', to: '2026-03-01' } }),
      'window.from',
      '2016-03-31',
    ],
    [
      'a window to come',
      'query_kpi',
      kpi({ window: { from: future, to: '2999-01-01' } }),
      'window.from',
      'before that',
    ],
    ['no metric', 'query_kpi', { window: { period: 'today' } }, 'metrics', 'array'],
    ['an unknown machine', 'read_machine_state', { machine: 'SZ-9' }, 'machine', '.'],
    ['600 kB', 'search_knowledge', { query: 'x'.repeat(600_000) }, 'query', 'send less'],
    [
      'a ticket for nothing known',
      'open_maintenance_ticket',
      { equipment: 'nothing', title: 'noise', description: 'noise' },
      'equipment',
      '.',
    ],
  ])('%s', async (_, name, args, field, hint) => {
    const reply = await unchanged(() => client.callTool({ name, arguments: { ...args } }))
    expect(reply.isError).toBe(true)
    const [content] = reply.content as { text: string }[]
    const { error } = JSON.parse(content?.text ?? '')
    expect(error).toMatchObject({ field, hint: expect.stringContaining(hint) })
    expect(error.message.length).toBeLessThan(400)
    expect(content?.text).not.toMatch(stackLine)
  })

  test('10 MB', async () => {
    const call = { name: 'search_knowledge', arguments: { query: 'x'.repeat(10_000_000) } }
    await unchanged(() => expect(client.callTool(call)).rejects.toThrow(/larger than 1 MB/))
  })
})

describe('a process', () => {
  test('says why a data folder cannot be used, without a stack', async () => {
    const { code, stderr } = await runJidoka(['ask', question, '--data', file('a-file/data')])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /data folder .*a-file\/data cannot be used: a part of its path is a file/,
    )
    expect(stderr).toMatch(/fix:.*--data DIR/)
    expect(stderr).not.toMatch(stackLine)
  })

  test('says that a port is taken', async () => {
    const { port } = new URL(loopback.url)
    const args = ['serve', '--port', port, '--data', file('other')]
    const { code, stderr } = await runJidoka(args)
    expect(code).toBe(1)
    expect(stderr).toContain(`127.0.0.1:${port}: something else listens there`)
    expect(stderr).toContain('--port N')
    expect(stderr).not.toMatch(stackLine)
  })

  test.each([
    ['nobody listens', 'postgres://plant:geheim-Pa55@127.0.0.1:1/plant', 'ECONNREFUSED'],
    ['its port is none', 'postgres://plant:geheim-Pa55@127.0.0.1:port/plant', 'databaseUrl'],
  ])('shows no password of a database URL where %s', async (_, url, says) => {
    for (const args of [['doctor'], ['serve', '--port', '0']]) {
      const env = { DATABASE_URL: url, JIDOKA_LOG_LEVEL: 'debug' }
      const { code, stdout, stderr } = await runJidoka([...args, '--data', file('other')], { env })
      expect(code).not.toBe(0)
      expect(stdout + stderr).toContain(says)
      expect(stdout + stderr).not.toMatch(/geheim|Pa55/)
      expect(stderr).not.toMatch(stackLine)
    }
  })

  test('that is stopped or killed in an import leaves whole batches, and the next run ends it', async () => {
    const data = file('killed')
    await fillTestFolder(data)
    const rows = 30_000
    const lines = Array.from({ length: rows }, (_, at) => {
      const instant = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString()
      return `M${at % 3},${instant},E${at}\n`
    })
    await writeFile(file('alarms.csv'), header + lines.join(''))
    const args = ['import', file('alarms.csv'), '--mapping', file('map.yaml'), '--data', data]

    const stopped = await endJidoka(args, { signal: 'SIGINT', after: 1, cwd: folder.path })
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toMatch(
      /error: The import of alarms\.csv was stopped\.\nfix: .*\d+ rows/,
    )
    expect(stopped.stderr).not.toMatch(stackLine)
    const first = await stored(data)
    expect(first).toSatisfy(isWhole)

    await endJidoka(args, { signal: 'SIGKILL', after: 1, cwd: folder.path })
    const second = await stored(data)
    expect(second).toSatisfy(isWhole)

    const ended = await runJidokaHere([...args, '--json'])
    expect(JSON.parse(ended.stdout).perStream.machine_alarm).toEqual({
      ...{ read: rows, written: rows - second.alarms, duplicates: second.alarms, refused: 0 },
    })
    expect(await stored(data)).toEqual({ alarms: rows, noted: rows })
  })
})

type Stored = { alarms: number; noted: number }

/** Rows, and how many the door noted in the same transaction. */
async function stored(data: string): Promise<Stored> {
  const { db } = await openFolderStore(data)
  try {
    const [row] = await db.tx('owner', (tx) =>
      tx.rows<Stored>(sql`select (select count(*) from machine_alarm) as alarms,
        (select coalesce(sum(rows), 0) from ingest_source where stream = 'machine_alarm') as noted`),
    )
    return row ?? { alarms: -1, noted: -2 }
  } finally {
    await db.close()
  }
}

const isWhole = ({ alarms, noted }: Stored): boolean =>
  alarms === noted && alarms >= 5000 && alarms < 30_000 && alarms % 5000 === 0
