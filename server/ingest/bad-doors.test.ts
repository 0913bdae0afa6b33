/**
 * Each door × each kind of bad input: what is wrong is named by field, value and fix, the good
 * rows beside it go in, and what was refused is kept and can be sent again.
 *
 * Wrong credentials of the live doors are told by their brokers and servers: mqtt-door.test.ts and
 * opcua-door.test.ts hold those; sizes by large-file.test.ts, http.test.ts, drafts.test.ts and xlsx.test.ts.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayRefusals } from '../../factory/index.ts'
import { csvRows } from '../../test/support/csv-rows.ts'
import { emptyFolder } from '../../test/support/jidoka.ts'
import { makePlant, numberOf } from '../../test/support/live-plant.ts'
import type { ErrorReply, ImportDraft, ImportReport } from '../http/contract.ts'
import { addPerson, baseUrl, openTestServer } from '../test-server.ts'
import { importFile } from './files/index.ts'
import {
  byFile,
  byHttp,
  byMqttJson,
  byOpcua,
  bySparkplug,
  csvOf,
  fileMapping,
  type Plant,
  postLines,
  type Send,
  type Sent,
} from './test-readings.ts'

const clock = () => new Date('2026-03-10T12:00:00Z')
const at = (minute: number) => `2026-03-10T08:0${minute}:00Z`
const machine = 'CNC-01'
const faults: Record<string, Sent> = {
  'a malformed payload': 'garbage',
  'an unknown tag': { machine: 'CNC-91', at: at(5), value: 5 },
  'a time in the future': { machine, at: '2098-01-01T00:00:00Z', value: 5 },
  NaN: { machine, at: at(5), value: Number.NaN },
  Infinity: { machine, at: at(5), value: Number.POSITIVE_INFINITY },
}

type Told = { field: string; value: RegExp; reason: RegExp }
const notJson: Told = { field: '(row)', value: /garbage/, reason: /^is not JSON$/ }
const nanOfJson: Told = { field: '(row)', value: /NaN/, reason: /NaN and Infinity are no numbers/ }
const usual: Record<string, Told> = {
  'a malformed payload': { field: '(row)', value: /./, reason: /./ },
  'an unknown tag': {
    ...{ field: 'tagId', value: /^CNC-91\.temperature$/ },
    reason: /^unknown tag; nearest known: CNC-01\.temperature/,
  },
  'a time in the future': {
    ...{ field: 'at', value: /^2098-01-01T00:00:00.000Z$/ },
    reason: /^lies \d+ s in the future; is the clock or the zone of the sender wrong\?/,
  },
  NaN: { field: 'value', value: /^NaN$/, reason: /expected number/ },
  Infinity: { field: 'value', value: /^Infinity$/, reason: /expected number/ },
}

let server: Awaited<ReturnType<typeof openTestServer>>
let folder: Awaited<ReturnType<typeof emptyFolder>>
let sites = 0

async function freshPlant(siteId = `plant-${++sites}`): Promise<Plant> {
  const { db } = server.deps
  await makePlant({ db, clock }, siteId)
  return { db, clock, siteId, folder: folder.path }
}
beforeAll(async () => {
  folder = await emptyFolder()
  server = await openTestServer()
})
afterAll(async () => {
  await server.close()
  await folder.remove()
})

const doors: [name: string, send: Send, told: Record<string, Told>][] = [
  ['the file import', byFile, { 'a malformed payload': { ...notJson, reason: /3 columns/ } }],
  ['HTTP', byHttp, { 'a malformed payload': notJson, NaN: nanOfJson }],
  ['MQTT with JSON', byMqttJson, { 'a malformed payload': notJson, NaN: nanOfJson }],
  [
    'MQTT with Sparkplug',
    bySparkplug,
    { 'a malformed payload': { ...notJson, value: /./, reason: /is no Sparkplug B payload/ } },
  ],
  [
    'OPC UA',
    byOpcua,
    { 'a malformed payload': { field: 'value', value: /an array/, reason: /expected number/ } },
  ],
]

const refusalsOf = ({ db, siteId }: Plant) =>
  db.tx('read', (tx) =>
    tx.orm.query.ingestRefusal.findMany({ where: (row, { eq }) => eq(row.siteId, siteId) }),
  )
const storedAt = ({ db, siteId }: Plant) =>
  numberOf(db, `select count(*) as n from measurement where site_id = '${siteId}'`)

describe.each(doors)('%s, given', (door, send, own) => {
  test.each(Object.entries(faults))(
    '%s, names it, keeps it and takes the rows beside it',
    async (fault, bad) => {
      const plant = await freshPlant()
      const good = [1, 2].map((minute) => ({ machine, at: at(minute), value: 40 }))
      await send(plant, [...good.slice(0, 1), bad, ...good.slice(1)])
      expect(await storedAt(plant)).toBe(2)
      const told = { ...usual, ...own }[fault]
      // Cells too few are no row of any stream: the list has them, for a person to mend.
      const inListOnly = door === 'the file import' && fault === 'a malformed payload'
      const refused = inListOnly
        ? csvRows(join(folder.path, 'readings.csv.refused.csv'))
        : await refusalsOf(plant)
      expect(refused).toMatchObject([
        {
          field: told?.field,
          value: expect.stringMatching(inListOnly ? /1 cells/ : (told?.value ?? /./)),
          reason: expect.stringMatching(told?.reason ?? /^$/),
        },
      ])
    },
  )

  test('an unknown tag or a time to come, takes the kept row once it is no longer so', async () => {
    const plant = await freshPlant()
    const later = faults['a time in the future'] ?? 'garbage'
    await send(plant, [faults['an unknown tag'] ?? 'garbage', later])
    expect(await storedAt(plant)).toBe(0)
    const { db, siteId } = plant
    await db.tx('ingest', (tx) =>
      tx.exec(`insert into tag (site_id, id, equipment_id, name_zh, name_en, unit)
        values ('${siteId}', 'CNC-91.temperature', 'CNC-01', 'x', 'x', '°C')`),
    )
    await replayRefusals({ db, clock: () => new Date('2098-01-02T00:00:00Z') }, { siteId })
    expect(await storedAt(plant)).toBe(2)
    expect(await refusalsOf(plant)).toEqual([])
  })
})

describe('the page, given', () => {
  const post = async (userId: string, path: string, body: string) =>
    server.app.request(`/api/imports${path}`, {
      method: 'POST',
      body,
      headers: {
        ...{ cookie: await server.signIn(userId), origin: baseUrl, host: 'localhost:3000' },
        'content-type': 'application/json',
      },
    })
  const send = (body: string, userId = 'planner@suzhou') =>
    post(userId, '?site=suzhou&name=readings.csv', body)

  beforeAll(async () => {
    await freshPlant('suzhou')
    const roles = [{ siteId: 'suzhou', role: 'planner' as const }]
    await addPerson(server.deps, { userId: 'planner@suzhou', roles })
  })

  test('all of them in one file, names each and takes the rows beside them', async () => {
    const good = [1, 2].map((minute) => ({ machine, at: at(minute), value: 40 }))
    const draft = (await (
      await send(csvOf([...good, ...Object.values(faults)]))
    ).json()) as ImportDraft
    const sheets = draft.sheets.map(({ sheet, stream, columns, constants }) => ({
      ...{ sheet, stream, constants },
      columns: Object.fromEntries(columns.map(({ name, field }) => [name, field ?? ''])),
    }))
    const run = { dryRun: false, plan: { source: 'door', sheets } }
    const reply = await post('planner@suzhou', `/${draft.id}/run`, JSON.stringify(run))
    const last = (await reply.text()).trim().split('\n').at(-1) ?? ''
    const { report } = JSON.parse(last.slice('data: '.length)) as { report: ImportReport }
    expect(report).toMatchObject({ written: 2, refused: 5 })
    expect(report.refusals.map(({ line, field, value }) => [line, field, value])).toEqual([
      [4, '(row)', '1 cells'],
      [5, 'tagId', 'CNC-91.temperature'],
      [6, 'at', '2098-01-01T00:00:00.000Z'],
      [7, 'value', 'NaN'],
      [8, 'value', 'Infinity'],
    ])
  })

  test.each([
    ['nothing', '', 'is empty', '空'],
    ['a header alone', '测点,时间,数值\n', 'no table', '没有表格'],
    ['a PDF by another name', '%PDF-1.7\n', 'is a PDF file', 'PDF 文件'],
    ['bytes that are no text', '\xff\u0000\u0001'.repeat(20), 'binary', '二进制'],
  ])('%s, says so in both languages', async (_, body, en, zh) => {
    const reply = await send(body)
    expect(reply.status).toBe(400)
    const { error } = (await reply.json()) as ErrorReply
    expect(error).toMatchObject({ field: 'file', message: expect.stringContaining(en) })
    expect(error.hint).toMatch(/./)
    expect(error.zh?.message).toContain(zh)
    expect(error.zh?.hint).toMatch(/\p{Script=Han}/u)
  })
})

describe('a wrong key', () => {
  const reading = { machine, at: at(1), value: 40 }

  test('of HTTP is refused by name, and nothing is stored', async () => {
    const plant = await freshPlant()
    const reply = await postLines(plant, { key: 'jdi_wrong', lines: ['{}'] })
    expect(reply.status).toBe(401)
    expect(await reply.json()).toMatchObject({
      error: { field: 'Authorization', hint: expect.stringContaining('jidoka key create') },
    })
    expect(await storedAt(plant)).toBe(0)
  })

  test('of the page is a person who may not import there', async () => {
    const query = '?site=suzhou&name=readings.csv'
    const headers = {
      cookie: await server.signIn('operator@suzhou'),
      origin: baseUrl,
      host: 'localhost:3000',
    }
    const reply = await server.app.request(`/api/imports${query}`, {
      ...{ method: 'POST', body: csvOf([reading]), headers },
    })
    expect(reply.status).toBe(403)
    expect(await reply.json()).toMatchObject({ error: { code: 'forbidden', field: 'site' } })
  })

  test('of the file import is a person without a role at the site', async () => {
    const plant = await freshPlant()
    const path = join(folder.path, 'readings.csv')
    await writeFile(path, csvOf([reading]))
    const roles = [{ siteId: 'elsewhere', role: 'manager' as const }]
    const principal = { userId: 'manager@elsewhere', roles, language: 'en' as const }
    const mapping = fileMapping(plant.siteId)
    await expect(importFile(plant, { path, mapping, principal })).rejects.toMatchObject({
      ...{ code: 'forbidden', field: 'siteId' },
      message: expect.stringContaining(plant.siteId),
    })
    expect(await storedAt(plant)).toBe(0)
  })
})
