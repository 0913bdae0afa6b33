import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, principalOf, writePlant } from '../../factory/test-plant.ts'
import { addDocument } from '../../knowledge/index.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { readDocumentTool } from './read-document.ts'
import { searchKnowledgeTool } from './search-knowledge.ts'
import { testContext } from './test-context.ts'

let db: Db
const search = (args: object, changes = {}) =>
  runTool(searchKnowledgeTool, testContext(db, changes), args)
const read = (args: object, changes = {}) =>
  runTool(readDocumentTool, testContext(db, changes), args)

const sop = `# 主轴轴承更换

> 警告：先断电挂牌。

## 步骤

1. 拆下端盖。
2. 拉出轴承 7014C/P4。
3. 压入新轴承，拧紧扭矩 45 N·m。
`

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  const add = (id: string, text: string, equipmentIds: string[]) =>
    addDocument(
      { db, clock: plantClock },
      {
        ...{ siteId: 'suzhou', id, fileName: `${id}.md`, equipmentIds },
        bytes: new TextEncoder().encode(text),
      },
    )
  await add('SOP-01', sop, ['SZ-CNC-01'])
  await add('SOP-02', '# Spindle of machine 3\n\nIts torque is 60 N·m.', ['SZ-CNC-03'])
})
afterAll(() => db.close())

const documentsIn = async (args: object) => {
  const { data } = await search(args)
  return (data.passages as { document: string }[]).map(({ document }) => document)
}

test('passages come with citations, the warnings of the procedure among them', async () => {
  const { data, citations } = await search({ query: 'How do I replace a spindle bearing?' })
  expect(data).toMatchObject({ answerable: true, unknown_words: [] })
  const at = { site: 'suzhou', document: 'SOP-01', title: '主轴轴承更换', revision: 1, page: null }
  expect(citations?.slice(0, 2)).toEqual([
    {
      ...at,
      heading: '主轴轴承更换 › 步骤',
      quote: '1. 拆下端盖。\n2. 拉出轴承 7014C/P4。\n3. 压入新轴承，拧紧扭矩 45 N·m。',
      range: { passage: 2, from: 0, to: 48 },
    },
    {
      ...{ ...at, heading: '主轴轴承更换', quote: '> 警告：先断电挂牌。' },
      range: { passage: 1, from: 0, to: 11 },
    },
  ])
})

test('two documents in force that differ, and the revision before, are named', async () => {
  const clock = plantClock
  const put = (id: string, text: string) => {
    const bytes = new TextEncoder().encode(text)
    return addDocument({ db, clock }, { siteId: 'suzhou', id, fileName: `${id}.md`, bytes })
  }
  await put('SOP-10', '# Washer\n\nThe bath of the washer is changed every 4 weeks.')
  await put('SOP-10', '# Washer\n\nThe bath of the washer is changed every 2 weeks.')
  await put('CARD-11', '# Card\n\nThe bath of the washer is changed every 3 weeks.')
  const { data, citations } = await search({ query: 'how often is the bath of the washer changed' })
  const [weeks2, weeks3, weeks4] = [2, 3, 4].map(
    (weeks) => `The bath of the washer is changed every ${weeks} weeks.`,
  )
  expect(data.conflicts).toMatchObject([
    { one: { quote: expect.any(String) }, other: { quote: expect.any(String) } },
  ])
  const [pair] = data.conflicts as { one: { quote: string }; other: { quote: string } }[]
  expect([pair?.one.quote, pair?.other.quote].toSorted()).toEqual([weeks2, weeks3])
  expect(data.superseded).toMatchObject([
    { now: { revision: 2, quote: weeks2 }, before: { revision: 1, quote: weeks4 } },
  ])
  const cited = citations?.map(({ document, revision, quote }) => [document, revision, quote])
  expect(cited).toContainEqual(['SOP-10', 1, weeks4])
})

test('two documents that differ are named though one is Chinese and one English', async () => {
  const put = (id: string, text: string) => {
    const bytes = new TextEncoder().encode(text)
    return addDocument(
      { db, clock: plantClock },
      { siteId: 'suzhou', id, fileName: `${id}.md`, bytes },
    )
  }
  await put('CARD-12', '# 点检卡\n\n冷却液浓度 8 %。')
  await put('SOP-13', '# Coolant\n\nThe concentration of the coolant is 6 %.')
  const { data } = await search({ query: '冷却液浓度多少' })
  const pairs = data.conflicts as { one: { document: string }; other: { document: string } }[]
  expect(pairs.map(({ one, other }) => [one.document, other.document].toSorted())).toEqual([
    ['CARD-12', 'SOP-13'],
  ])
})

test('equipment narrows to its documents', async () => {
  expect(await documentsIn({ query: '主轴扭矩', equipment: 'SZ-CNC-03' })).toEqual(['SOP-02'])
  expect(await documentsIn({ query: '主轴扭矩' })).toContain('SOP-01')
})

test('no answer: nothing is cited', async () => {
  const { data, citations } = await search({ query: 'capital of France' })
  expect(data.answerable).toBe(false)
  expect(citations).toEqual([])
})

test('unknown equipment and arguments are refused by name', async () => {
  await expect(search({ query: 'x', equipment: 'SZ-CNC-99' })).rejects.toMatchObject({
    field: 'equipment',
    hint: expect.stringContaining('SZ-CNC-0'),
  })
  await expect(search({ query: 'x', lang: 'en' })).rejects.toMatchObject({ field: 'lang' })
  await expect(search({ query: '' })).rejects.toMatchObject({ field: 'query' })
})

test('another site finds and reads nothing', async () => {
  const principal = principalOf('dongguan')
  expect((await search({ query: '主轴扭矩' }, { principal })).data.passages).toEqual([])
  await expect(read({ document: 'SOP-01' }, { principal })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a document is read in order, with its revision and state', async () => {
  const { data } = await read({ document: 'SOP-01', heading: '步骤' })
  expect(data).toMatchObject({
    site: 'suzhou',
    document: 'SOP-01',
    revision: 1,
    status: 'effective',
    effective_from: plantClock().toISOString(),
    language: 'zh',
    passages: [{ seq: 2, heading: '主轴轴承更换 › 步骤' }],
    total: 1,
    truncated: false,
    next: null,
  })
})

test('reading what is not there names what is', async () => {
  await expect(read({ document: 'SOP-1' })).rejects.toMatchObject({
    field: 'document',
    hint: expect.stringContaining('SOP-01'),
  })
  await expect(read({ document: 'SOP-01', site: 'Suzou' })).rejects.toMatchObject({ field: 'site' })
})
