import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { type ImportOptions, importFile, parseMapping } from './index.ts'

const clock = () => new Date('2026-03-10T12:00:00Z')

// One store for the file: every test has a site of its own.
let db: Db
let folder: string
beforeAll(async () => {
  db = await openTestDb()
  folder = await mkdtemp(join(tmpdir(), 'jidoka-import-'))
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const mapping = (siteId: string, more = '') =>
  parseMapping(
    `
site: { id: ${siteId}, nameZh: 苏州, nameEn: Suzhou, zone: Asia/Shanghai }
source: plc
files:
  - match: log.csv
    ${more}
    outputs:
      - stream: equipment
        distinct: true
        row: { id: machine, level: { constant: machine }, nameZh: machine, nameEn: machine }
      - stream: machine_alarm
        row: { machineId: machine, at: { column: at, date: iso, zone: Asia/Shanghai }, code: code, message: text }
`,
    'log.yaml',
  )

const write = async (content: string | Uint8Array, name = 'log.csv') => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const load = (siteId: string, path: string, more: Partial<ImportOptions> = {}) =>
  importFile({ db, clock }, { path, mapping: mapping(siteId), ...more })
const alarms = (siteId: string) =>
  db.tx('read', (tx) =>
    tx.rows<{ code: string; message: string | null }>(
      sql`select code, message from machine_alarm where site_id = ${siteId} order by at, code`,
    ),
  )
const header = 'machine,at,code,text\n'
const many = (rows: number) =>
  header +
  Array.from({ length: rows }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
    return `M${index % 3},${at},E${index},"text ${index}"\n`
  }).join('')

it('reads UTF-8 with a byte order mark, quotes, blank lines and gzip', async () => {
  const text = `\ufeff${header}M1,2026-03-01 08:00,E1,"主轴, ""过热"""\n\nM1,2026-03-01 09:00,E2,\n`
  const report = await load('utf8', await write(gzipSync(text), 'log.csv.gz'))
  expect(report).toMatchObject({ file: 'log.csv.gz', rowsRead: 2, written: 3, refused: 0 })
  expect(await alarms('utf8')).toEqual([
    { code: 'E1', message: '主轴, "过热"' },
    { code: 'E2', message: null },
  ])
})

it('reads GBK where the mapping says so, and names it where it does not', async () => {
  const zh = Uint8Array.from([0xd6, 0xf7, 0xd6, 0xe1])
  const path = await write(Buffer.concat([Buffer.from(`${header}M1,2026-03-01,E1,`), zh]))
  await expect(load('gbk', path)).rejects.toMatchObject({
    message: 'log.csv, line 2: this is not utf-8 text',
    hint: expect.stringContaining('write `encoding: gbk` beside its match'),
  })
  await load('gbk', path, { mapping: mapping('gbk', 'encoding: gbk') })
  expect(await alarms('gbk')).toEqual([{ code: 'E1', message: '主轴' }])
})

it('lists refused rows by file, line, field, value and reason, and imports the others', async () => {
  const text = `${header}M1,2026-03-01,E1,a\nM1,"01.03.\n2026",E2,b\nM1,2026-03-02,,"c"\n`
  const refusalsPath = join(folder, 'refused.csv')
  const report = await load('refused', await write(text), { refusalsPath })
  expect(report).toMatchObject({ rowsRead: 3, written: 2, refused: 2, refusalsFile: refusalsPath })
  expect(report.perStream.machine_alarm).toEqual({ read: 3, written: 1, duplicates: 0, refused: 2 })
  expect(await readFile(refusalsPath, 'utf8')).toBe(
    'file,line,stream,field,value,reason,machine,at,code,text\n' +
      'log.csv,3,machine_alarm,at,"01.03.\n2026",must be an ISO 8601 instant; the mapping expects iso,M1,"01.03.\n2026",E2,b\n' +
      'log.csv,5,machine_alarm,code,,is missing,M1,2026-03-02,,c\n',
  )

  const lines = join(folder, 'refused.jsonl')
  await load('refused', await write(text), { refusalsPath: lines })
  const [first] = (await readFile(lines, 'utf8')).split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({
    ...{ file: 'log.csv', line: 3, field: 'at' },
    row: { machine: 'M1', code: 'E2', text: 'b' },
  })
  const clean = await load('refused', await write(header), { refusalsPath })
  expect(clean.refusalsFile).toBeNull()
})

it('refuses a record with another number of cells than the header, and imports the others', async () => {
  const text = `${header}M1,2026-03-01,E1,a\nM1,2026-03-02\nM1,2026-03-03,E3,c,d\nM1,2026-03-04,E4,\n`
  const report = await load('cells', await write(text))
  expect(report).toMatchObject({
    ...{ rowsRead: 4, refused: 2 },
    firstRefused: { line: 3, value: '2 cells', reason: 'the header has 4 columns' },
  })
  expect((await alarms('cells')).map(({ code }) => code)).toEqual(['E1', 'E4'])
})

it('tells all that is wrong with a record once, however many rows it makes', async () => {
  const report = await load('once', await write(`${header},yesterday,,a\n`))
  expect(report).toMatchObject({ rowsRead: 1, written: 0, refused: 1 })
  expect(report.firstRefused).toMatchObject({ stream: 'equipment', field: 'id', value: null })
  expect(report.firstRefused?.reason).toMatch(/is missing;.*at yesterday: must be an ISO 8601/)
})

it('takes the mended list of refused rows in, at the lines of the file that they came from', async () => {
  const refusalsPath = join(folder, 'log.csv.refused.csv')
  const text = `${header}M1,2026-03-01,E1,a\nM1,1.3.2026,E2,b\nM1,2026-03-03\nM1,,E4,d\n`
  const first = await load('mended', await write(text), { refusalsPath })
  expect(first).toMatchObject({ rowsRead: 4, refused: 3 })

  const list = await readFile(refusalsPath, 'utf8')
  const mended = list
    .replace('iso,M1,1.3.2026,E2', 'iso,M1,2026-03-02,E2')
    .replace('columns,M1,2026-03-03', 'columns,M1,2026-03-03,E3,c')
  await writeFile(refusalsPath, `\ufeff${mended}`)
  const again = await load('mended', refusalsPath)
  expect(again).toMatchObject({
    ...{ file: 'log.csv.refused.csv', rowsRead: 3, refused: 1 },
    firstRefused: { file: 'log.csv', line: 5, field: 'at' },
  })
  expect((await alarms('mended')).map(({ code }) => code)).toEqual(['E1', 'E2', 'E3'])
  const kept = await db.tx('read', (tx) =>
    tx.rows(sql`select distinct position from ingest_refusal where site_id = 'mended'`),
  )
  expect(kept).toEqual([{ position: 'log.csv:5' }])
})

it('says what was changed in a list that should have stayed', async () => {
  const start = 'file,line,stream,field,value,reason,machine,at,code,text\n'
  const path = await write(`${start}log.csv,two,,,,,M1,2026-03-01,E1,a\n`, 'log.csv.refused.csv')
  await expect(load('list', path)).rejects.toMatchObject({
    ...{ field: 'line', message: 'log.csv.refused.csv, line 2: line cannot be "two"' },
  })
  await expect(load('list', path, { refusalsPath: path })).rejects.toMatchObject({
    field: '--refused',
  })
})

it.each([
  {
    damage: 'a quote that is not closed',
    text: `${header}M1,2026-03-01,E1,a\nM1,2026-03-01,E2,"b\nM1,2026-03-01,E3,c\n`,
    said: 'line 3: a quote is not closed',
  },
  {
    damage: 'a quote inside a cell',
    text: `${header}M1,2026-03-01,E1,a"b"\n`,
    said: 'line 2: a quote stands in the middle of a cell',
  },
  { damage: 'a binary file', text: `${header}\0\x01\x02`, said: 'line 2: this is a binary file' },
  { damage: 'an empty file', text: '', said: 'line 1: the file is empty' },
  {
    damage: 'a record without end',
    text: `${header}M1,2026-03-01,E1,"${'x'.repeat(1_100_000)}`,
    said: 'line 2: a record is longer than 1 MiB',
  },
])('stops at $damage, naming file and line', async ({ text, said }) => {
  const path = await write(text)
  await expect(load('damaged', path)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining(`log.csv, ${said}`),
    hint: expect.stringMatching(/./),
  })
  const sites = await db.tx('read', (tx) =>
    tx.rows(sql`select 1 from site where site_id = 'damaged'`),
  )
  expect(sites).toEqual([])
})

