import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../agent/index.ts'
import type { Principal } from '../../base/principal.ts'
import { ingest } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { answerSheets, readTable, type Sheet, writeSheets } from './index.ts'

async function listOf<Item>(items: AsyncIterable<Item> | Iterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

const clock = () => new Date('2026-11-04T00:00:00Z')
let db: Db
let folder: string

beforeAll(async () => {
  db = await openTestDb()
  folder = await mkdtemp(join(tmpdir(), 'jidoka-export-'))
  for (const siteId of ['suzhou', 'dongguan']) await makeSite(siteId)
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

async function makeSite(siteId: string): Promise<void> {
  const shared = { siteId, source: 'mes' }
  const names = { nameZh: '一号机', nameEn: 'Machine 1' }
  const site = { nameZh: siteId, nameEn: siteId, zone: 'Asia/Shanghai' }
  await ingest({ db, clock }, { ...shared, stream: 'site', rows: [site] })
  const machine = { id: 'M1', level: 'machine' as const, ...names, aliases: ['3号机', 'a, "b"'] }
  await ingest({ db, clock }, { ...shared, stream: 'equipment', rows: [machine] })
  const messages = [
    '=HYPERLINK("http://x")',
    '+1',
    '-1',
    '@SUM(A1)',
    'plain, "quoted"\nline',
    '<&>\u0007',
  ]
  const rows = messages.map((message, hour) => ({
    ...{ machineId: 'M1', code: `E${hour}`, message },
    at: new Date(Date.UTC(2026, 10, 3, hour)),
  }))
  await ingest({ db, clock }, { ...shared, stream: 'machine_alarm', rows })
}

const person = (...sites: string[]): Principal => ({
  userId: 'viewer@suzhou',
  language: 'en',
  roles: sites.map((siteId) => ({ siteId, role: 'viewer' })),
})
const suzhou = () => ({ db, principal: person('suzhou') })

const path = (name: string) => join(folder, name)
const write = (sheets: Sheet[], name: string) =>
  writeSheets(sheets, { path: path(name), overwrite: true })

async function workbook(name: string): Promise<Record<string, unknown[][]>> {
  const book = read(await readFile(path(name)), { cellDates: true, UTC: true })
  return Object.fromEntries(
    book.SheetNames.map((sheet) => [
      sheet,
      utils.sheet_to_json(book.Sheets[sheet] ?? {}, { header: 1, defval: null }),
    ]),
  )
}

describe('a table', () => {
  it('opens in a spreadsheet program with plant time, numbers, and text that is no formula', async () => {
    const sheet = await readTable(suzhou(), { table: 'machine_alarm' })
    expect(await write([sheet], 'alarms.xlsx')).toEqual({ rows: 6 })
    const { machine_alarm: [header, ...rows] = [] } = await workbook('alarms.xlsx')
    expect(header).toEqual([
      ...['site_id', 'machine_id', 'at (Asia/Shanghai)', 'code', 'message', 'source', 'source_key'],
    ])
    const messages = rows.map((row) => row[4])
    expect(messages).toContain('=HYPERLINK("http://x")')
    expect(messages).toContain('plain, "quoted"\nline')
    expect(messages).toContain('<&>\u0007')
    expect(rows[0]?.[2]).toEqual(new Date('2026-11-03T08:00:00Z'))
    const book = read(await readFile(path('alarms.xlsx')), { cellFormula: true })
    const formulas = Object.values(book.Sheets.machine_alarm ?? {}).filter((cell) => cell.f)
    expect(formulas).toEqual([])
  })

  it('is guarded against formulas in CSV, numbers are not, and Chinese opens as Chinese', async () => {
    await write([await readTable(suzhou(), { table: 'machine_alarm' })], 'alarms.csv')
    const text = await readFile(path('alarms.csv'), 'utf8')
    expect(text.startsWith('\ufeffsite_id,machine_id,')).toBe(true)
    expect(text).toContain(`,"'=HYPERLINK(""http://x"")",`)
    for (const guarded of [",'+1,", ",'-1,", ",'@SUM(A1),"]) expect(text).toContain(guarded)
    expect(text).toContain('2026-11-03T08:00:00+08:00')
    await write([{ name: 'n', columns: ['n'], rows: [[-1.5], [null], ['-a']] }], 'n.csv')
    expect(await readFile(path('n.csv'), 'utf8')).toBe("\ufeffn\r\n-1.5\r\n\r\n'-a\r\n")
    const sly = [['＝1+1'], [' =1+1'], ['a;=1+1'], ['\n@x']]
    await write([{ name: 'n', columns: ['n'], rows: sly }], 'sly.csv')
    expect(await readFile(path('sly.csv'), 'utf8')).toBe(
      `\ufeffn\r\n'＝1+1\r\n' =1+1\r\n"a;=1+1"\r\n"'\n@x"\r\n`,
    )
  })

  it('shows what the person may see, and refuses a site that is not theirs', async () => {
    const mine = await readTable(suzhou(), { table: 'equipment' })
    expect((await listOf(mine.rows)).map(([site]) => site)).toEqual(['suzhou'])
    const both = { db, principal: person('suzhou', 'dongguan') }
    const every = await readTable(both, { table: 'equipment' })
    expect(await listOf(every.rows)).toHaveLength(2)
    const only = await readTable(both, { table: 'equipment', site: 'dongguan' })
    expect(await listOf(only.rows)).toHaveLength(1)
    await expect(
      readTable(suzhou(), { table: 'equipment', site: 'dongguan' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('may be cut to a window, its end excluded', async () => {
    const window = {
      since: new Date('2026-11-03T01:00:00Z'),
      until: new Date('2026-11-03T03:00:00Z'),
    }
    const sheet = await readTable(suzhou(), { table: 'machine_alarm', ...window })
    expect((await listOf(sheet.rows)).map((row) => row[3])).toEqual(['E1', 'E2'])
    await expect(readTable(suzhou(), { table: 'equipment', ...window })).rejects.toMatchObject({
      field: 'since',
    })
  })

  it('is named by the nearest one where it is not known; people and keys have no table here', async () => {
    await expect(readTable(suzhou(), { table: 'machine_alarms' })).rejects.toMatchObject({
      hint: expect.stringContaining('machine_alarm'),
    })
    for (const table of ['user', 'session', 'access_token', 'ingest_key', 'audit_entry']) {
      await expect(readTable(suzhou(), { table })).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('comes whole and in order when it is larger than a page', async () => {
    await db.tx('owner', (tx) =>
      tx.exec(`select jidoka_make_partitions('{2026-01-01}'::timestamptz[])`),
    )
    await db.tx('owner', (tx) =>
      tx.rows(sql`insert into measurement (site_id, tag_id, at, value)
        select 'suzhou', 't' || (n % 3), '2026-01-01'::timestamptz + n * interval '1 second'
          + interval '1 microsecond', n from generate_series(1, 25000) n`),
    )
    const { rows } = await readTable(suzhou(), { table: 'measurement' })
    const values = (await listOf(rows)).map((row) => row[3])
    expect(new Set(values).size).toBe(25_000)
    expect(values.slice(0, 3)).toEqual([3, 6, 9])
  })
})

describe('a file', () => {
  it('is never replaced unasked, and an export that fails leaves nothing behind', async () => {
    await writeFile(path('mine.csv'), 'precious')
    const sheet = { name: 's', columns: ['a'], rows: [['x']] }
    await expect(
      writeSheets([sheet], { path: path('mine.csv'), overwrite: false }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    async function* broken() {
      yield ['x']
      throw new Error('the store is gone')
    }
    for (const name of ['broken.csv', 'broken.xlsx']) {
      await expect(write([{ ...sheet, rows: broken() }], name)).rejects.toThrow('the store is gone')
      await expect(readFile(path(name))).rejects.toThrow('ENOENT')
      await expect(readFile(path(`${name}.part`))).rejects.toThrow('ENOENT')
    }
    await expect(write([sheet], 'x.pdf')).rejects.toMatchObject({ field: '--to' })
  })

  it('gives sheets names that spreadsheets accept, however they are called', async () => {
    const names = ['a/b:c', 'A_B_C', 'x'.repeat(40), '']
    await write(
      names.map((name) => ({ name, columns: ['c'], rows: [] })),
      'names.xlsx',
    )
    const found = Object.keys(await workbook('names.xlsx'))
    expect(found).toEqual(['a_b_c', 'A_B_C 2', 'x'.repeat(31), 'Sheet'])
  })
})

it('writes an answer with everything that traces its figures, and the table of its chart', async () => {
  const window = { from: '2026-11-01T16:00:00Z', to: '2026-11-02T16:00:00Z', zone: 'Asia/Shanghai' }
  const figure = {
    ...{ metric: 'oee', version: 2, value: 0.81, unit: '1', dimensions: { line: 'L1' } },
    ...{ window, rows: 24, freshness: '2026-11-03T00:00:00Z', truncated: false },
  }
  const answer: Answer = {
    ...{ answer: 'OEE was 81 %.', language: 'en', model: 'built-in', calls: [], proposals: [] },
    ...{ abstained: false, reason: null, ask_back: null, citations: [] },
    figures: [figure, { ...figure, value: null, nullReason: 'zero_denominator' }],
    chart: {
      ...{ kind: 'bar', unit: '%', labels: ['L1', 'L2'], title: { zh: '综合效率', en: 'OEE' } },
      ...{ series: [{ name: { zh: 'a', en: 'this week' }, values: [81, null] }] },
      caption: { zh: '', en: '' },
    },
  }
  await write(answerSheets('OEE?', answer), 'answer.xlsx')
  expect(await workbook('answer.xlsx')).toEqual({
    Answer: [
      ['question', 'answer', 'model'],
      ['OEE?', 'OEE was 81 %.', 'built-in'],
    ],
    Figures: [
      [
        ...['metric', 'version', 'line', 'value', 'unit', 'no value because', 'from', 'to'],
        ...['zone', 'rows read', 'data until', 'truncated'],
      ],
      [
        'oee',
        2,
        'L1',
        0.81,
        '1',
        null,
        window.from,
        window.to,
        window.zone,
        24,
        figure.freshness,
        false,
      ],
      [
        ...['oee', 2, 'L1', null, '1', 'zero_denominator', window.from, window.to, window.zone],
        ...[24, figure.freshness, false],
      ],
    ],
    Chart: [
      ['OEE (%)', 'this week'],
      ['L1', 81],
      ['L2', null],
    ],
  })
  await write(answerSheets('OEE?', answer), 'answer.csv')
  expect(await readFile(path('answer.csv'), 'utf8')).toMatch(/^\ufeffmetric,version,line,value/)
})
