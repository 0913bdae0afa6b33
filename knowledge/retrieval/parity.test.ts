import { describe, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb, openTestServerDb } from '../../store/test-db.ts'
import { addDocument } from '../ingest/add-document.ts'
import { searchPassages } from './search.ts'

const siteId = 'suzhou'
const principal = {
  userId: 'operator',
  roles: [{ siteId, role: 'operator' }],
  language: 'en' as const,
}

const documents = {
  spindle:
    '# Spindle\n## Bearings\n1. Remove the cover.\n2. Replace bearing 7014C/P4.\n## Data\n45 N·m.',
  主轴: '# 主轴\n## 轴承\n更换轴承 7014C/P4，扭矩 45 N·m。\n## 报警\nE-217 主轴过热。',
  pump: '# Pump\n## Seal\nReplace the mechanical seal.\n## Bearing\nGrease the bearing of the pump.',
  twin: '# Pump\n## Seal\nReplace the mechanical seal.\n## Bearing\nGrease the bearing of the pump.',
}
const questions = [
  'replace bearing',
  '更换主轴轴承',
  'E217',
  'bearing pump seal 主轴',
  '机械密封怎么换',
]

async function answers(db: Db) {
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.site).values({ siteId, nameZh: siteId, nameEn: siteId, zone: 'UTC' }),
  )
  for (const [id, text] of Object.entries(documents)) {
    const bytes = new TextEncoder().encode(text)
    await addDocument({ db, clock: () => new Date(0) }, { siteId, fileName: `${id}.md`, bytes })
  }
  const found = []
  for (const query of questions) {
    found.push(await searchPassages({ db, principal }, { query, limit: 20 }))
  }
  await db.close()
  return found
}

describe.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined)('parity', () => {
  test('embedded and server give the same passages, order, scores and quotes', async () => {
    const embedded = await answers(await openTestDb())
    expect(embedded.map(({ passages }) => passages.length).every((count) => count > 0)).toBe(true)
    expect(await answers(await openTestServerDb())).toEqual(embedded)
  })
})