it('stops at a damaged gzip file and says how much of it is stored', async () => {
  const whole = gzipSync(many(30_000))
  const path = await write(whole.subarray(0, whole.length - 5_000), 'log.csv.gz')
  await expect(load('cut', path)).rejects.toMatchObject({
    message: expect.stringMatching(/^log.csv.gz, line \d+: the gzip file is damaged from here$/),
    hint: expect.stringMatching(/\d+ rows before this are stored; mend the file/),
  })
})

it('checks without writing on a dry run', async () => {
  const text = `${header}M1,2026-03-01,E1,a\nM1,never,E2,b\n`
  const report = await load('dry', await write(text), { dryRun: true })
  expect(report).toMatchObject({ dryRun: true, rowsRead: 2, written: 0, duplicates: 0, refused: 1 })
  expect(report.perStream.machine_alarm).toMatchObject({ read: 2, refused: 1 })
  const sites = await db.tx('read', (tx) => tx.rows(sql`select 1 from site where site_id = 'dry'`))
  expect(sites).toEqual([])
})

it('ends the same when it was aborted and run again, and reports progress', async () => {
  const path = await write(many(12_000))
  const abort = new AbortController()
  const seen: number[] = []
  const onProgress = ({ rowsRead }: { rowsRead: number }) => {
    seen.push(rowsRead)
    abort.abort()
  }
  await expect(load('killed', path, { signal: abort.signal, onProgress })).rejects.toMatchObject({
    ...{ code: 'timeout', message: 'The import of log.csv was stopped.' },
    hint: expect.stringMatching(/^10003 rows before this are stored; import it again/),
  })
  expect(seen).toEqual([10_000])
  const partly = (await alarms('killed')).length
  expect(partly).toBe(10_000)

  const again = await load('killed', path)
  expect(again).toMatchObject({ rowsRead: 12_000, refused: 0 })
  expect(again.perStream.machine_alarm).toMatchObject({ written: 2_000, duplicates: 10_000 })
  const clean = await load('clean', path)
  expect(clean.perStream.machine_alarm).toMatchObject({ written: 12_000, duplicates: 0 })
  expect(await alarms('killed')).toEqual(await alarms('clean'))
})

it('names a file that is not there, and one that the mapping does not know', async () => {
  await expect(load('none', join(folder, 'absent', 'log.csv'))).rejects.toThrow(
    'cannot read the file',
  )
  const other = await write(header, 'other.csv')
  await expect(load('none', other)).rejects.toThrow('the mapping knows no file')
})
