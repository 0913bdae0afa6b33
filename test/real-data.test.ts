/**
 * A plant brings its own data by the command line and asks about them: 4,249 work orders of chillers,
 * a year of 100 machines, the manual of a pump. What is right is counted here from the same files.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openFolderStore } from '../store/index.ts'
import { fillTestFolder } from '../store/test-db.ts'
import { csvRows } from './support/csv-rows.ts'
import {
  emptyFolder,
  type Finished,
  runJidokaHere,
  type ServingJidoka,
  serveJidoka,
} from './support/jidoka.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = join(root, '../shared/data')
const orders = join(shared, 'assetopsbench/work_order/all_wo_with_code_component_events.csv.gz')
const azure = (name: string) => join(shared, 'azure_pdm', name)
const manual = join(shared, 'manuals/pump/test_pump_manual.pdf')
const mappings = join(root, 'demo/mappings')

const absent = [orders, azure('machines.csv'), manual].filter((path) => !existsSync(path))
if (absent.length > 0) console.warn(`skipped: there is no ${absent.join(', no ')}`)

let own: Awaited<ReturnType<typeof emptyFolder>>
let folder = ''
let data = ''
beforeAll(async () => {
  own = await emptyFolder()
  folder = own.path
  data = join(folder, 'data')
  await fillTestFolder(data)
  // Lists of refused rows are written where the command runs.
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await own.remove()
})

const run = (...argv: string[]): Promise<Finished> => runJidokaHere([...argv, '--data', data])
const bring = (mapping: string, ...files: string[]) =>
  run('import', ...files, '--mapping', join(mappings, mapping), '--json')
const reportsOf = ({ stdout }: Finished) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const sums = ({ file, rowsRead, written, refused }: Record<string, unknown>) => ({
  ...{ file, rowsRead, written, refused },
})

/** Every row of the plant's tables, as one number each. */
async function fingerprint() {
  const { db } = await openFolderStore(data)
  try {
    return await db.tx('owner', async (tx) => {
      const names = ['equipment', 'ticket', 'machine_alarm', 'failure_event', 'machine_state']
      const tables = [...names, 'measurement', 'fact_hour', 'fact_downtime']
      const hashes = tables.map(
        (
          name,
        ) => `select '${name}' as name, count(*) as rows, sum(hashtextextended(t::text, 0)) as hash
          from ${name} t`,
      )
      return tx.rows(sql.raw(hashes.join(' union all ')))
    })
  } finally {
    await db.close()
  }
}

/** Telemetry of ten of the hundred machines: all take 20 s on two cores and show nothing else. */
const machines = 10

/** Not in the order in which they need each other. */
async function azureFiles(): Promise<string[]> {
  const bytes = await readFile(azure('telemetry_daily_mean.csv.gz'))
  const [header, ...lines] = gunzipSync(bytes).toString().split('\n')
  const path = join(folder, 'telemetry_daily_mean.csv')
  const kept = lines.filter((line) => line !== '' && Number(line.split(',')[3]) <= machines)
  await writeFile(path, `${[header, ...kept].join('\n')}\n`)
  const packed = ['maint.csv.gz', 'failures.csv.gz', 'errors.csv.gz'].map(azure)
  return [...packed, path, azure('machines.csv')]
}

