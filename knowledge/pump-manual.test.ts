import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { addDocument, isVerbatim, searchPassages } from './index.ts'

const folder = fileURLToPath(new URL('../../shared/data/manuals/pump/', import.meta.url))
const files = ['test_pump_manual.pdf', 'test_pump_manual.txt']
const absent = !existsSync(`${folder}${files[0]}`)
if (absent) console.warn(`skipped: the pump manual is not at ${folder}`)

const principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}

describe.skipIf(absent).each(files)('the pump manual as %s', (fileName) => {
  let db: Db
  beforeAll(async () => {
    db = await openTestDb()
    const bytes = new Uint8Array(readFileSync(`${folder}${fileName}`))
    await addDocument({ db, clock: () => new Date(0) }, { siteId: 'group', fileName, bytes })
  })
  afterAll(() => db.close())

  const top = async (query: string) => {
    const { answerable, passages } = await searchPassages({ db, principal }, { query, limit: 3 })
    for (const { quote, text } of passages) expect(isVerbatim(quote, text)).toBe(true)
    return { answerable, passage: passages[0] }
  }

  test.each([
    ['What is the maximum flow?', 3, 'Operating Limits', '150 m³/h'],
    ['最大压力是多少？', 3, 'Operating Limits', '10 bar'],
    ['grease quantity per bearing', 2, 'Lubrication Specifications', '5 grams'],
    ['轴承润滑脂加多少？', 2, 'Lubrication Specifications', '5 grams'],
    ['What is the normal bearing life?', 2, 'Bearing Noise', '15,000 hours'],
    ['part number of the mechanical seal', 2, 'Critical Spare Parts', 'MS21-25'],
    ['SS-25-316', 2, 'Critical Spare Parts', 'Shaft sleeve'],
    ['How do I align the pump?', 3, 'Alignment Procedure', 'Check baseplate level'],
    ['水泵怎么对中？', 3, 'Alignment Procedure', '0.05 mm'],
  ])('answers "%s" with page, heading and quote', async (query, page, heading, words) => {
    const { answerable, passage } = await top(query)
    expect(answerable).toBe(true)
    expect(passage?.heading).toContain(heading)
    expect(passage?.quote).toContain(words)
    expect(passage?.quotePage).toBe(fileName.endsWith('.pdf') ? page : null)
  })

  test('a procedure brings the warnings of the safety section', async () => {
    const { passage } = await top('How do I align the pump?')
    expect(passage?.warnings.map(({ quote }) => quote)).toContain(
      '- Always disconnect power before maintenance',
    )
  })

  test.each(['What is the capital of France?', 'E-217 是什么报警？', '今天谁上班？'])(
    'does not answer "%s"',
    async (query) => {
      expect((await top(query)).answerable).toBe(false)
    },
  )
})