describe.skipIf(absent.length > 0)('real data through the command line', () => {
  let ordersBrought: Finished
  let azureBrought: Finished
  beforeAll(async () => {
    ordersBrought = await bring('assetopsbench.yaml', orders)
    azureBrought = await bring('azure-pdm.yaml', ...(await azureFiles()))
  })

  test('4,249 work orders come in whole, with progress', () => {
    expect(ordersBrought.code).toBe(0)
    expect(ordersBrought.stderr).toContain('100 %, 4249 rows')
    const [report] = reportsOf(ordersBrought)
    expect(report).toMatchObject({ rowsRead: 4249, refused: 0, refusalsFile: null })
    expect(report.perStream.ticket).toMatchObject({ read: 4249, written: 4249 })
  })

  test('machines, telemetry, errors, failures and upkeep come in by one command, in any order', () => {
    expect(azureBrought.code).toBe(0)
    expect(reportsOf(azureBrought).map(sums)).toEqual([
      { file: 'machines.csv', rowsRead: 100, written: 504, refused: 0 },
      { file: 'telemetry_daily_mean.csv', rowsRead: 3650, written: 18_250, refused: 0 },
      { file: 'errors.csv.gz', rowsRead: 3919, written: 3919, refused: 0 },
      { file: 'failures.csv.gz', rowsRead: 761, written: 761, refused: 0 },
      { file: 'maint.csv.gz', rowsRead: 3286, written: 3286, refused: 0 },
    ])
    const steps = azureBrought.stderr.match(/^telemetry_daily_mean\.csv: \d+ %, \d+ rows$/gm) ?? []
    expect(steps.length).toBeGreaterThan(1)
  })

  test('a second import of all of them writes nothing and changes nothing', async () => {
    const before = await fingerprint()
    const again = [
      ...reportsOf(await bring('assetopsbench.yaml', orders)),
      ...reportsOf(await bring('azure-pdm.yaml', ...(await azureFiles()))),
    ]
    expect(again.map(({ written }) => written)).toEqual([0, 0, 0, 0, 0, 0])
    expect(await fingerprint()).toEqual(before)
  })

  describe('while a server runs', () => {
    let server: ServingJidoka
    let added: Finished
    beforeAll(async () => {
      server = await serveJidoka(['--data', data])
      added = await run('docs', 'add', manual, '--json')
    })
    afterAll(async () => {
      expect(await server.stop()).toBe(0)
    })

    test('a damaged row among good ones is listed, the others come in, and its mended list too', async () => {
      const lines = gunzipSync(await readFile(azure('errors.csv.gz')))
        .toString()
        .split('\n')
      const damaged = lines.slice(0, 50).map((line, at) => {
        if (at === 4) return line.replace(/^[^,]*/, '31/02/2016 06:00')
        if (at === 8) return line.replace(/,\d+,/, ',777,')
        return at === 11 ? line.replace(/,[^,]*$/, '') : line.replace('/2015', '/2016')
      })
      const path = join(folder, 'errors.csv')
      await writeFile(path, `${damaged.join('\n')}\n`)
      const first = await bring('azure-pdm.yaml', path)
      expect(first.code).toBe(1)
      expect(first.stderr).toContain(
        '3 of 49 rows of errors.csv were refused; the first, line 5: at "31/02',
      )
      expect(reportsOf(first)[0]).toMatchObject({ rowsRead: 49, written: 46, refused: 3 })

      const list = join(folder, 'errors.csv.refused.csv')
      expect(csvRows(list)).toEqual([
        expect.objectContaining({ file: 'errors.csv', line: '5', field: 'at' }),
        expect.objectContaining({ line: '9', field: 'machineId', value: 'AZ-777' }),
        expect.objectContaining({ line: '12', field: '(row)', value: '2 cells' }),
      ])
      expect(csvRows(list)[1]?.reason).toContain('unknown machine; nearest known: AZ-077')

      const text = await readFile(list, 'utf8')
      const mended = text.split('\n').map((line) => {
        if (line.includes(',5,'))
          return line.replace(/,31\/02\/2016 06:00,(\d+,\w+)$/, ',04/01/2016 06:00,$1')
        if (line.includes(',9,')) return line.replace(',777,', ',77,')
        return line.includes(',12,') ? `${line},error1` : line
      })
      await writeFile(list, mended.join('\n'))
      const replayed = await bring('azure-pdm.yaml', list)
      expect(replayed.code).toBe(0)
      expect(reportsOf(replayed)[0]).toMatchObject({ rowsRead: 3, written: 3, refused: 0 })
      expect(reportsOf(await bring('azure-pdm.yaml', list))[0]).toMatchObject({ written: 0 })
    })

    test('the manual of the pump is taken in once', async () => {
      const document = { id: 'test_pump_manual', revision: 1, pages: 4 }
      expect(JSON.parse(added.stdout)).toMatchObject(document)
      const again = await run('docs', 'add', manual, '--json')
      expect(JSON.parse(again.stdout)).toMatchObject({ revision: 1, created: false })
    })

    const ask = async (question: string, ...more: string[]) => {
      const { code, stdout, stderr } = await run('ask', question, '--json', ...more)
      expect({ code, stderr }).toEqual({ code: 0, stderr: `using the server at ${server.url}\n` })
      return JSON.parse(stdout)
    }

    const chiller = 'CWC04013'
    const corrective = (year: number): number =>
      csvRows(orders).filter(
        ({ equipment_id, preventive, actual_finish = '' }) =>
          equipment_id === chiller &&
          preventive === 'FALSE' &&
          Number(/\/(\d\d) /.exec(actual_finish)?.[1]) + 2000 === year,
      ).length

    test.each([
      [2017, `How many corrective work orders did equipment ${chiller} have in 2017?`],
      [2016, `2016年${chiller}有多少张故障维修工单?`],
    ])('the corrective work orders of one chiller in %d: %s', async (year, question) => {
      const { answer, figures, abstained } = await ask(question)
      const value = corrective(year)
      expect(value).toBeGreaterThan(0)
      expect({ abstained, answer }).toEqual({
        abstained: false,
        answer: expect.stringContaining(`**${value}**`),
      })
      expect(figures).toMatchObject([
        {
          ...{ metric: 'ticket_count', value, unit: 'count', truncated: false },
          dimensions: { equipment: chiller, kind: 'corrective' },
          window: { from: `${year}-01-01T00:00:00.000Z`, to: `${year + 1}-01-01T00:00:00.000Z` },
        },
      ])
    })

    /** Operating time over failures (ISO 22400-2; ISO 14224 counts the failures, not failures + 1). */
    const mtbfHours = (machineId: number): number => {
      const days = csvRows(join(folder, 'telemetry_daily_mean.csv')).filter(
        (row) => Number(row.machineID) === machineId,
      )
      const failures = csvRows(azure('failures.csv.gz')).filter(
        (row) => Number(row.machineID) === machineId,
      )
      return (days.length * 24) / failures.length
    }

    test.each([
      [7, 'What was the MTBF of AZ-007 in 2015?'],
      [9, '2015年9号机的平均故障间隔时间是多少？'],
    ])('the time between failures of machine %d: %s', async (machineId, question) => {
      const { answer, figures } = await ask(question)
      const hours = mtbfHours(machineId)
      expect(hours).toBeGreaterThan(0)
      expect(figures).toMatchObject([{ metric: 'mtbf', version: 1, unit: 'h', rows: 8760 }])
      expect(figures[0].value).toBeCloseTo(hours, 3)
      expect(answer).toContain(Math.round(hours).toLocaleString('en-US'))
    })

    test.each([
      ['How much grease per bearing?', 2, 'Lubrication Specifications', '5 grams per bearing'],
      ['轴承润滑脂加多少？', 2, 'Lubrication Specifications', '5 grams per bearing'],
    ])('the manual, word for word: %s', async (question, page, heading, words) => {
      const { answer, citations } = await ask(question)
      expect(answer).toContain(words)
      expect(citations[0]).toMatchObject({
        ...{ document: 'test_pump_manual', revision: 1, page },
        heading: expect.stringContaining(heading),
        quote: expect.stringContaining(words),
      })
      const text = await readFile(manual.replace('.pdf', '.txt'), 'utf8')
      for (const { quote } of citations) expect(spaced(text)).toContain(spaced(quote))
    })

    test('every key of the contract is there, whatever the answer is', async () => {
      const role = ['--role', 'azure-pdm:operator']
      const user = ['user', 'add', 'operator@azure-pdm', ...role, '--data', data]
      expect((await runJidokaHere(user, 'a-long-password\n')).code).toBe(0)
      const proposal = await ask(
        'Open a ticket for AZ-007: unusual noise',
        '--as',
        'operator@azure-pdm',
      )
      const answers = [
        proposal,
        await ask('Failures of AZ-007 in 2015, by month?'),
        await ask('最大压力是多少？'),
        await ask('What is the capital of France?'),
      ]
      for (const answer of answers) expect(Object.keys(answer).toSorted()).toEqual(contract.answer)
      const all = (key: string) => answers.flatMap((answer) => answer[key])
      expect(keysOf(all('calls'))).toEqual(contract.calls)
      expect(keysOf(all('figures'))).toEqual(contract.figures)
      expect(keysOf(all('figures').map(({ window }) => window))).toEqual(['from', 'to', 'zone'])
      expect(keysOf(all('citations'))).toEqual(expect.arrayContaining(contract.citations))
      expect(keysOf(proposal.proposals)).toEqual(contract.proposals)
      expect(proposal.proposals[0].status).toBe('pending')
      expect(answers[3]).toMatchObject({ abstained: true, reason: expect.stringMatching(/./) })
    })
  })
})

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Keys that all of them have. */
function keysOf(items: object[]): string[] {
  expect(items.length).toBeGreaterThan(0)
  const [first = {}] = items
  return Object.keys(first)
    .filter((key) => items.every((item) => key in item))
    .toSorted()
}

const contract = {
  answer: [
    ...['abstained', 'answer', 'ask_back', 'calls', 'chart', 'citations', 'figures', 'language'],
    ...['model', 'proposals', 'reading', 'reason'],
  ],
  calls: ['args', 'ms', 'tool'],
  figures: [
    ...['dimensions', 'freshness', 'metric', 'rows', 'truncated', 'unit', 'value', 'version'],
    'window',
  ],
  citations: ['document', 'heading', 'page', 'quote', 'revision'],
  proposals: ['action_id', 'expires_at', 'inbox_url', 'status', 'tool'],
}
